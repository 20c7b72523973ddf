"""A trial abroad from the marks to the published results, in a browser: by reviewer, secretariat, authority, public.

The demonstration's second intake stands there with two proposals evaluated and two that wait for one reviewer.
"""

import re

import pytest
from journeys.reading import PHONE, enter_as, hold, move, press, refused, text, visit

SELECTIONS = "calls/selections/"
PROPOSALS = pytest.mark.parametrize(("language", "reference"), [("ko", "KCN-2026-0003"), ("en", "KCN-2026-0004")])
LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@LANGUAGES
def test_a_conflict_is_tested_before_somebody_is_invited(page, own_site, language):
    officer = page(language, on=own_site)
    enter_as(officer, "secretariat")
    visit(officer, SELECTIONS)
    press(officer, officer.locator("main a[href$='/k-city-network/conflicts/']"))
    officer.locator("[name=typed]").fill("Daon Systems\nsomebody@nowhere.example")
    press(officer, officer.locator("main form .button"))
    assert officer.locator("main a[href$='/proposals/KCN-2026-0001/']").count() == 1
    assert "somebody@nowhere.example" in text(officer), "what is not known here is said"


@PROPOSALS
def test_a_reviewer_declares_marks_and_hands_in(page, own_site, language, reference):
    reviewer = page(language, on=own_site)
    enter_as(reviewer, "call-reviewer")
    visit(reviewer, "inbox/")
    press(reviewer, reviewer.locator(f".inbox a.button[href*='/{reference}/']").first)
    reviewer.locator("[name=ground][value=none]").check()
    press(reviewer, reviewer.locator("main form .button"))
    press(reviewer, reviewer.locator("main a.button[href*='/marking/']"))
    while "/marking/" in reviewer.url and reviewer.locator("[name=mark]").count():
        reviewer.locator("[name=mark]").nth(-2).check()
        reviewer.locator("[name=note]").fill("12쪽 / page 12")
        move(reviewer, reviewer.locator("main form .button").first)
    press(reviewer, reviewer.locator("main a.button[href$='/hand-in/']"))
    press(reviewer, reviewer.locator("main form .button").first)
    visit(reviewer, "inbox/")
    assert reference not in text(reviewer)


def test_the_selection_is_put_forward_returned_decided_and_published(page, own_site):
    officer, authority = page("ko", on=own_site), page("en", on=own_site)
    enter_as(officer, "secretariat")
    visit(officer, SELECTIONS)
    press(officer, officer.locator("main a[href*='/selections/new/']"))
    officer.locator("[name=seats]").fill("2")
    press(officer, officer.locator("main form .button"))
    here = officer.url.partition("/ko/")[2]
    _computed(officer, "순위", "rank")
    _computed(officer, "총점", "total")
    assert officer.locator("#scen-h").count() == 1
    officer.locator("form:has([value=override]) [name=case]").select_option("KCN-2026-0001")
    officer.locator("form:has([value=override]) [name=kind]").select_option("out")
    officer.locator("form:has([value=override]) [name=reason]").fill("같은 기업이 올해 한 건을 수행하고 있음(가상).")
    _press(officer, "override")
    _put_forward(officer, "순위에 따라 추천함(가상).")
    assert refused(officer) if officer.locator("main .answer").count() else officer.locator(".errors").count(), (
        "what was computed before the override cannot be put forward"
    )
    visit(officer, here)
    _computed(officer, "순위와 예외", "rank")
    _put_forward(officer, "예외를 반영하여 추천함(가상).")

    enter_as(authority, "decider")
    visit(authority, "inbox/")
    press(authority, authority.locator(f"a[href$='/{here}']").first)
    _decide(authority, "returned", "Say why the second is worth its price.")
    visit(officer, here)
    assert "Say why the second" in text(officer)
    _put_forward(officer, "두 번째 제안의 단가를 확인하였음(가상).")
    visit(authority, here)
    _decide(authority, "approved")
    visit(officer, here)
    _press(officer, "publish")
    visitor = page("en", width=PHONE["width"], on=own_site)
    visit(visitor, "calls/results/N-KCN-2026-0003/demonstration/")
    evaluated = int(re.search(r"(\d+) proposals were evaluated", text(visitor)).group(1))
    chosen = min(2, evaluated - 1)  # two seats; one was taken out; other journeys of this site may have added marks
    assert visitor.locator("main .badge.good").count() == chosen >= 1
    press(visitor, visitor.locator(".langs a, a[hreflang=ko]").first)
    assert "선정" in text(visitor)


def _form(window, do):
    return window.locator(f"main form:has([name=do][value={do}])")


def _press(window, do):
    press(window, _form(window, do).locator(".button").last)


def _computed(window, name, policy):
    form = _form(window, "scenario")
    form.locator("[name=name]").fill(name)
    form.locator("[name=policy]").select_option(policy)
    _press(window, "scenario")


def _put_forward(window, note):
    form = _form(window, "recommend")
    form.locator("[name=scenario]").select_option(index=form.locator("[name=scenario] option").count() - 1)
    form.locator("[name=note]").fill(note)
    with window.expect_response(lambda answer: answer.request.method == "POST"):
        form.locator(".button").click()
    window.wait_for_load_state()
    hold(window)


def _decide(window, verdict, reason=""):
    form = _form(window, "decide")
    form.locator(f"[name=verdict][value={verdict}]").check()
    form.locator("[name=reason]").fill(reason)
    _press(window, "decide")
