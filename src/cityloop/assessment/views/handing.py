"""A file handed out by a page."""

import base64
import hashlib

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"


def handed_out(content: bytes, name: str, media_type: str = PDF, cache: str = "private, no-store") -> HttpResponse:
    """A file as an attachment, with its hash in the header. For a paper: `handed_out(as_pdf(paper), "minutes.pdf")`."""
    sha256 = hashlib.sha256(content)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Digest"] = f"sha-256=:{base64.b64encode(sha256.digest()).decode()}:"
    response["ETag"] = f'"{sha256.hexdigest()}"'
    response["Cache-Control"] = cache
    return response
