"""What the demonstration plays of a round, looked at by those whom it concerns: every page sound, both languages, on a
phone and on a desk: the pool, a visit, a joint application with its supplement and its challenge, the mock round, a
withdrawal by two notices, and a text before the certifier."""

import pytest
from journeys.accessibility import readable, violations
from journeys.reading import PHONE, assert_fits, enter_as, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
TOGETHER, MOCK = "SCS-2026-0016", "SCS-2026-0017"
WORDS = {
    "ko": {"city": "한빛시(가상)", "mock": "모의인증", "upheld": "기피", "notices": ("1차", "2차")},
    "en": {"city": "Hanbit City (simulated)", "mock": "Mock", "upheld": "challenge", "notices": ("two notices",)},
}


@LANGUAGES
def test_the_officer_finds_all_that_was_played_of_the_round(page, language):
    officer, words = page(language), WORDS[language]
    enter_as(officer, "officer")
    _look(officer, "cases/pool/smart-city-service/")
    visit(officer, officer.locator("main table a").first.get_attribute("href").removeprefix(f"/{language}/"))
    _look(officer, "certification/cases/SCS-2026-0009/visits/")
    _look(officer, f"cases/{TOGETHER}/parties/", words["city"])
    _look(officer, f"cases/{TOGETHER}/record/", words["upheld"])
    _look(officer, f"certification/cases/{MOCK}/", words["mock"])
    _look(officer, "certification/proceedings/WD-SCS-2026-0001/", *words["notices"])
    _look(officer, "cases/SCS-2026-0003/completeness/")


@LANGUAGES
def test_the_certifier_reads_what_was_put_forward_with_its_digest_and_what_changes(page, language):
    decider = page(language)
    enter_as(decider, "decider")
    _look(decider, "record/approvals/1/", "P14D", "P21D")
    assert decider.locator("main form button").count() >= 1


def _look(window, address, *says):
    """The page opens sound, says this, and keeps its contrast in the dark and its width on a phone."""
    visit(window, address)
    shown = text(window)
    assert all(one in shown for one in says), f"{address} does not say {says}"
    window.emulate_media(color_scheme="dark")
    found = violations(window, "color-contrast")
    assert not found, readable(window, found)
    window.set_viewport_size(PHONE)
    assert_fits(window)
    window.emulate_media(color_scheme="light")
    window.set_viewport_size({"width": 1280, "height": 900})
