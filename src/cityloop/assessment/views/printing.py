"""A paper sent as a file, never kept by what stands between."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from cityloop.papers import as_docx, as_hwpx, as_pdf

PRINTED = {
    "pdf": (as_pdf, "application/pdf"),
    "hwpx": (as_hwpx, "application/hwp+zip"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def printed(paper, kind: str, name: str) -> HttpResponse:
    """The paper as a PDF, a Hangul file or a Word file to be saved under a name."""
    make, media_type = PRINTED[kind]
    response = HttpResponse(make(paper), content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    response["Cache-Control"] = "private, no-store"
    return response
