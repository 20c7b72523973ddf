"""Papers as PDF: what they say, that it is always the same file, and that no text is ever markup."""

import io
from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from cityloop.papers import (
    Attestation,
    Facts,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Unprintable,
    as_pdf,
    require_printable,
)

HOSTILE = ('#import "x": *', "*] #panic()", "$x^2$ // not a comment", "<label> @cite `raw` \\ = no heading", '"}]}')
PAPER = Paper(
    title="인증평가위원회 회의록",
    language="ko",
    number="M-2026-03",
    date=date(2026, 9, 7),
    issuer="한국건설기술연구원",
    banner="모의",
    foot="sha256 " + "ab" * 32,
    blocks=(
        Facts((("장소", "본관 3층"), ("출석", "9명 중 7명"))),
        Heading("의결"),
        Heading("세부", 2),
        Paragraph("첫째 줄\n둘째 줄"),
        Table(("안건", "찬성"), tuple((f"횡단보도 {n}", "7") for n in range(80)), widths=(4, 1), numeric=(1,)),
        Listing(("가나다", "라마바"), numbered=True),
        Signatures((Signature("위원장", "홍길동", "(서명)"),)),
    ),
)
CERTIFICATE = Attestation(
    language="ko",
    number="C-NB-2026-0001",
    title="인증서",
    scheme="밤 버스 인증",
    subject="밤 버스",
    subject_note="Night bus",
    facts=(("인증받은 자", "다온"),),
    sentence="인증합니다.",
    date="2026년 9월 7일",
    signer="장관",
    address="https://example.org/ko/certification/certificates/C-NB-2026-0001/",
    address_says="확인",
)


def read(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def words(text: str) -> str:
    return " ".join(text.split())


def test_everything_on_a_paper_can_be_read_back():
    text = words(read(as_pdf(PAPER)))
    head = ("인증평가위원회 회의록", "M-2026-03", "2026-09-07", "한국건설기술연구원", "모의")
    body = (
        "본관 3층",
        "의결",
        "세부",
        "첫째 줄 둘째 줄",
        "횡단보도 79 7",
        "1. 가나다",
        "위원장 홍길동 (서명)",
        "ab" * 32,
    )
    for part in (*head, *body):
        assert part in text, part


def test_pages_are_counted_and_a_table_says_its_columns_again_on_the_next():
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(PAPER))).pages]
    assert len(pages) == 3
    assert [f"{n} / 3" in words(page) for n, page in enumerate(pages, 1)] == [True, True, True]
    assert "안건" in pages[1] and "M-2026-03" in pages[1]


@pytest.mark.parametrize("paper", [PAPER, CERTIFICATE])
def test_a_paper_is_archivable_and_accessible_and_says_so(paper):
    content = as_pdf(paper)
    catalog = PdfReader(io.BytesIO(content)).trailer["/Root"]
    assert b"<pdfaid:part>2</pdfaid:part>" in content and b"<pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert catalog["/MarkInfo"]["/Marked"] and catalog["/Lang"] == "ko" and catalog["/StructTreeRoot"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]


@pytest.mark.parametrize("paper", [PAPER, CERTIFICATE])
def test_the_same_paper_has_the_same_bytes_and_another_has_not(paper):
    assert as_pdf(paper) == as_pdf(replace(paper))
    assert as_pdf(paper) != as_pdf(replace(paper, number="C-NB-2026-0002"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_is_never_read_as_markup(hostile):
    paper = replace(PAPER, title=hostile, issuer=hostile, number=hostile, blocks=(
        Facts(((hostile, hostile),)), Heading(hostile), Paragraph(hostile), Table((hostile,), ((hostile,),)),
        Listing((hostile,)), Signatures((Signature(hostile, hostile, hostile),)),
    ))  # fmt: skip
    assert words(read(as_pdf(paper))).count(hostile) == 13
    assert words(read(as_pdf(replace(CERTIFICATE, subject=hostile, scheme=hostile)))).count(hostile) == 2


def test_a_character_without_a_glyph_is_shown_by_its_code_and_the_paper_says_so():
    with override("en"):
        text = words(read(as_pdf(replace(PAPER, blocks=(Paragraph("웃는 얼굴 😀"),), language="ko"))))
    assert "웃는 얼굴 [U+1F600]" in text
    assert "이 문서의 글꼴에 없는 글자" in text and "이 문서의 글꼴에 없는 글자" not in read(as_pdf(PAPER))


def test_a_certificate_is_refused_with_the_character_by_name():
    with pytest.raises(Unprintable) as caught:
        as_pdf(replace(CERTIFICATE, subject="밤 버스 😀"))
    with override("en"):
        assert "“밤 버스 [U+1F600]”" in str(caught.value) and "U+1F600 GRINNING FACE" in str(caught.value)
    with override("ko"):
        assert "U+1F600" in str(caught.value) and "has characters" not in str(caught.value)


def test_hangul_written_in_pieces_is_put_together():
    pieces = "각"
    assert "각" in read(as_pdf(replace(CERTIFICATE, subject=pieces)))


def test_every_hangul_syllable_and_the_hanja_of_names_can_be_printed():
    require_printable("".join(map(chr, range(0xAC00, 0xD7A4))), "金李朴崔鄭姜趙尹張林", "àéîõüÅßœ€₩–—…·「」『』℃㎡")


def test_what_no_paper_holds_is_refused():
    for text in ("\x00", "\x1b", "\u202e", "\ud800", "👩‍🚒"):
        with pytest.raises(Unprintable):
            require_printable(text)


def test_a_table_whose_rows_do_not_fit_its_columns_is_a_mistake_of_the_programmer():
    with pytest.raises(ValueError, match="as many cells"):
        Table(("a", "b"), (("1",),))


def test_a_certificate_that_does_not_hold_says_so_across_the_page():
    text = read(as_pdf(replace(CERTIFICATE, void="취소", void_says="2026년 9월 9일에 취소되었습니다.")))
    assert "취소" in text.replace("취소되었습니다", "") and "2026년 9월 9일에 취소되었습니다." in words(text)
    assert "취소" not in read(as_pdf(CERTIFICATE))


def test_a_certificate_is_one_page_even_where_its_texts_are_long():
    long = replace(CERTIFICATE, subject="긴 이름의 서비스 " * 12, facts=tuple(("항목", "값 " * 60) for _ in range(6)))
    assert len(PdfReader(io.BytesIO(as_pdf(long))).pages) == 1
