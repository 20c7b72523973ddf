"""A reviewer says what they know and which proposals they would take; whose these are is not said."""

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
    assert text(window)
