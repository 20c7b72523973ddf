"""A visitor reads the loop from the front page to the record, in either language, with JavaScript and without."""

import re

import pytest
from journeys.reading import assert_fits, hold, path_of, press, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
ROOMS = ("services/", "certification/", "cities/", "calls/", "labs/", "record/")
ASKED = {"ko": "어린이보호구역", "en": "school zone"}
FOUND = {"ko": "등굣길 지킴 신호", "en": "School Route Guard"}
CRITERIA = 55
NEVER_ISSUED = "0" * 64


@LANGUAGES
def test_a_visitor_reads_the_whole_loop(page, language):
    window = page(language)
    visit(window, "")
    _search_from_the_front_page(window, language)
    _from_a_service_to_its_certificate(window)
    _a_certificate_is_checked(window)
    _the_scheme_shows_every_criterion(window)
    _from_the_cities_to_a_diagnosis(window)
    _from_the_calls_to_the_register(window)
    _the_living_lab_says_how_sure_it_is(window)
    _the_record_says_how_criteria_behave(window)


@pytest.mark.parametrize(("language", "other"), [("ko", "en"), ("en", "ko")])
def test_one_click_changes_the_language_and_stays_on_the_page(page, language, other):
    window = page(language)
    for address in ("", *ROOMS, f"services/?q={ASKED['ko']}", "cities/sofia/diagnosis/", "calls/k-city-network/2025/"):
        window.goto(address)
        was, query = path_of(window), window.url.partition("?")[2]
        window.get_by_role("banner").locator(f"a[hreflang={other}]").click()
        window.wait_for_url(f"**/{other}/**")
        assert (path_of(window), window.url.partition("?")[2]) == (was, query)
        assert window.locator("html").get_attribute("lang") == other


@LANGUAGES
def test_everything_can_be_read_without_javascript_on_a_phone(page, language):
    window = page(language, width=390, javascript=False)
    window.goto("")
    window.locator("main [name=q]").fill(ASKED[language])
    window.locator("main [role=search] button").click()
    assert FOUND[language] in text(window)
    for address in (
        *ROOMS,
        "services/alley-parking/",
        "certification/check/?q=C-SCS-2026-0001",
        "certification/certificates/C-SCS-2026-0001/",
        "certification/schemes/smart-city-service/2026/",
        "cities/sofia/diagnosis/",
        "calls/k-city-network/2025/",
        "calls/programmes/k-city-network/",
        "labs/madrid-central/",
        "record/digital-public-goods/2021-reviews/",
    ):
        assert window.goto(address).status == 200
        assert len(text(window)) > 100, f"{window.url} says next to nothing"
        assert_fits(window)


def test_an_address_that_leads_nowhere_says_so_in_the_language_of_the_reader(page):
    said = {}
    for language in ("ko", "en"):
        window = page(language)
        visit(window, "services/no-such-service/", status=404)
        said[language] = text(window)
    assert re.search("[가-힣]", said["ko"])
    assert not re.search("[가-힣]", said["en"])


def _search_from_the_front_page(window, language):
    window.locator("main [name=q]").fill(ASKED[language])
    press(window, window.locator("main [role=search] button"))
    assert path_of(window) == "services/"
    press(window, window.get_by_role("link", name=FOUND[language]))
    other = "en" if language == "ko" else "ko"
    visit(window, f"services/?q={ASKED[other]}")
    assert FOUND[language] in text(window), "a question in the other language finds the same service"


def _from_a_service_to_its_certificate(window):
    visit(window, "services/?certificate=valid&origin=simulated")
    press(window, window.locator(".hits h3 a").first)
    link = window.locator(".cert a[href*='/certificates/']")
    number = link.inner_text()
    press(window, link)
    assert number in text(window)


def _a_certificate_is_checked(window):
    """By its number and by its digest; what was never issued is told, and so is the digest of something else."""
    number = path_of(window).split("/")[-2]
    edition, own = window.locator("dl.summary").first.locator("dd code").all_inner_texts()
    press(window, window.locator(f"a[href$='check/?q={number}']"))
    _answers(window, "good", number)
    for given, tone in ((own, "good"), ("C-SCS-2026-9999", "bad"), (NEVER_ISSUED, "bad"), (edition, "bad")):
        window.locator("main [name=q]").fill(given)
        press(window, window.locator("main [role=search] button"))
        _answers(window, tone, given)
    visit(window, f"certification/check/?q={number}")
    press(window, window.locator("a[href$='/certificates/C-SCS-2026-0001/']"))


def _answers(window, tone, given):
    notice = window.locator("main .notice")
    assert notice.count() == 1
    assert tone in notice.get_attribute("class"), f"{given} is answered: {notice.inner_text()}"
    assert given in notice.inner_text() or tone == "good"


def _the_scheme_shows_every_criterion(window):
    press(window, window.locator("dl a[href*='/schemes/smart-city-service/']").first)
    criteria = window.locator("main section details.fold")
    assert criteria.count() == CRITERIA
    criteria.first.locator("summary").click()
    assert criteria.first.locator("table th[scope=row]").or_(criteria.first.locator("p.read")).count() > 1
    hold(window)
    press(window, window.locator("a[href='?field=transport']"))
    assert 0 < window.locator("main section details.fold").count() <= CRITERIA


def _from_the_cities_to_a_diagnosis(window):
    _enter(window, "cities/")
    press(window, window.locator("table a[href$='/cities/sofia/']").last)
    press(window, window.locator(".tabs a[href$='/diagnosis/']"))
    assert window.locator("main a[href*='/cities/']:not([href*=sofia])").count() >= 8, "its peers are named"


def _from_the_calls_to_the_register(window):
    _enter(window, "calls/")
    press(window, window.locator("a[href$='/calls/k-city-network/2025/']"))
    assert "2025" in window.locator("h1").inner_text()
    visit(window, "calls/programmes/k-city-network/")
    years = window.locator("table.dense tbody tr").count()
    assert years >= 6, f"the register knows {years} years"
    shown = window.locator("table.stack tbody tr").count()
    visit(window, "calls/programmes/k-city-network/?page=2")
    shown += window.locator("table.stack tbody tr").count()
    assert shown == 44 + 9, "44 that a source names, nine simulated awards"


def _the_living_lab_says_how_sure_it_is(window):
    _enter(window, "labs/")
    press(window, window.locator("a[href$='/labs/madrid-central/']"))
    assert "−6.8" in text(window)
    assert "0.04" in text(window)


def _the_record_says_how_criteria_behave(window):
    _enter(window, "record/")
    press(window, window.locator("a[href$='/record/digital-public-goods/2021-reviews/']"))
    assert "919" in text(window)
    assert window.locator("table tbody tr").count() == 5


def _enter(window, room):
    """Through the main navigation, as from every page."""
    press(window, window.get_by_role("banner").locator(f"nav a[href$='/{room}']"))
    assert path_of(window) == room
