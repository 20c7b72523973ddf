"""The same paper as a Hangul file (HWPX), with real headings and tables, for offices that go on writing in it."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from hwpx import HwpxDocument

from cityloop.papers.glyphs import tidy
from cityloop.papers.paper import Facts, Heading, Listing, Paper, Paragraph, Signatures, Table

PAGE = {"paper_size": "A4", "margin_left_mm": 24, "margin_right_mm": 24, "margin_top_mm": 20, "margin_bottom_mm": 20}
FULL = 45_900
"""The width between the margins in Hangul's unit, 1/7200 inch."""
SHADE = "#F4F5F6"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MADE = (1980, 1, 1, 0, 0, 0)
METADATA = "Contents/content.hpf"
SECTION = re.compile(r"Contents/section\d+\.xml")
DRAWN = re.compile(r'\b(id|idRef|instid)="(\d{4,})"')
FIRST_ID = 10_000_000


def as_hwpx(paper: Paper) -> bytes:
    """The paper as HWPX, the same bytes for the same value. What XML cannot hold is shown by its code."""
    document = HwpxDocument.new()
    document.page.setup(**PAGE)
    document.page.set_page_number()
    _head(document, paper)
    for block in paper.blocks:
        WRITERS[type(block)](document, block)
    if paper.foot:
        _line(document, paper.foot, size=8, color="#464C53")
    return _named(document.to_bytes(), paper)


def _head(document, paper):
    under = "   ·   ".join(part for part in (paper.number, paper.date.isoformat() if paper.date else "") if part)
    if paper.banner:
        _line(document, paper.banner, bold=True, color="#BD2C0F", alignment="CENTER")
    if paper.issuer:
        _line(document, paper.issuer, alignment="CENTER")
    _line(document, paper.title, bold=True, size=20, alignment="CENTER", spacing_after_pt=6)
    if under:
        _line(document, under, size=9, color="#464C53", alignment="CENTER", spacing_after_pt=10)


def _line(document, text, alignment="LEFT", spacing_before_pt=0, spacing_after_pt=3, **letters):
    """One paragraph a line of the text."""
    style = document.styles.ensure_run(**{"size": 10.5, **letters})
    for line in _clean(text).split("\n"):
        document.add_paragraph(line, char_pr_id_ref=style, inherit_style=False)
        document.styles.apply_paragraph_format(
            paragraph_index=len(document.paragraphs) - 1,
            alignment=alignment,
            line_spacing_percent=150,
            spacing_before_pt=spacing_before_pt,
            spacing_after_pt=spacing_after_pt,
        )


def _heading(document, block: Heading):
    size = 13 if block.level == 1 else 11
    style = document.styles.ensure_run(bold=True, size=size)
    document.add_heading(_clean(block.text), level=block.level, char_pr_id_ref=style)


def _paragraph(document, block: Paragraph):
    _line(document, block.text, size=8.5 if block.small else 10.5)


def _facts(document, block: Facts):
    table = _grid(document, block.rows, (1, 3))
    for row in range(len(block.rows)):
        table.set_cell_shading(row, 0, SHADE)


def _table(document, block: Table):
    if block.caption:
        _line(document, block.caption, size=9.5, color="#464C53")
    table = _grid(document, (block.columns, *block.rows), block.widths or (1,) * len(block.columns))
    for column in range(len(block.columns)):
        table.set_cell_shading(0, column, SHADE)


def _grid(document, rows, widths):
    table = document.add_table(len(rows), len(widths), width=FULL)
    table.set_column_widths(widths)
    # By row: asking the table for one cell after another makes it lay out its grid anew each time.
    for written, row in zip(table.rows, rows, strict=True):
        for cell, words in zip(written.cells, row, strict=True):
            cell.set_text(_clean(words), split_paragraphs=True)
    return table


def _listing(document, block: Listing):
    for number, item in enumerate(block.items, 1):
        _line(document, f"{number}. {item}" if block.numbered else f"• {item}")


def _signatures(document, block: Signatures):
    for one in block.people:
        text = "   ".join(part for part in (one.role, one.name, one.note) if part)
        _line(document, text, size=12, alignment="RIGHT", spacing_before_pt=10)


WRITERS = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Table: _table,
    Listing: _listing,
    Signatures: _signatures,
}


def _clean(text) -> str:
    return NOT_XML.sub(lambda found: f"[U+{ord(found[0]):04X}]", tidy(text))


def _named(content: bytes, paper: Paper) -> bytes:
    """The archive with the paper's title and issuer in place of the blank form's, and nothing in it by chance."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == METADATA:
                data = _metadata(data.decode(), paper).encode()
            elif SECTION.fullmatch(entry.filename):
                data = _counted(data.decode()).encode()
            same = zipfile.ZipInfo(entry.filename, MADE)
            same.compress_type = entry.compress_type
            made.writestr(same, data)
    return target.getvalue()


def _counted(text: str) -> str:
    """The ids that the library draws at random counted instead, so that the same paper is always the same file.

    >>> _counted('<p id="2055071919"/><apply idRef="2055071919"/><p id="0"/>')
    '<p id="10000000"/><apply idRef="10000000"/><p id="0"/>'
    """
    known: dict[str, int] = {}
    return DRAWN.sub(lambda found: f'{found[1]}="{known.setdefault(found[2], FIRST_ID + len(known))}"', text)


def _metadata(text: str, paper: Paper) -> str:
    title, issuer = escape(_clean(paper.title)), escape(_clean(paper.issuer))
    text = re.sub(r"<opf:title\s*/>", lambda _: f"<opf:title>{title}</opf:title>", text)
    text = re.sub(r"<opf:language>\w*<", f"<opf:language>{paper.language}<", text)
    by = r'(<opf:meta name="(?:creator|lastsaveby)" content="text">)[^<]*'
    when = r'(<opf:meta name="(?:CreatedDate|ModifiedDate|date)" content="text">)[^<]*'
    text = re.sub(by, lambda found: found[1] + issuer, text)
    return re.sub(when, lambda found: found[1] + (paper.date.isoformat() if paper.date else ""), text)
