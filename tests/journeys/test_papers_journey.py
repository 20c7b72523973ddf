"""Somebody holds a certificate as a PDF and wants to know; an assessor reads a PDF beside the mark."""

from pathlib import Path

import pytest
from journeys.reading import enter_as, hold, press, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
NUMBER = "C-SCS-2026-0001"
WORDS = {
    "ko": (
        "국문 인증서(PDF)",
        "진본이며 유효함",
        "변조되었거나 이곳에서 내준 파일이 아님",
        "PDF 파일이 아닙니다.",
    ),
    "en": (
        "Certificate in English (PDF)",
        "Genuine and valid",
        "Altered, or not from us",
        "no PDF file",
    ),
}


@LANGUAGES
def test_a_visitor_downloads_a_certificate_and_checks_it_and_an_altered_copy(page, own_site, tmp_path, language):
    window = page(language, on=own_site)
    link, genuine, altered, no_pdf = WORDS[language]
    visit(window, f"certification/certificates/{NUMBER}/")
    with window.expect_download() as waiting:
        window.get_by_role("link", name=link).click()
    assert waiting.value.suggested_filename == f"{NUMBER}.{language}.pdf"
    kept, copy = tmp_path / "kept.pdf", tmp_path / "copy.pdf"
    waiting.value.save_as(kept)
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    (tmp_path / "note.txt").write_text("no PDF")
    visit(window, "certification/check/")
    for file, says in ((kept, genuine), (copy, altered), (tmp_path / "note.txt", no_pdf)):
        _check(window, file)
        assert says in text(window)


def _check(window, file: Path) -> None:
    form = window.locator("form[action$='/check/paper/']")
    form.locator("input[type=file]").set_input_files(file)
    press(window, form.locator("button[type=submit]"))


@LANGUAGES
def test_an_assessor_reads_the_evidence_beside_the_mark(page, own_site, language):
    window = page(language, on=own_site)
    enter_as(window, "assessor")
    visit(window, "cases/SCS-2026-0006/marking/diffusion.business_model/")
    frame = window.locator("iframe.beside")
    assert frame.is_visible()
    note = window.locator("textarea[name=note]")
    note.fill("half a sentence")
    answer = window.request.get(frame.get_attribute("src"))
    assert answer.headers["content-type"] == "application/pdf" and answer.body().startswith(b"%PDF-")
    window.locator("a[target=evidence]").first.click()
    assert note.input_value() == "half a sentence"
    hold(window)
