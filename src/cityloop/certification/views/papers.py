"""Papers: the certificate of today and the receipt of a dossier to download, and a certificate checked by its file."""

import base64
import hashlib

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import APPLICANT
from cityloop.certification import queries
from cityloop.certification.actions import give_out_paper
from cityloop.certification.forms import PaperForm
from cityloop.certification.papers import certificate_paper, receipt_paper
from cityloop.certification.queries.papers import known
from cityloop.certification.views.checking import check_page
from cityloop.certification.views.frame import on_case
from cityloop.language import current
from cityloop.papers import as_pdf

PDF = "application/pdf"


def certificate(request, number):
    """The certificate as it stands today, in the reader's language; its hash is kept, so that anybody can check it."""
    found = queries.certificates().filter(number=number).first()
    if found is None:
        raise Http404
    at = timezone.now()
    standing, reason = queries.standing(found, timezone.localdate(at))
    address = request.build_absolute_uri(reverse("certification:certificate", args=[number]))
    content = as_pdf(certificate_paper(found, standing, reason, address))
    if not known(content):
        give_out_paper(actor=None, at=at, certificate=found, language=current(), says=standing.status, content=content)
    return handed_out(content, f"{number}.{current()}.pdf", cache="no-cache")


def check_paper(request):
    """Is this file a certificate that was given out here, and does that hold today? The file is not kept."""
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    held = queries.check_paper(form.cleaned_data["paper"], timezone.localdate()) if form.is_valid() else None
    return check_page(request, paper_form=form, held=held)


@on_case(role=APPLICANT)
def receipt(request, case, version):
    """The receipt of one version that was handed in."""
    dossier = case.dossiers.filter(frozen_at__isnull=False, version=version).first()
    if dossier is None:
        raise Http404
    content = as_pdf(receipt_paper(case, dossier, compiled(case.edition)))
    return handed_out(content, f"{case.reference}.v{version}.{current()}.pdf")


def handed_out(content: bytes, name: str, media_type: str = PDF, cache: str = "private, no-store") -> HttpResponse:
    """A file as an attachment, with its hash in the header. For a paper: `handed_out(as_pdf(paper), "minutes.pdf")`."""
    sha256 = hashlib.sha256(content)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Digest"] = f"sha-256=:{base64.b64encode(sha256.digest()).decode()}:"
    response["ETag"] = f'"{sha256.hexdigest()}"'
    response["Cache-Control"] = cache
    return response
