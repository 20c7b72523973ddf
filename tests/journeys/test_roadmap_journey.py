"""A city officer plans a roadmap, drags a service to see the price, keeps it, and takes the report away."""

import io

import pytest
from hwpx import HwpxDocument
from journeys.reading import enter_as, press, text, visit

ROOM = "cities/sofia/consultation/"
BUDGET = {"ko": "2750", "en": "2850"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_city_officer_plans_moves_a_service_and_takes_the_report_away(page, own_site, language):
    window = page(language, on=own_site)
    enter_as(window, "city")
    visit(window, f"{ROOM}roadmap/")
    window.locator("[name=budget_1]").fill(BUDGET[language])
    press(window, window.locator("main form .button").last)
    planned = window.url
    _a_service_is_dragged_to_another_year(window)
    press(window, window.locator("main form .button").last)
    assert window.url != planned, "what was kept is another version"
    press(window, window.locator("form[action$='/report/'] .button"))
    _the_report_is_a_hangul_file(window, language)


def _a_service_is_dragged_to_another_year(window):
    row = window.locator("table.years tbody tr").first
    name = row.locator("th a").inner_text()
    with window.expect_navigation():
        row.locator("td.start").drag_to(row.locator("td[data-year]").nth(2))
    assert "/move/?service=" in window.url
    assert name in text(window)


def _the_report_is_a_hangul_file(window, language):
    with window.expect_download() as waiting:
        window.locator(f"main a[href$='.{language}.hwpx']").first.click()
    content = waiting.value.path().read_bytes()
    said = HwpxDocument.open(io.BytesIO(content)).text.plain()
    assert {"ko": "투자·재원·조직", "en": "Investment, finance and organisation"}[language] in said
