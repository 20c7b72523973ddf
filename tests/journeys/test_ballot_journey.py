"""A vote of citizens: the officer opens it, the city makes codes, a citizen votes on a phone and is refused twice.

Each language opens a vote of its own; the one before is called off, for a reason that everybody reads.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from journeys.accessibility import readable, violations
from journeys.reading import PHONE, assert_fits, enter_as, hold, press, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
CASE = "labs/votes/of/SCC-2026-0001/"
SEOUL = ZoneInfo("Asia/Seoul")
SAID = {
    "ko": ("투표가 접수되었습니다", "이미 투표하였습니다", "마감 후 집계", "73.4%", "53.3%", "지역을 잘못 적음"),
    "en": ("Your vote is in the box", "already", "once the vote has closed", "73.4%", "53.3%", "The wrong area"),
}


def _send(window, do, **typed):
    form = window.locator(f"main form:has([name=do][value={do}])")
    for name, value in typed.items():
        form.locator(f"[name={name}]").fill(value)
    return form.locator("button")


@LANGUAGES
def test_from_the_opening_by_the_officer_to_a_vote_on_a_phone(page, own_site, language):
    cast, already, waits, *_result, wrong = SAID[language]
    officer = page(language, on=own_site)
    enter_as(officer, "challenge")
    visit(officer, CASE)
    if officer.locator("main form:has([name=do][value=call_off])").count():
        officer.locator("main details:has([name=reason_ko]) summary").click()
        press(officer, _send(officer, "call_off", reason_ko="지역을 잘못 적음", reason_en="The wrong area"))
        assert wrong in text(officer)
    now = datetime.now(SEOUL)
    words = {"voters_ko": "주민", "voters_en": "Residents", "checks_ko": "주민센터", "checks_en": "At the counter"}
    window = {"opens_at": f"{now:%Y-%m-%dT%H:%M}", "closes_at": f"{now + timedelta(days=15):%Y-%m-%dT%H:%M}"}
    press(officer, _send(officer, "open", **words, **window))
    public = officer.locator("main a[href*='/votes/v-']").get_attribute("href")

    city = page(language, on=own_site)
    enter_as(city, "city-home")
    visit(city, CASE)
    button = _send(city, "codes", number="3", label="Counter")
    with city.expect_download() as taken:
        button.click()
    code = taken.value.path().read_text(encoding="utf-8-sig").splitlines()[1].partition(",")[0]

    citizen = page(language, width=PHONE["width"], javascript=True, on=own_site)
    visit(citizen, public)
    assert_fits(citizen)
    for choice, told in (("yes", cast), ("no", already)):
        citizen.locator(f"[name=choices][value={choice}]").check()
        citizen.locator("main section form [name=code]").first.fill(code.lower().replace("-", " "))
        press(citizen, citizen.locator("main form:has([name=choices]) button"))
        assert told in text(citizen)
        assert_fits(citizen)
    visit(citizen, public)
    citizen.locator("#check-code").fill(code)
    press(citizen, citizen.locator("main form[action$='/check/'] button"))
    assert waits in text(citizen)


@LANGUAGES
def test_a_citizen_reads_the_result_on_a_phone_without_scripts(page, own_site, language):
    *_told, share, turnout, _wrong = SAID[language]
    for scheme, javascript in (("light", True), ("dark", False)):
        citizen = page(language, width=PHONE["width"], scheme=scheme, javascript=javascript, on=own_site)
        citizen.goto("labs/")
        citizen.locator("main a[href$='/labs/votes/']").click()
        citizen.locator("main li", has_text="산정시" if language == "ko" else "Sanjeong").locator("a").click()
        assert share in text(citizen) and turnout in text(citizen)
        assert_fits(citizen)
        if javascript:
            hold(citizen)
            assert not violations(citizen), readable(citizen, violations(citizen))
