"""Reviewers bid without knowing whose a proposal is; the officer keeps an assignment, then publishes it once."""

from journeys.reading import enter_as, hold, press, text, visit

BIDS, WILLING = "cases/bids/1/", {"ko": "희망", "en": "Willing"}


def bid(window, language):
    hold(window)
    assert "Sol Transit" not in window.content() and "솔환승" not in window.content()
    press(window, window.locator("main a[href$='/cases/expertise/']").first)
    window.locator("main select").first.select_option(index=2)
    press(window, window.locator("main form .button").first)
    window.goto(f"/{language}/{BIDS}")
    window.get_by_label(WILLING[language], exact=True).check(force=True)
    press(window, window.locator("main form .button").first)


def test_reviewers_bid_in_both_languages_and_the_officer_publishes_one_of_two_versions(page, own_site):
    reviewer = page("ko", on=own_site)
    enter_as(reviewer, "call-reviewer")
    visit(reviewer, "inbox/")
    press(reviewer, reviewer.locator("main a[href*='/cases/bids/']").first)
    bid(reviewer, "ko")
    abroad = page("en", width=390, on=own_site)
    enter_as(abroad, "call-reviewer")
    visit(abroad, BIDS)
    assert abroad.get_by_label(WILLING["en"], exact=True).is_checked()
    bid(abroad, "en")

    officer = page("en", on=own_site)
    enter_as(officer, "secretariat")
    visit(officer, "cases/HL-2026-0003/panel/")
    press(officer, officer.locator("main a[href*='/seating/']").first)
    seating = officer.url
    press(officer, officer.get_by_role("button", name="Keep as a version"))
    kept = officer.url.split("?")[0]
    assert "Being staged" in text(officer)
    officer.goto(seating)
    press(officer, officer.get_by_role("button", name="Keep as a version"))
    officer.goto(f"{kept}?version=1&beside=2")
    hold(officer)
    press(officer, officer.get_by_role("button", name="Publish version 1"))
    assert "Published" in text(officer)
    assert not officer.get_by_role("button", name="Publish version").count()
