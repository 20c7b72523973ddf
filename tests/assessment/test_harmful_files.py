"""Files that run something, choke a reader, or are two things at once: each is made here, and refused."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from cityloop.assessment.files import Unfit, kind_of
from cityloop.demo.papers import paper

PDF = paper(["pdf"], "report")[1]
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
HANGUL_DEFAULT = "var Documents = XHwpDocuments;\r\nfunction OnDocument_New()\r\n{\r\n\t//todo : \r\n}\r\n"
HANGUL_SCRIPT = "function OnDocument_Open()\r\n{\r\n\tDocuments.Item(0).SaveAs('x');\r\n}\r\n"


def archive(members, **kept):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**members, **kept}.items():
            made.writestr(name, content)
    return file.getvalue()


def workbook(**more):
    file = io.BytesIO()
    Workbook().save(file)
    with zipfile.ZipFile(file, "a") as made:
        for name, content in more.items():
            made.writestr(name, content)
    return file.getvalue()


def hwpx(script=None, manifest="<m/>"):
    members = {"mimetype": "application/hwp+zip", "META-INF/manifest.xml": manifest, "Contents/section0.xml": "<x/>"}
    return archive(members | ({"Scripts/sourceScripts": script.encode("utf-16")} if script else {}))


def with_object(body):
    """The PDF with one more object in it."""
    return PDF.replace(b"1 0 obj", b"9 0 obj\n" + body + b"\nendobj\n1 0 obj", 1)


def packed(body):
    """The object in a compressed stream of objects, as later editions of the format have them."""
    stream = zlib.compress(b"9 0 " + body)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream)
    return with_object(head + stream + b"\nendstream")


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for n in range(3):
            made.writestr(f"{n}.txt", b"0" * 50_000_000)
    return file.getvalue()


def nested(levels):
    content = archive({"a.txt": "x"})
    for _level in range(levels):
        content = archive({"inner.zip": content})
    return content


def deceiving_size():
    """An archive whose directory says that four gigabytes come out of it."""
    content = bytearray(archive({"a.txt": "x" * 100}))
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 0xFFFFFFF0)
    return bytes(content)


def compound(inside):
    """The head of an OLE compound file, with the name of a stream in it."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 504 + inside


SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
HARMFUL = {
    "script.pdf": (with_object(SCRIPT), "macro or script: JavaScript"),
    "written otherwise.pdf": (with_object(SCRIPT.replace(b"JavaScript", b"J#61vaScript")), "JavaScript"),
    "packed.pdf": (packed(SCRIPT), "JavaScript"),
    "named.pdf": (with_object(b"<< /Names << /JavaScript 8 0 R >> >>"), "JavaScript"),
    "launch.pdf": (with_object(b"<< /S /Launch /F (calc.exe) >>"), "script: Launch"),
    "locked.pdf": (PDF.replace(b"/Root", b"/Encrypt << /Filter /Standard >> /Root"), "is encrypted"),
    "two.pdf": (PDF + archive({"a.exe": "MZ"}), "two things at once"),
    "macro.xlsx": (workbook(**{"xl/vbaProject.bin": b"x"}), "script: macro"),
    "old macro.xlsx": (workbook(**{"xl/macrosheets/sheet1.xml": b"<x/>"}), "script: macro"),
    "typed.xlsx": (archive({"[Content_Types].xml": TYPES.format(MACRO), "xl/workbook.xml": "<x/>"}), "script: macro"),
    "locked.xlsx": (compound("EncryptedPackage".encode("utf-16-le")), "is encrypted"),
    "old.hwpx": (compound(b"HWP Document File"), "old Hangul format"),
    "script.hwpx": (hwpx(HANGUL_SCRIPT), "script: script"),
    "locked.hwpx": (hwpx(manifest="<m><encryption-data/></m>"), "is encrypted"),
    "bomb.zip": (bomb(), "made to choke a reader"),
    "many.zip": (archive({f"{n}": "" for n in range(10_001)}), "made to choke a reader"),
    "huge.zip": (deceiving_size(), "larger than 1 GB"),
    "deep.zip": (nested(3), "too deep"),
    "long.zip": (archive({"n" * 300: "x"}), "name inside the archive is too long"),
    "above.zip": (archive({"../../etc/passwd": "x"}), "leads out of it"),
    "inside.zip": (archive({"budget.xlsm": "x"}), "script: budget.xlsm"),
    "macro inside.zip": (archive({"a.xlsx": workbook(**{"xl/vbaProject.bin": b"x"})}), "script: macro"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_refused_by_its_reason(name):
    content, why = HARMFUL[name]
    with override("en"), pytest.raises(Unfit) as unfit:
        kind_of(name, content)
    with override("en"):
        assert why in str(unfit.value.why)


@pytest.mark.parametrize("name", HARMFUL)
def test_every_refusal_of_a_file_is_said_in_korean(name):
    with pytest.raises(Unfit) as unfit:
        kind_of(name, HARMFUL[name][0])
    with override("ko"):
        for sentence in (unfit.value.why, unfit.value.remedy):
            assert any("가" <= letter <= "힣" for letter in str(sentence))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.pdf", PDF),
        ("link.pdf", with_object(b"<< /S /URI /URI (https://example.org/JavaScript) >>")),
        ("form.hwpx", hwpx(HANGUL_DEFAULT)),
        ("table.xlsx", workbook()),
        ("all.zip", archive({"a.xlsx": workbook(), "b.pdf": PDF})),
        ("two deep.zip", nested(2)),
    ],
)
def test_an_honest_file_passes(name, content):
    assert kind_of(name, content) == name.rpartition(".")[2]


def test_looking_at_a_bomb_costs_no_memory():
    """A hundred and fifty megabytes packed small are looked at without unpacking them."""
    code = (
        "import io, resource, sys, zipfile; sys.path[:0] = ['tests']\n"
        "from assessment.test_harmful_files import bomb\nfrom cityloop.assessment.files import Unfit, kind_of\n"
        "content = bomb(); before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    kind_of('bomb.zip', content)\nexcept Unfit:\n"
        "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) < 20_000  # kilobytes
