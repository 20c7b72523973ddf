"""A copy of a file says nothing of who made it, and shows what the original shows."""

import io
import zipfile

import openpyxl
import pypdf
import pytest
from calls.blind_stage import GIVEN, SECRETS, WHO, docx, hwpx, jpeg, pdf, png, workbook
from PIL import Image

from cityloop.assessment.files import kind_of
from cityloop.assessment.files.cleaning import NotClean, cleaned
from cityloop.assessment.queries.veil import blackened, pattern_of

NAMES = pattern_of(("Daon Systems", "다온시스템"))


def everything(content: bytes) -> str:
    """All that is in a file: its bytes, the members of an archive, the objects and streams of a PDF."""
    found = [content.decode("utf-8", "replace"), content.decode("utf-16-le", "replace")]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found += [everything(archive.read(name)) for name in archive.namelist()]
    if content[:4] == b"%PDF":
        reader = pypdf.PdfReader(io.BytesIO(content))
        for number in range(1, len(reader.xref[0]) + 2 if reader.xref else 2):
            held = reader.get_object(number)
            found.append(repr(held))
            if hasattr(held, "get_data"):
                found.append(held.get_data().decode("utf-8", "replace"))
    return "\n".join(found)


@pytest.mark.parametrize("kind", GIVEN)
def test_nothing_of_its_makers_is_left_in_a_copy_of_any_kind(kind):
    before, copy = GIVEN[kind], cleaned(kind, GIVEN[kind], NAMES)
    if kind != "csv":
        assert any(secret in everything(before) for secret in SECRETS), "the test leaves a trace to be found"
    assert [secret for secret in SECRETS if secret.casefold() in everything(copy).casefold()] == []
    assert kind_of(f"copy.{kind}", copy) == kind


def test_a_copy_shows_what_the_original_shows():
    before, after = Image.open(io.BytesIO(jpeg(WHO))), Image.open(io.BytesIO(cleaned("jpg", jpeg(WHO))))
    assert before.tobytes() == after.tobytes()
    assert after.getexif()[0x0112] == 6, "which way up it is held stays"
    assert Image.open(io.BytesIO(cleaned("png", png(WHO)))).tobytes() == b"\0"
    book = openpyxl.load_workbook(io.BytesIO(cleaned("xlsx", workbook(WHO, cell="=1+1"))))
    assert book.active["A1"].value == "=1+1"
    shown = pypdf.PdfReader(io.BytesIO(cleaned("pdf", pdf("A plan in words.", WHO))))
    assert "A plan in words." in shown.pages[0].extract_text() and not shown.metadata


@pytest.mark.parametrize(
    ("kind", "content", "problem"),
    [
        ("pdf", pdf("A plan of Daon Systems."), "names"),
        ("csv", "기관,값\n다온시스템은,1\n".encode(), "names"),
        ("csv", "기관,값\n다온시스템,1\n".encode("cp949"), "names"),
        ("xlsx", workbook(cell="DAON  SYSTEMS"), "names"),
        ("docx", docx("x").replace(b"A plan", b"A plan"), None),
        ("zip", b"PK", "kind"),
        ("parquet", b"PAR1", "kind"),
        ("", b"x", "kind"),
        ("pdf", b"%PDF-1.4 nothing %%EOF", "broken"),
        ("png", b"\x89PNG\r\n\x1a\n cut", "broken"),
        ("jpg", b"\xff\xd8\xff\xe0", "broken"),
        ("xlsx", b"PK\x03\x04", "broken"),
    ],
)
def test_what_cannot_be_made_clean_is_refused_by_its_reason(kind, content, problem):
    if problem is None:
        assert cleaned(kind, content, NAMES)
        return
    with pytest.raises(NotClean) as unclean:
        cleaned(kind, content, NAMES)
    assert unclean.value.problem == problem


def test_words_split_into_runs_and_escaped_are_found():
    parts = "<w:p><w:r><w:t>다온</w:t></w:r><w:r><w:t>시스템</w:t></w:r></w:p>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", parts)
    with pytest.raises(NotClean):
        cleaned("docx", made.getvalue(), NAMES)


def test_an_embedded_object_of_an_unknown_kind_keeps_the_document_back():
    made = io.BytesIO(docx("x"))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0")
    with pytest.raises(NotClean) as unclean:
        cleaned("docx", made.getvalue(), NAMES)
    assert unclean.value.problem == "kind"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("다온시스템은 한다", "▇▇▇은 한다"),
        ("by DAON SYSTEMS, in Busan", "by ▇▇▇, in Busan"),
        ("Daon\nSystems", "▇▇▇"),
        ("Madaon Systemsware", "Madaon Systemsware"),
        ({"a": ["Daon Systems 이 말한다", 3]}, {"a": ["▇▇▇ 이 말한다", 3]}),
    ],
)
def test_names_in_answers_are_blackened_and_parts_of_other_words_are_not(text, shown):
    assert blackened(text, ("Daon Systems", "다온시스템")) == shown


def test_an_earlier_revision_of_a_pdf_is_not_carried_along():
    writer = pypdf.PdfWriter(io.BytesIO(pdf(author="Hong Gildong")), incremental=True)
    writer.add_metadata({"/Author": "Somebody else"})
    revised = io.BytesIO()
    writer.write(revised)
    assert b"Hong Gildong" in revised.getvalue()
    assert "Hong Gildong" not in everything(cleaned("pdf", revised.getvalue()))


def test_hwpx_keeps_its_paragraphs():
    with zipfile.ZipFile(io.BytesIO(cleaned("hwpx", hwpx(WHO)))) as archive:
        assert b"A plan" in archive.read("Contents/section0.xml")
        assert "Preview/PrvText.txt" not in archive.namelist()
