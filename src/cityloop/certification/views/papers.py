"""Papers: the certificate of today and the receipt of a dossier to download, and a certificate checked by its file."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from cityloop.assessment.views.handing import handed_out
from cityloop.certification import queries
from cityloop.certification.actions import give_out_paper
from cityloop.certification.forms import PaperForm
from cityloop.certification.papers import certificate_paper
from cityloop.certification.queries.papers import known
from cityloop.certification.views.checking import check_page
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
