"""The same paper as a Word file (DOCX), with real headings and tables, for offices that go on writing in it."""

import io
import re
import zipfile
from datetime import date, datetime, time

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from cityloop.papers.glyphs import tidy
from cityloop.papers.paper import Facts, Heading, Listing, Paper, Paragraph, Signatures, Table

FONT = "Malgun Gothic"
EPOCH = date(1980, 1, 1)
MADE = (1980, 1, 1, 0, 0, 0)
SHADE, FAINT, WARN = "F4F5F6", RGBColor(0x46, 0x4C, 0x53), RGBColor(0xBD, 0x2C, 0x0F)
WIDTH = Mm(162)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LANGUAGES = {"ko": "ko-KR", "en": "en-GB"}


def as_docx(paper: Paper) -> bytes:
    """The paper as DOCX, the same bytes for the same value. What XML cannot hold is shown by its code."""
    document = Document()
    _prepare(document, paper)
    _head(document, paper)
    for block in paper.blocks:
        WRITERS[type(block)](document, block)
    _foot(document, paper)
    target = io.BytesIO()
    document.save(target)
    return _timeless(target.getvalue())


def _prepare(document, paper):
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin = section.bottom_margin = Mm(20)
    for name in ("Normal", "Heading 1", "Heading 2", "Title"):
        _letters(document.styles[name], paper.language)
    for name, size in (("Normal", 10.5), ("Heading 1", 13), ("Heading 2", 11), ("Title", 20)):
        document.styles[name].font.size = Pt(size)
    moment = datetime.combine(paper.date or EPOCH, time(12))
    told = document.core_properties
    told.title, told.author, told.last_modified_by = _clean(paper.title)[:255], _clean(paper.issuer)[:255], ""
    told.created = told.modified = moment
    told.language, told.comments, told.revision = LANGUAGES.get(paper.language, paper.language), "", 1


def _letters(style, language):
    """One font for both scripts, and the language that a screen reader speaks."""
    style.font.name, style.font.color.rgb = FONT, RGBColor(0x1E, 0x21, 0x24)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    spoken = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        spoken.set(qn(f"w:{name}"), LANGUAGES.get(language, language))
    properties.append(spoken)


def _head(document, paper):
    under = "   ·   ".join(part for part in (paper.number, paper.date.isoformat() if paper.date else "") if part)
    if paper.banner:
        _line(document, paper.banner, bold=True, color=WARN, middle=True)
    if paper.issuer:
        _line(document, paper.issuer, middle=True)
    title = document.add_paragraph(_clean(paper.title), style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if under:
        _line(document, under, size=9, color=FAINT, middle=True)


def _line(document, text, size=None, bold=False, color=None, middle=False, style=None):
    written = document.add_paragraph(style=style)
    run = written.add_run(_clean(text))
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    if middle:
        written.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return written


def _heading(document, block: Heading):
    document.add_heading(_clean(block.text), level=block.level)


def _paragraph(document, block: Paragraph):
    _line(document, block.text, size=8.5 if block.small else None)


def _facts(document, block: Facts):
    for row in _grid(document, block.rows, (1, 3)):
        _shade(row.cells[0])


def _table(document, block: Table):
    if block.caption:
        _line(document, block.caption, size=9.5, color=FAINT).paragraph_format.keep_with_next = True
    rows = _grid(document, (block.columns, *block.rows), block.widths or (1,) * len(block.columns))
    head = OxmlElement("w:tblHeader")
    rows[0]._tr.get_or_add_trPr().append(head)
    for cell in rows[0].cells:
        _shade(cell)
    for row in rows[1:]:
        cells = row.cells
        for column in block.numeric:
            cells[column].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _grid(document, rows, widths):
    table = document.add_table(len(rows), len(widths), style="Table Grid")
    table.autofit = False
    shares = [round(WIDTH * width / sum(widths)) for width in widths]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = share
    written = list(table.rows)
    for row, words in zip(written, rows, strict=True):
        for cell, text, share in zip(row.cells, words, shares, strict=True):
            cell.width = share
            run = cell.paragraphs[0].add_run(_clean(text))
            run.font.size = Pt(9)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    document.add_paragraph().paragraph_format.space_after = Pt(2)
    return written


def _shade(cell):
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _listing(document, block: Listing):
    for number, item in enumerate(block.items, 1):
        _line(
            document, f"{number}. {item}" if block.numbered else item, style=None if block.numbered else "List Bullet"
        )


def _signatures(document, block: Signatures):
    for one in block.people:
        text = "   ".join(part for part in (one.role, one.name, one.note) if part)
        _line(document, text, size=12).alignment = WD_ALIGN_PARAGRAPH.RIGHT


WRITERS = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Table: _table,
    Listing: _listing,
    Signatures: _signatures,
}


def _foot(document, paper):
    """What stands on every page, and the page's number."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if paper.foot:
        foot.add_run(f"{_clean(paper.foot)}   ·   ").font.size = Pt(8)
    run = foot.add_run()
    run.font.size = Pt(8)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _clean(text) -> str:
    return NOT_XML.sub(lambda found: f"[U+{ord(found[0]):04X}]", tidy(text))


def _timeless(content: bytes) -> bytes:
    """The archive without the moment of its making."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.infolist():
            same = zipfile.ZipInfo(entry.filename, MADE)
            same.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(same, source.read(entry))
    return target.getvalue()
