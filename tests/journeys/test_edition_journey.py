"""A scheme's owner writes the next edition in the browser; the certifier approves exactly it; a field tries it out."""

import pytest
from journeys.reading import enter_as, hold, path_of, press, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
STATES = "record/smart-city-service/2026/states/"
CRITERION = "effect.problem_fit"
NAMES = {
    "ko": ("다음 판", "2027-ko", "도시문제와의 부합"),
    "en": ("The next edition", "2027-en", "Fit with a city problem"),
}


@pytest.mark.law("3(2)1", "3(3)")
@LANGUAGES
def test_an_edition_goes_from_draft_to_approval_to_mock_round(page, own_site, language):
    title, name, words = NAMES[language]
    owner = page(language, on=own_site)
    enter_as(owner, "owner")
    visit(owner, STATES)
    owner.locator("form[action$='/draft/'] [name=title]").fill(title)
    press(owner, owner.locator("form[action$='/draft/'] button"))
    draft = path_of(owner)
    _a_fault_is_said_and_mended(owner, draft)
    _a_criterion_is_changed(owner, draft, language, words)
    _the_edition_is_named(owner, draft, name)
    request = _the_certifier_is_asked(owner, draft, words)
    certifier = page(language, on=own_site)
    enter_as(certifier, "decider")
    _exactly_this_text_is_approved(certifier, request, words)
    visit(owner, draft)
    press(owner, owner.locator("form[action$='/publish/'] button"))
    assert path_of(owner) == f"record/smart-city-service/{name}/states/"
    _a_mock_round_begins(owner, name, words)


def _a_fault_is_said_and_mended(window, draft):
    press(window, window.locator("a[href$='/edit/area/diffusion/']").first)
    window.locator("[name=weight]").fill("25")
    press(window, window.locator("main form.slimform .button").first)
    finding = window.locator("section[aria-labelledby=lint-h] li", has=window.locator(".badge.bad"))
    assert finding.count() >= 1, "weights that do not add up are said"
    visit(window, draft + "edit/area/diffusion/")
    window.locator("[name=weight]").fill("20")
    press(window, window.locator("main form.slimform .button").first)
    assert window.locator("section[aria-labelledby=lint-h] .badge.bad").count() == 0


def _a_criterion_is_changed(window, draft, language, words):
    press(window, window.locator(f"a[href$='/edit/criterion/{CRITERION}/']"))
    window.locator(f"[name=title_{language}]").fill(words)
    press(window, window.locator("main form.slimform .button").first)
    assert words in window.locator("main").inner_text()


def _the_edition_is_named(window, draft, name):
    visit(window, draft + "edit/identity/")
    window.locator("[name=edition]").fill(name)
    press(window, window.locator("main form.slimform .button").first)


def _the_certifier_is_asked(window, draft, words):
    press(window, window.locator("a[href$='/ask/']"))
    assert words in window.locator("section[aria-labelledby=diff-h]").inner_text()
    window.locator("[name=note]").fill("Annual revision")
    window.locator("[name=without_comments]").check()
    press(window, window.locator("main form .button"))
    link = window.locator("a[href*='/approvals/']").first
    press(window, link)
    return path_of(window)


def _exactly_this_text_is_approved(window, request, words):
    visit(window, "inbox/")
    press(window, window.locator(f"a[href$='/{request}']").first)
    assert words in window.locator("section[aria-labelledby=diff-h]").inner_text()
    window.locator("[name=verdict][value=approved]").check()
    press(window, window.locator("section[aria-labelledby=answer-h] .button"))
    assert window.locator("section[aria-labelledby=answer-h]").count() == 0


def _a_mock_round_begins(window, name, words):
    window.locator("[name=profile]").select_option("transport")
    window.locator("[name=state]").select_option("mock")
    window.locator("[name=since]").fill("2099-01-01")
    window.locator("[name=reason]").fill("The field asked for it")
    press(window, window.locator("section[aria-labelledby=go-h] .button"))
    assert "The field asked for it" in window.locator("main").inner_text()
    visit(window, f"certification/schemes/smart-city-service/{name}/")
    assert words in window.locator("main").inner_text()
    hold(window)
