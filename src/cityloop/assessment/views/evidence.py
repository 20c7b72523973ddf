"""Evidence for those who may see the case: as a file to keep, or, where that is safe, to be read inside the site.

`assessment:evidence` is the file as an attachment, whatever it is; `assessment:evidence_view` shows a PDF or a
picture in a frame of the site (`assessment/parts/evidence_beside.html` has it beside a mark).
"""

import base64

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cityloop.assessment.files import OPENS_INSIDE, Damaged, read
from cityloop.assessment.models import Evidence
from cityloop.assessment.queries.case import reads_draft
from cityloop.assessment.queries.veil import pieces_of, veil_dossier
from cityloop.assessment.rules import APPLICANT
from cityloop.assessment.views.frame import on_case
from cityloop.audit.refusal import Refused

PICTURE = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
# A browser shows no PDF in a sandbox: its own viewer is one. The file gets no script, no form and no other address.
DOCUMENT = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@on_case()
def download(request, case, pk):
    """The file as it was received. A stored file that no longer has its hash is not handed out."""
    piece = _piece(request, case, pk)
    # Never shown inside the site: whatever it says about itself, it comes as a file.
    response = _answer(piece, "application/octet-stream" if piece.address else piece.media_type)
    name = f"{piece.item}.txt" if piece.address else piece.name
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@on_case()
def view(request, case, pk):
    """A PDF or a picture to be read in a frame of this site and of no other; anything else is only downloaded."""
    piece = _piece(request, case, pk)
    if piece.address or piece.media_type not in OPENS_INSIDE:
        raise Http404
    response = _answer(piece, piece.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=piece.name)
    response["Content-Security-Policy"] = DOCUMENT if piece.media_type == "application/pdf" else PICTURE
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _piece(request, case, pk) -> Evidence:
    """The piece, if this reader may see it: others see it once the dossier was handed in."""
    seen = Evidence.objects.filter(dossier__case=case, withdrawn_at=None)
    if APPLICANT not in request.roles and not reads_draft(case, request.roles):
        seen = seen.filter(dossier__frozen_at__isnull=False)
    piece = seen.filter(pk=pk).select_related("dossier").first()
    if piece is None or not case.veiled:
        return piece or _not_found()
    shown = pieces_of(veil_dossier(case, piece.dossier), pk=pk)
    if not shown:
        raise Http404
    if shown[0].withheld:
        raise Refused(
            _("The file is not shown."),
            shown[0].withheld,
            _("The secretariat knows of it, and can ask for another file. Judge by what is shown."),
        )
    return shown[0]


def _not_found():
    raise Http404


def _answer(piece, media_type) -> HttpResponse:
    try:
        content = read(piece.sha256)
    except Damaged as damaged:
        raise Http404 from damaged
    response = HttpResponse(content, content_type=media_type)
    response["Content-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(piece.sha256)).decode()}:"
    response["ETag"] = f'"{piece.sha256}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
