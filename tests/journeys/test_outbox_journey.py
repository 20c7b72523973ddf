"""An officer reminds an assessor: reads the letter in the outbox, edits it, releases it; the assessor finds it."""

import pytest
from journeys.letters import last_link_to
from journeys.reading import enter_as, hold, press, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
ADDED = {"ko": "내일까지 부탁드립니다", "en": "Please send them by tomorrow"}


@LANGUAGES
def test_a_letter_is_read_edited_and_released_and_reaches_its_reader(page, own_site, own_home, language):
    officer = page(language, on=own_site)
    enter_as(officer, "officer")
    visit(officer, "inbox/")
    press(officer, officer.locator("a[href*='/letters/outbox/']").first)
    hold(officer)
    officer.locator("details summary").first.click()
    press(officer, officer.locator("article a[href*='/letters/']").first)
    press(officer, officer.locator("main a[href$='/edit/']"))
    field = officer.locator(f"[name=body_{language}]")
    field.fill(f"{ADDED[language]}\n\n{field.input_value()}")
    hold(officer)
    press(officer, officer.locator("main form .button").first)
    assert ADDED[language] in text(officer)
    reader = officer.locator("dl.facts dd").first.inner_text().splitlines()[0].strip()
    press(officer, officer.locator("form[action$='/release/'] button"))
    visit(officer, "letters/outbox/?state=sent")
    assert reader in text(officer)
    hold(officer)
    assert last_link_to(own_home, "assessor@demo.example").startswith("http")


@LANGUAGES
def test_a_reader_finds_their_letters_and_an_outsider_does_not(page, own_site, language):
    assessor = page(language, on=own_site)
    enter_as(assessor, "assessor")
    visit(assessor, "letters/")
    hold(assessor)
    press(assessor, assessor.locator("main table a").first)
    hold(assessor)
    letter = assessor.url.split(f"/{language}/")[1]
    outsider = page(language, on=own_site)
    enter_as(outsider, "secretariat")
    answer = outsider.goto(letter)
    assert answer.status == 404
    assert outsider.goto("letters/outbox/?state=all").status == 200
    assert assessor.goto("letters/outbox/").status == 404


@LANGUAGES
def test_anybody_reads_the_statistics_and_takes_the_data(page, site, language):
    window = page(language, width=390)
    visit(window, "certification/")
    press(window, window.locator("a[href*='/statistics/digital-public-goods/']").first)
    hold(window)
    assert "33" in text(window) and "14" in text(window)
    with window.expect_download() as waiting:
        window.locator("a[href$='.xlsx']").click()
    assert waiting.value.suggested_filename == "digital-public-goods-statistics.xlsx"
