"""PDF documents without information dictionary, XMP, notes, attachments and earlier revisions."""

import io

ABOUT_MAKERS = ("/Metadata", "/PieceInfo", "/LastModified", "/Author", "/Creator", "/Producer", "/SourceModified")
ABOUT_DOCUMENT = (
    "/Metadata",
    "/PieceInfo",
    "/AF",
    "/Collection",
    "/Legal",
    "/Perms",
    "/DSS",
    "/AcroForm",
    "/SpiderInfo",
)


def clean_pdf(content: bytes) -> bytes:
    """The pages as they are shown, in a document that says nothing of who made it, with what, or where."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject

    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(content)).pages:
        writer.add_page(page)
    for held in writer._objects:  # the library names no way to them
        if isinstance(held, DictionaryObject):
            for key in (*ABOUT_MAKERS, *(("/Annots",) if held.get("/Type") == "/Page" else ())):
                held.pop(key, None)
    for key in (*ABOUT_DOCUMENT, "/Names"):
        writer.root_object.pop(key, None)
    writer.metadata = None
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
