"""A city officer opens an account, enters the city, holds a workshop, weighs, plans, and takes the Hangul file away."""

import io
import re

import pytest
from hwpx import HwpxDocument
from journeys.procedure import come_in, open_account
from journeys.reading import PHONE, path_of, press, text, visit

NAMES = {"ko": "등대", "en": "Lighthouse"}
CARDS = {
    "ko": (("밤길이 어둡습니다", "street_crime"), ("횡단보도가 위험합니다", "pedestrian_danger")),
    "en": (("The streets are dark", "street_crime"), ("Crossings are dangerous", "pedestrian_danger")),
}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_city_officer_comes_from_sign_up_to_the_downloaded_hangul_file(page, own_site, own_home, sign_in, language):
    window = page(language, on=own_site)
    email = f"harbour-{language}@lighthouse.example"
    open_account(window, own_home, email)
    come_in(window, sign_in, email)
    code = f"lighthouse-{language}"
    _the_organisation_and_its_city_are_entered(window, code)
    room = f"cities/{code}/consultation/"
    visit(window, room)
    press(window, window.locator("main form .button"))
    citizen = page(language, width=PHONE["width"], javascript=False, on=own_site)
    _a_workshop_is_held(window, citizen, room, language)
    _the_first_problem_becomes_a_need(window, room, language)
    _weights_are_asked_for(window, room)
    _services_are_ranked(window, room)
    _a_roadmap_is_planned(window, room)
    _the_report_is_taken_away(window, language)


def _the_organisation_and_its_city_are_entered(window, code):
    visit(window, "organisation/register/")
    told = {"name_ko": "등대시", "name_en": "City of Lighthouse", "code": code}
    for name, value in told.items():
        window.locator(f"[name={name}]").fill(value)
    window.locator("[name=kind][value=local_government]").check()
    window.locator("[name=country]").select_option("KE")
    press(window, window.locator("main form button.button"))
    visit(window, "cities/")
    press(window, window.locator("main a[href$='/cities/register/']"))
    told = {**told, "name_ko": f"등대 {code}", "name_en": f"Lighthouse {code}", "population": "120000"}
    for name, value in {**told, "population_year": "2025", "source": "Simulated for a test"}.items():
        window.locator(f"[name={name}]").fill(value)
    window.locator("[name=country]").select_option("KE")
    window.locator("[name=region]").select_option("elsewhere")
    press(window, window.locator("main form .button"))
    assert path_of(window) == f"cities/{code}/"


def _a_workshop_is_held(window, citizen, room, language):
    """A citizen without an account and without JavaScript writes cards and gives dots from a slip, on a phone."""
    press(window, window.locator("main a[href$='/consultation/workshop/']"))
    window.locator(f"[name=title_{language}]").fill(NAMES[language])
    window.locator("[name=citizens]").fill("2")
    window.locator("[name=experts]").fill("0")
    press(window, window.locator("main form .button"))
    workshop = path_of(window)
    visit(window, f"{workshop}slips/")
    slip = window.locator(".slips .num").first.inner_text()
    _round(window, workshop, "cards")
    citizen.goto("workshop/")
    citizen.locator("[name=slip]").fill(f" {slip.lower()} ")
    citizen.locator("main form .button").click()
    for words, problem in CARDS[language]:
        citizen.locator("[name=words]").fill(words)
        citizen.locator("[name=problem]").select_option(problem)
        citizen.locator("main form .button").click()
    _close(window, workshop)
    _round(window, workshop, "dots")
    citizen.reload()
    citizen.locator("[name=street_crime][value='3']").check()
    citizen.locator("[name=pedestrian_danger][value='3']").check()
    citizen.locator("main form .button").click()
    assert citizen.locator(".errors").count() == 1, "six dots of five are not taken"
    citizen.locator("[name=pedestrian_danger][value='2']").check()
    citizen.locator("main form .button").click()
    visit(window, f"{workshop}screen/")
    assert "1 / 2" in text(window)
    _close(window, workshop)
    citizen.reload()
    assert CARDS[language][0][0] in citizen.locator("main").inner_text(), "whoever took part sees what came of it"


def _round(window, workshop, kind):
    visit(window, workshop)
    window.locator(f"[name=kind][value={kind}]").check()
    press(window, window.locator("form:has([name=do][value=open]) .button"))


def _close(window, workshop):
    visit(window, workshop)
    press(window, window.locator("form:has([name=do][value=close]) .button"))


def _the_first_problem_becomes_a_need(window, room, language):
    press(window, window.locator("table a[href*='?problem=']").first)
    assert window.locator(f"[name=statement_{language}]").input_value() == CARDS[language][0][0]
    press(window, window.locator("main form .button").last)
    assert path_of(window) == room


def _weights_are_asked_for(window, room):
    """Comparisons that contradict are named; one person alone cannot lay anything side by side."""
    press(window, window.locator("article.card a[href$='/shortlist/']"))
    press(window, window.locator("main a[href$='/weighing/']"))
    window.locator("[name=method][value=ahp]").check()
    press(window, window.locator("main form .button"))
    window.locator("[name='fit/certificate']").select_option("8")
    window.locator("[name='certificate/readiness']").select_option("8")
    window.locator("[name='fit/readiness']").select_option("-8")
    press(window, window.locator("main form .button").last)
    assert window.locator("main .notice li").count() >= 1, text(window)
    window.locator("[name=despite]").check()
    press(window, window.locator("main form .button").last)
    assert window.locator("form[action$='/show/']").count() == 0


def _services_are_ranked(window, room):
    visit(window, room)
    press(window, window.locator("article.card a[href$='/shortlist/']"))
    press(window, window.locator("main form .button").last)
    assert re.search(r"/shortlists/\d+/$", window.url)
    assert re.search(r"\d+\s*%", window.locator("#firm").inner_text()), "how firm the first place is, is the headline"


def _a_roadmap_is_planned(window, room):
    visit(window, f"{room}roadmap/")
    for year in (1, 2, 3):
        window.locator(f"[name=budget_{year}]").fill("3000")
    press(window, window.locator("main form .button").last)
    assert re.search(r"/roadmaps/\d+/$", window.url), text(window)
    press(window, window.locator("form[action$='/report/'] .button"))


def _the_report_is_taken_away(window, language):
    with window.expect_download() as waiting:
        window.locator(f"main a[href$='.{language}.hwpx']").first.click()
    said = HwpxDocument.open(io.BytesIO(waiting.value.path().read_bytes())).text.plain()
    assert CARDS[language][0][0] in said
    assert NAMES[language] in said, "the workshop stands in the report"
