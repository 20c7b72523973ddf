"""A scheme owner reads how the criteria behave, changes a threshold in a draft, and sees whom it would move and why."""

import re

import pytest
from journeys.reading import enter_as, hold, path_of, press, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
REPORT = "record/smart-city-service/2026/"
TITLE = {"ko": "합격선 상향", "en": "A higher pass mark"}


@LANGUAGES
def test_an_owner_tries_a_higher_pass_mark_over_the_record(page, own_site, language):
    window = page(language, on=own_site)
    enter_as(window, "owner")
    visit(window, "record/")
    press(window, window.locator(f"table a[href$='/{REPORT}']"))
    _the_report_is_computed_anew(window)
    _a_draft_is_opened(window, TITLE[language])
    _the_pass_mark_is_changed(window, "99")
    _the_draft_is_tried(window)
    _no_outsider_finds(page, own_site, language, path_of(window))


def test_a_draft_changed_meanwhile_is_not_overwritten(page, own_site):
    first = page("en", on=own_site)
    enter_as(first, "owner")
    visit(first, REPORT)
    _a_draft_is_opened(first, "Two windows")
    draft = path_of(first)
    second = first.context.new_page()
    second.goto(first.url + "weights/")
    _the_pass_mark_is_changed(first, "80")
    second.locator("[name='pass.points']").fill("60")
    second.locator(".slimform .button").click()
    second.wait_for_load_state()
    assert second.locator(".errors li").count() == 1, text(second)
    assert second.locator("[name='pass.points']").input_value() == "60", "what was typed is still there"
    hold(second)
    visit(first, draft + "weights/")
    assert first.locator("[name='pass.points']").input_value() in ("80", "80.0")


@LANGUAGES
def test_a_draft_without_a_name_is_not_opened(page, own_site, language):
    window = page(language, on=own_site)
    enter_as(window, "owner")
    visit(window, "record/drafts/")
    drafts = window.locator("main a[href*='/drafts/']").count()
    visit(window, REPORT)
    window.locator("form[action$='/draft/'] .button").click()
    assert path_of(window) == REPORT, "the browser itself asks for a name"
    visit(window, "record/drafts/")
    assert window.locator("main a[href*='/drafts/']").count() == drafts


def _the_report_is_computed_anew(window):
    marks = window.locator("main .stat").nth(1).inner_text()
    press(window, window.locator("form[action$='/report/'] button"))
    assert window.locator("main .stat").nth(1).inner_text() == marks, "the same record gives the same report"


def _a_draft_is_opened(window, title):
    window.locator("form[action$='/draft/'] [name=title]").fill(title)
    press(window, window.locator("form[action$='/draft/'] button"))
    assert re.search(r"record/drafts/\d+/$", window.url)
    assert window.locator("h1").inner_text() == title


def _the_pass_mark_is_changed(window, points):
    draft = path_of(window)
    press(window, window.locator("a[href$='/weights/']"))
    window.locator("[name='pass.points']").fill(points)
    press(window, window.locator(".slimform .button"))
    press(window, window.locator("a[href$='/changes/']"))
    row = window.locator("tr", has=window.locator("code", has_text="pass.points"))
    assert points in row.inner_text()
    visit(window, draft)


def _the_draft_is_tried(window):
    press(window, window.locator("form[action$='/try/'] button"))
    rows = window.locator("section[aria-labelledby=try-h] tbody tr")
    moved = int(re.search(r"\d+", window.locator("section[aria-labelledby=try-h] .stat").first.inner_text()).group())
    assert rows.count() == moved > 0
    for row in rows.all():
        assert row.locator("td").last.inner_text().strip(), "whoever moves is told why"


def _no_outsider_finds(page, own_site, language, address):
    for persona in ("provider", "officer"):
        other = page(language, on=own_site)
        enter_as(other, persona)
        visit(other, address, status=404)
