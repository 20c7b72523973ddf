"""What a file really is: attacks and honest mistakes, each refused with its reason; and where files are kept."""

import io
import zipfile

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from cityloop.assessment.files import Damaged, Unfit, formulas_in, keep, kind_of, read
from cityloop.assessment.files.store import place

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF"


def archive(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def workbook():
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def locked_archive():
    content = bytearray(archive(**{"a.txt": "x"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    return bytes(content)


HWPX = archive(mimetype="application/hwp+zip", **{"Contents/section0.xml": "<x/>"})


@pytest.mark.law("9(4)")
@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("report.pdf", PDF, "pdf"),
        ("REPORT.PDF", PDF, "pdf"),
        ("table.xlsx", workbook(), "xlsx"),
        ("form.hwpx", HWPX, "hwpx"),
        ("all.zip", archive(a="1"), "zip"),
        ("data.csv", b"month,value\n2026-01,3\n", "csv"),
        ("korean.csv", "월,값\n2026-01,3\n".encode("cp949"), "csv"),
        ("data.parquet", b"PAR1" + b"\x00" * 20 + b"PAR1", "parquet"),
        ("places.geojson", b'{"type": "FeatureCollection"}', "geojson"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0rest", "jpg"),
    ],
)
def test_an_honest_file_is_what_its_name_says(name, content, kind):
    assert kind_of(name, content) == kind


@pytest.mark.law("9(4)")
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.pdf", b"", "is empty"),
        ("program.pdf", b"MZ\x90\x00\x03", "content is of another format"),
        ("page.csv", b"<!DOCTYPE html><script>alert(1)</script>", "content is a web page"),
        ("drawing.csv", b"\n <svg onload='x()'>", "content is a web page"),
        ("report.pdf", workbook(), "content is xlsx"),
        ("table.xlsx", archive(a="1"), "content is zip"),
        ("table.xlsx", PDF, "content is pdf"),
        ("report.pdf.exe", PDF, "name says “exe”"),
        ("report", PDF, "name says “–”"),
        ("report.pdf", PDF.replace(b"/Root", b"/Encrypt 5 0 R /Root"), "is encrypted"),
        ("report.pdf", PDF.removesuffix(b"%%EOF"), "is cut off"),
        ("table.xlsx", bytes.fromhex("D0CF11E0A1B11AE1") + b"EncryptedPackage", "locked with a password"),
        ("all.zip", locked_archive(), "encrypted"),
        ("all.zip", b"PK\x03\x04broken", "damaged"),
        ("data.parquet", b"PARE" + b"\x00" * 20 + b"PARE", "encrypted"),
        ("data.csv", b"a,b\x00c", "content is of another format"),
        ("data.json", b"{not json", "not valid JSON"),
        (
            "table.xlsx",
            archive(**{"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>", "xl/vbaProject.bin": "x"}),
            "carries a macro",
        ),
    ],
)
def test_a_file_that_lies_is_locked_or_broken_is_unfit_and_says_why(name, content, why):
    with override("en"):
        with pytest.raises(Unfit) as unfit:
            kind_of(name, content)
        assert why in str(unfit.value.why)
        assert str(unfit.value.remedy).strip()


def test_an_archive_that_would_fill_the_disk_is_unfit():
    content = bytearray(archive(zeros="0"))
    size = content.index(b"PK\x01\x02") + 24
    content[size : size + 4] = (2_000_000_000).to_bytes(4, "little")
    with override("en"), pytest.raises(Unfit, match=r"larger than 1 GB"):
        kind_of("all.zip", bytes(content))


def test_the_same_bytes_are_kept_once_under_their_hash(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert keep(b"abc") == keep(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [keep(b"abc")]
    assert read(keep(b"abc")) == b"abc"


def test_a_file_that_was_changed_or_is_gone_is_not_read(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sha256 = keep(b"abc")
    place(sha256).write_bytes(b"abd")
    with pytest.raises(Damaged):
        read(sha256)
    with pytest.raises(Damaged):
        read("0" * 64)


def test_an_archive_damaged_inside_is_unfit_and_never_an_error():
    whole = archive(mimetype="application/hwp+zip" * 40, other="x" * 400)
    for place_ in range(len(whole)):
        broken = whole[:place_] + bytes([whole[place_] ^ 0xFF]) + whole[place_ + 1 :]
        try:
            kind_of("a.zip", broken)
        except Unfit as unfit:
            assert unfit.why and unfit.remedy


def test_formulas_of_a_workbook_are_counted_and_those_that_ask_outside_told_apart():

    book = Workbook()
    book.active.append(["=1+1", "plain = text", 3, '=WEBSERVICE("http://x.example")', "=SUM(A1:C1)", "=[1]Sheet!A1"])
    file = io.BytesIO()
    book.save(file)
    found = formulas_in(file.getvalue())
    assert (found.cells, found.outside) == (4, 2)
    assert formulas_in(b"PK\x03\x04 cut").cells == 0
