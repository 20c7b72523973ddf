"""All words of a file that was cleaned, so that names among them are found."""

import html
import io
import re
import zipfile

TAG = re.compile(r"<[^>]+>")
MOST_PAGES = 400


def words_of(kind: str, content: bytes) -> str:
    """The words of a file, its attributes included where it is an archive of XML."""
    if kind == "pdf":
        return _of_pdf(content)
    if kind in ("docx", "xlsx", "hwpx"):
        return _of_package(content)
    if kind in ("png", "jpg"):
        return ""
    return "\n".join((content.decode("utf-8-sig", "replace"), content.decode("cp949", "replace")))


def unread_pages(kind: str, content: bytes) -> list[int]:
    """The pages, from 1, that have no words a program could read: a picture is one, a scan may have many.

    Of a file that cannot be opened, none: it is shown to nobody anyway.
    """
    if kind in ("png", "jpg"):
        return [1]
    if kind != "pdf":
        return []
    from pypdf import PdfReader

    try:
        pages = PdfReader(io.BytesIO(content)).pages
        return [n + 1 for n, page in enumerate(pages) if n >= MOST_PAGES or not page.extract_text().strip()]
    except Exception:  # a damaged file makes the library raise anything
        return []


def _of_pdf(content: bytes) -> str:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(content)).pages
    said = [pages[n].extract_text() for n in range(min(len(pages), MOST_PAGES))]
    return "\n".join((*said, content.decode("utf-8", "replace")))


def _of_package(content: bytes) -> str:
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            found += [name, html.unescape(text), html.unescape(TAG.sub(" ", text)), html.unescape(TAG.sub("", text))]
    return "\n".join(found)
