"""Reviewers bid without knowing whose a proposal is; the officer keeps an assignment, then publishes it once."""

import pytest
from journeys.reading import enter_as, hold, press, text, visit


@pytest.mark.parametrize(("language", "width", "willing"), [("ko", 1280, "희망"), ("en", 390, "Willing")])
def test_a_reviewer_states_what_they_know_and_bids(page, own_site, language, width, willing):
    window = page(language, width=width, on=own_site)
    enter_as(window, "call-reviewer")
    visit(window, "inbox/")
    if language == "ko":
        press(window, window.locator("main a[href*='/cases/bids/']").first)
    else:
        window.goto(f"/{language}/cases/bids/1/")
        assert window.locator("[name='HL-2026-0003']:checked").get_attribute("value") == "willing"
    hold(window)
    assert "Sol Transit" not in window.content() and "솔환승" not in window.content()
    window.locator("main a[href$='/cases/expertise/']").first.click()
    hold(window)
    window.locator("main select").first.select_option(index=2)
    press(window, window.locator("main form .button").first)
    window.goto(f"/{language}/cases/bids/1/")
    window.get_by_label(willing, exact=True).check(force=True)
    press(window, window.locator("main form .button").first)
    window.goto(f"/{language}/cases/bids/1/")
    assert window.get_by_label(willing, exact=True).is_checked()


def test_the_officer_keeps_two_versions_and_publishes_one(page, own_site):
    window = page("en", on=own_site)
    enter_as(window, "secretariat")
    visit(window, "cases/HL-2026-0003/panel/")
    press(window, window.locator("main a[href*='/seating/']").first)
    press(window, window.get_by_role("button", name="Keep as a version"))
    kept = window.url.split("?")[0]
    assert "Being staged" in text(window)
    window.go_back()
    press(window, window.get_by_role("button", name="Keep as a version"))
    window.goto(f"{kept}?version=1&beside=2")
    hold(window)
    press(window, window.get_by_role("button", name="Publish version 1"))
    assert "Published" in text(window)
    assert not window.get_by_role("button", name="Publish version").count()
