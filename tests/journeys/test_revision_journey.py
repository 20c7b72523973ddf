"""A scheme is revised in the browser: anybody proposes, the owner drafts and replays, comments, approval, adoption."""

from datetime import date, timedelta

import pytest
from journeys.reading import enter_as, hold, path_of, press, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
EDITION = "record/smart-city-service/2026/"
WORDS = {
    "ko": {
        "proposal": "보완 기간을 늘려 주십시오",
        "draft": "보완 기간 연장",
        "comment": "찬성합니다",
        "name": "2028-ko",
    },
    "en": {
        "proposal": "More time for supplements",
        "draft": "Longer supplements",
        "comment": "I agree",
        "name": "2028-en",
    },
}
HELD = (date.today() + timedelta(days=400)).isoformat()


@pytest.mark.law("3(2)1", "18")
@LANGUAGES
def test_a_scheme_is_revised_from_a_proposal_to_its_adoption(page, own_site, language):
    words = WORDS[language]
    public = page(language, on=own_site)
    proposal = _somebody_proposes(public, words)
    owner = page(language, on=own_site)
    enter_as(owner, "owner")
    draft = _the_owner_takes_it_up(owner, proposal, words)
    _the_draft_changes_a_term_and_is_tried(owner, draft, words)
    period = _it_is_opened_to_comments(owner, draft)
    _somebody_comments(public, period, words)
    _the_comment_is_shown_and_answered(owner, period, words)
    visit(public, period)
    assert words["comment"] in public.locator("main").inner_text()
    hold(public)
    request = _it_is_put_forward(owner, draft)
    certifier = page(language, on=own_site)
    enter_as(certifier, "decider")
    visit(certifier, request)
    certifier.locator("[name=verdict][value=approved]").check()
    press(certifier, certifier.locator("section[aria-labelledby=answer-h] .button"))
    visit(owner, draft)
    press(owner, owner.locator("form[action$='/publish/'] button"))
    _it_is_adopted_after_its_transition(owner, words["name"])


def _somebody_proposes(window, words):
    visit(window, EDITION)
    press(window, window.locator("a[href$='/propose/']"))
    window.locator("[name=title]").fill(words["proposal"])
    window.locator("[name=what]").fill("P21D")
    window.locator("[name=why]").fill("Agreements take three weeks")
    press(window, window.locator("main form .button"))
    assert path_of(window) == f"{EDITION}proposals/"
    assert words["proposal"] not in window.locator("main").inner_text(), "it is read before it is shown"
    hold(window)
    return words["proposal"]


def _the_owner_takes_it_up(window, proposal, words):
    visit(window, EDITION)
    window.locator("form[action$='/draft/'] [name=title]").fill(words["draft"])
    press(window, window.locator("form[action$='/draft/'] button"))
    draft = path_of(window)
    visit(window, "inbox/")
    press(window, window.locator("a[href*='/record/proposals/']", has_text=proposal).first)
    window.locator("[name=verdict][value=shown]").check()
    press(window, window.locator("section[aria-labelledby=mod-h] .button"))
    answer = window.locator("section[aria-labelledby=answer-h]")
    answer.locator("[name=verdict][value=taken_up]").check()
    answer.locator("[name=draft]").select_option(label=words["draft"])
    answer.locator("[name=reason]").fill("The draft takes it up")
    press(window, answer.locator(".button"))
    assert "The draft takes it up" in window.locator("main").inner_text()
    hold(window)
    return draft


def _the_draft_changes_a_term_and_is_tried(window, draft, words):
    visit(window, draft + "edit/identity/")
    window.locator("[name=edition]").fill(words["name"])
    press(window, window.locator("main form.slimform .button").first)
    visit(window, draft + "weights/")
    window.locator("[name='pass.points']").fill("76")
    press(window, window.locator(".slimform .button"))
    press(window, window.locator("form[action$='/try/'] button"))
    press(window, window.locator("a[href$='/replay/']"))
    moved = window.locator("main table").last.locator("tbody tr").count()
    assert moved >= 1
    hold(window)


def _it_is_opened_to_comments(window, draft):
    visit(window, draft + "ask/")
    assert window.locator("[name=without_comments]").count() == 1, "comments come first"
    visit(window, draft)
    press(window, window.locator(f"a[href$='{draft}comments/']"))
    window.locator("[name=note]").fill("A longer note")
    press(window, window.locator("main form .button"))
    return path_of(window)


def _somebody_comments(window, period, words):
    visit(window, "record/")
    press(window, window.locator(f"a[href$='/{period}']").first)
    window.locator("[name=words]").fill(words["comment"])
    press(window, window.locator("section[aria-labelledby=write-h] .button"))
    assert window.locator("article").count() == 0, "it is read before it is shown"


def _the_comment_is_shown_and_answered(window, period, words):
    visit(window, period)
    press(window, window.locator("a[href*='/comments/one/']"))
    window.locator("[name=verdict][value=shown]").check()
    press(window, window.locator("section[aria-labelledby=mod-h] .button"))
    press(window, window.locator("a[href*='/comments/one/']"))
    answer = window.locator("section[aria-labelledby=answer-h]")
    answer.locator("[name=verdict][value=followed]").check()
    answer.locator("[name=reason]").fill("Thank you")
    hold(window)
    press(window, answer.locator(".button"))


def _it_is_put_forward(window, draft):
    """The days of the comments are not waited for: the owner says why the text goes on without."""
    visit(window, draft + "ask/")
    window.locator("[name=note]").fill("Urgent")
    window.locator("[name=without_comments]").check()
    press(window, window.locator("main form .button"))
    press(window, window.locator("a[href*='/approvals/']").first)
    return path_of(window)


def _it_is_adopted_after_its_transition(window, name):
    assert path_of(window) == f"record/smart-city-service/{name}/states/"
    go = window.locator("section[aria-labelledby=go-h]")
    go.locator("[name=profile]").select_option("transport")
    go.locator("[name=state]").select_option("in_force")
    go.locator("[name=since]").fill(date.today().isoformat())
    go.locator("[name=reason]").fill("Agreed")
    go.locator("[name=without_mock]").check()
    go.locator(".button").click()
    window.wait_for_load_state()
    assert window.locator(".errors li").count() == 1, "the transition lies between"
    go.locator("[name=since]").fill(HELD)
    press(window, go.locator(".button"))
    assert window.locator("main .timeline li.ahead").count() == 1
    hold(window)
