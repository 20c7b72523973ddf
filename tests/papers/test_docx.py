"""Papers as Word files: they open again, with all of the text, and are the same file for the same paper."""

import io
import zipfile
from dataclasses import replace

from docx import Document
from papers.test_pdf import HOSTILE, PAPER

from cityloop.papers import Facts, Paragraph, as_docx


def opened(paper):
    return Document(io.BytesIO(as_docx(paper)))


def text_of(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_whole_text_is_there_in_order_with_real_headings():
    document = opened(PAPER)
    text = text_of(document)
    parts = ("모의", "한국건설기술연구원", "인증평가위원회 회의록", "M-2026-03", "의결", "세부", "첫째 줄", "1. 가나다")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert (styles["의결"], styles["세부"], styles["인증평가위원회 회의록"]) == ("Heading 1", "Heading 2", "Title")
    assert "sha256" in document.sections[0].footer.paragraphs[0].text


def test_facts_and_tables_are_tables_whose_head_is_repeated():
    facts, table = opened(PAPER).tables
    assert [cell.text for cell in facts.rows[0].cells] == ["장소", "본관 3층"]
    assert (len(table.rows), [cell.text for cell in table.rows[0].cells]) == (81, ["안건", "찬성"])
    assert table.rows[0]._tr.trPr.findall("{*}tblHeader")


def test_text_is_never_markup_and_what_xml_cannot_hold_is_shown_by_its_code():
    hostile = ("<b>&amp;", "a\x00b", "\ud800", *HOSTILE)
    document = opened(replace(PAPER, title="<b>", blocks=(Facts((("이름", "😀 & <w:t>"),)), *map(Paragraph, hostile))))
    text = text_of(document)
    assert "<b>&amp;" in text and "a[U+0000]b" in text and "[U+D800]" in text
    assert all(one in text for one in HOSTILE)
    assert document.tables[0].rows[0].cells[1].text == "😀 & <w:t>"


def test_the_same_paper_is_always_the_same_file_and_says_nothing_of_its_making():
    content = as_docx(PAPER)
    assert content == as_docx(PAPER)
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {1980}
    told = Document(io.BytesIO(content)).core_properties
    assert (told.title, told.author, told.created.date()) == (PAPER.title, PAPER.issuer, PAPER.date)
