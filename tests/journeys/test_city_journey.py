"""A city officer reads the diagnosis, states a need, says what counts, and gets services ranked with reasons."""

import re

import pytest
from journeys.reading import enter_as, path_of, press, refused, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
ROOM = "cities/sofia/consultation/"
NEED = {"ko": "출근 시간 시내 교차로의 정체가 심합니다.", "en": "Crossings in the centre are jammed every morning."}


@LANGUAGES
def test_a_city_officer_comes_from_the_diagnosis_to_a_ranked_shortlist(page, own_site, sign_in, language):
    window = page(language, on=own_site)
    sign_in(window, "city@demo.example")
    assert path_of(window) == "inbox/"
    visit(window, "cities/sofia/diagnosis/")
    press(window, window.locator(f".tabs a[href$='/{ROOM}']"))
    _a_need_without_words_is_not_taken(window)
    _a_need_is_stated(window, language)
    _services_are_ranked(window)
    _the_list_leads_to_a_service(window)


@LANGUAGES
@pytest.mark.parametrize("persona", ["provider", "secretariat"])
def test_nobody_else_finds_the_consultation_of_a_city(page, site, language, persona):
    window = page(language)
    enter_as(window, persona)
    visit(window, ROOM, status=404)
    visit(window, "cities/sofia/consultation/shortlists/1/", status=404)


def test_a_visitor_is_asked_to_sign_in_before_a_consultation(page):
    window = page("en")
    window.goto(ROOM)
    assert path_of(window) == "account/login/"


def test_a_city_may_not_open_a_second_consultation(page, own_site):
    window = page("en", on=own_site)
    enter_as(window, "city")
    window.goto(ROOM)
    before = text(window)
    window.goto(f"{ROOM}need/")
    form = window.locator("main form")
    form.evaluate("form => { form.action = '../open/'; form.noValidate = true }")  # as another window would send it
    press(window, form.locator(".button").last)
    assert len(refused(window)) >= 3, text(window)
    window.goto(ROOM)
    assert text(window) == before


def _a_need_without_words_is_not_taken(window):
    press(window, window.locator("main a[href$='/consultation/need/']:not([href*='?'])").first)
    window.locator("[name=problem]").select_option("congestion")
    press(window, window.locator("main form .button").last)
    assert window.locator(".errors").count() == 1
    assert window.locator("[name=problem]").input_value() == "congestion", "what was chosen is still there"


def _a_need_is_stated(window, language):
    window.locator(f"[name=statement_{language}]").fill(NEED[language])
    window.locator("[name=priority][value='3']").check()
    press(window, window.locator("main form .button").last)
    assert path_of(window) == ROOM
    assert NEED[language] in text(window)


def _services_are_ranked(window):
    card = window.locator("article.card").last
    press(window, card.locator("a[href$='/shortlist/']"))
    for name, weight in (("fit", "5"), ("capex", "1")):
        window.locator(f"[name={name}]").select_option(weight)
    press(window, window.locator("main form .button").last)
    assert re.search(r"/shortlists/\d+/$", window.url)


def _the_list_leads_to_a_service(window):
    ranked = window.locator("table.stack tbody tr")
    assert ranked.count() >= 3
    ranks = [int(rank) for rank in ranked.locator("td.n b").all_inner_texts()]
    assert ranks[0] == 1
    assert ranks == sorted(ranks), "best first"
    for row in ranked.all():
        assert row.locator("ul li").count() >= 1, "every place has a reason"
    shares = [int(number) for number in re.findall(r"(\d+)\s*%", ranked.first.inner_text())]
    assert shares, "how often it stays first is said"
    name = ranked.first.locator("th a").inner_text()
    press(window, ranked.first.locator("th a"))
    assert window.locator("h1").inner_text() == name
