"""Evidence is downloaded by those who may see the case, as an attachment, with its hash in the header."""

import base64

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from cityloop.assessment.files import Damaged, read
from cityloop.assessment.models import Evidence
from cityloop.assessment.rules import APPLICANT
from cityloop.certification.views.frame import on_case


@on_case()
def download(request, case, pk):
    """The file as it was received. A stored file that no longer has its hash is not handed out."""
    seen = Evidence.objects.filter(dossier__case=case, withdrawn_at=None)
    if APPLICANT not in request.roles:
        seen = seen.filter(dossier__frozen_at__isnull=False)
    piece = seen.filter(pk=pk).first()
    if piece is None:
        raise Http404
    try:
        content = read(piece.sha256)
    except Damaged as damaged:
        raise Http404 from damaged
    # Never shown inside the site: whatever it says about itself, it comes as a file.
    response = HttpResponse(content, content_type="application/octet-stream" if piece.address else piece.media_type)
    name = f"{piece.item}.txt" if piece.address else piece.name
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(piece.sha256)).decode()}:"
    response["ETag"] = f'"{piece.sha256}"'
    response["Cache-Control"] = "private, no-store"
    return response
