"""Papers as Hangul files: they open again, with all of the text, and a table is a table."""

import io
import zipfile
from dataclasses import replace

from hwpx import HwpxDocument, validate_package
from papers.test_pdf import HOSTILE, PAPER

from cityloop.papers import Facts, Paragraph, as_hwpx


def opened(paper):
    content = as_hwpx(paper)
    assert not [issue for issue in validate_package(content).issues if issue.level != "warning"]
    document = HwpxDocument.open(io.BytesIO(content))
    assert not document.validate().issues
    return document


def test_the_whole_text_is_there_in_order():
    text = opened(PAPER).text.plain()
    parts = ("모의", "한국건설기술연구원", "인증평가위원회 회의록", "M-2026-03", "본관 3층", "의결", "세부", "첫째 줄",
             "둘째 줄", "횡단보도 79", "1. 가나다", "위원장   홍길동   (서명)", "sha256 " + "ab" * 32)  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_facts_and_tables_are_tables():
    facts, table = opened(PAPER).tables.map()["tables"]
    assert (facts["rows"], facts["cols"]) == (2, 2)
    assert (table["rows"], table["cols"], table["first_row_preview"]) == (81, 2, ["안건", "찬성"])


def test_text_is_never_markup_and_keeps_every_character():
    paper = replace(PAPER, title="<b>&amp;", blocks=(Facts((("이름", "😀 & <hp:t>"),)), *map(Paragraph, HOSTILE)))
    text = opened(paper).text.plain()
    assert "<b>&amp;" in text and "😀 & <hp:t>" in text
    assert all(hostile in text for hostile in HOSTILE)


def test_what_xml_cannot_hold_is_shown_by_its_code():
    assert "a[U+0000]b" in opened(replace(PAPER, blocks=(Paragraph("a\x00b"),))).text.plain()


def test_the_file_names_its_title_and_no_stranger():
    with zipfile.ZipFile(io.BytesIO(as_hwpx(PAPER))) as archive:
        about = archive.read("Contents/content.hpf").decode()
    assert "<opf:title>인증평가위원회 회의록</opf:title>" in about
    assert "한국건설기술연구원" in about and "synthetic" not in about


def test_the_same_paper_is_always_the_same_file():
    assert as_hwpx(PAPER) == as_hwpx(PAPER)
