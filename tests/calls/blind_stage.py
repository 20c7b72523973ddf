"""A call that is judged blind, whose applicant leaves its names wherever somebody could find them."""

import io
import struct
import zipfile
import zlib

import pypdf
from calls import reviewing
from calls.stage import TRIAL, Stage, content, rubric
from openpyxl import Workbook

from cityloop.assessment.actions import answer_invitation, attach_evidence, save_answers
from cityloop.calls import actions
from cityloop.demo.papers import paper
from cityloop.organisations.models import Organisation, OrganisationName, Person
from cityloop.organisations.naming import fold

NAMES = ("다온시스템", "Daon Systems", "다온", "Daon Port Devices", "Haiphong Harbour College", "하이퐁항만대학")
PEOPLE = ("홍길동", "Hong Gildong", "gildong@daon.example", "Nguyen Thi Lan")
FILES = ("daon-plan", "who-made-it", "C:\\Users\\gildong")
SECRETS = (*NAMES, *PEOPLE, *FILES)
KINDS = ["pdf", "docx", "xlsx", "hwpx", "png", "jpg", "csv", "zip", "url"]


def blind_content(also=(), **changes):
    """The call of the stage with a criterion that takes any file, and applicants hidden until it is assessed."""
    given = content(**changes)
    given["blind"] = [{"hides": "applicants", "until": "assessed", "track": TRIAL}, *also]
    given["criteria"][0]["evidence"] = [
        {"id": "plan", "what": {"ko": "계획서", "en": "Plan"}, "accepts": KINDS, "required": True},
        {"id": "company", "what": {"ko": "회사 소개", "en": "Profile"}, "accepts": ["pdf"], "identifies": True},
    ]
    given["criteria"].append(rubric("trial.site", "trial"))
    given["documents"][0]["identifies"] = True
    return given


def pdf(text="A plan.", author=""):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(paper(["pdf"], text)[1]))
    if author:
        writer.add_metadata({"/Author": author, "/Title": f"who-made-it {author}", "/Company": author})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def with_xmp(content, words):
    """The PDF with an XMP packet and a note of its maker."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    packet = DecodedStreamObject()
    packet.set_data(f"<x:xmpmeta>{words}</x:xmpmeta>".encode())
    packet[NameObject("/Type")], packet[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Made"): TextStringObject(words)})
    writer.add_attachment("daon-plan.txt", words.encode())
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def workbook(author="", cell="Cost"):
    book = Workbook()
    book.active["A1"] = cell
    book.properties.creator = book.properties.lastModifiedBy = author
    book.properties.title = f"who-made-it {author}"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def hwpx(author):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("META-INF/container.xml", "<container/>")
        about = f"<opf:metadata><opf:title>who-made-it</opf:title><opf:meta name='creator'>{author}</opf:meta>"
        archive.writestr("Contents/content.hpf", f"<opf:package>{about}</opf:metadata></opf:package>")
        archive.writestr("Contents/section0.xml", "<hp:p><hp:t>A plan</hp:t></hp:p>")
        archive.writestr("Preview/PrvText.txt", f"A plan by {author}")
    return made.getvalue()


def archive():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("plan.txt", "A plan.")
    return made.getvalue()


def docx(author):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "docProps/core.xml", f"<cp:coreProperties><dc:creator>{author}</dc:creator></cp:coreProperties>"
        )
        body = f'<w:ins w:author="{author}" w:initials="who-made-it"><w:t>A plan</w:t></w:ins>'
        archive.writestr("word/document.xml", f"<w:document>{body}</w:document>")
    return made.getvalue()


def png(words):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    told = b"Author\0" + words.encode()
    parts = [(b"IHDR", header), (b"tEXt", told), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def jpeg(words, way_up=6):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x8298] = way_up, words, words
    made = io.BytesIO()
    Image.new("RGB", (8, 4), "white").save(made, "JPEG", exif=exif, comment=words.encode())
    return made.getvalue()


WHO = "Daon Systems, Hong Gildong, C:\\Users\\gildong"
GIVEN = {
    "pdf": with_xmp(pdf(author=WHO), WHO),
    "docx": docx(WHO),
    "xlsx": workbook(WHO),
    "hwpx": hwpx(WHO),
    "png": png(WHO),
    "jpg": jpeg(WHO),
    "csv": b"month,value\n1,2\n",
}
"""Files that can be freed of what they say of their makers."""


class Blind(Stage):
    """The stage's people under a blind call: the company is known by many names, and so are its people."""

    def __init__(self, **changes):
        super().__init__(**blind_content(**changes))
        Organisation.objects.filter(code="daon").update(name_ko="주식회사 다온시스템", name_en="Daon Systems Co., Ltd.")
        Organisation.objects.filter(code="uni").update(name_ko="하이퐁항만대학", name_en="Haiphong Harbour College")
        Person.objects.filter(email="lead@example.org").update(
            name_ko="홍길동", name_en="Hong Gildong", email="gildong@daon.example"
        )
        self.company = Organisation.objects.get(code="daon")
        self.university = Organisation.objects.get(code="uni")
        self.lead = Person.objects.get(pk=self.lead.pk)
        for kind, name in (("former", "Daon Port Devices"), ("short", "다온")):
            known = {"organisation": self.company, "source": "a test", "recorded_at": self.step(None)["at"]}
            OrganisationName.objects.create(kind=kind, name=name, key=fold(name), **known)
        self.reviewers = reviewing.pool(self.officers[TRIAL], self.edition.scheme, ("rho", "sigma"))

    def fill(self, case, files=None, **given):
        """All that is asked, with the names in answers, names of files and what the files say of their makers."""
        super().fill(case, **given)
        step = {**self.step(self.lead, 2), "case": case}
        told = "주식회사 다온시스템은 항만에 센서를 둔다. DAON SYSTEMS has worked with Hong Gildong since 2020."
        save_answers(**step, answers={"summary": told, "trial.market": "Daon Port Devices sold it to 다온 before."})
        for kind, made in (files or GIVEN).items():
            attach_evidence(**step, criterion="trial.market", item="plan", name=f"daon-plan.{kind}", content=made)
        attach_evidence(
            **step, criterion="trial.market", item="company", name="daon-plan-profile.pdf", content=pdf(WHO)
        )
        actions.add_partner(**step, role="Site", organisation=self.university, parts=["permits"])
        answer_invitation(**self.step(self.partner, 2), case=case, agree=True)
        return case

    def admitted(self, title="Daon Systems sensors for a port", **given):
        return self.admit(self.hand_in(self.fill(self.draft(title), **given)))

    def seated(self, **given):
        return reviewing.seat(self.officers[TRIAL], self.admitted(**given), self.reviewers)
