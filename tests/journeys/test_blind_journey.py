"""A reviewer of a blind call, from the inbox to the marks handed in; the secretariat sees who applies."""

import pytest
from journeys.reading import enter_as, hold, press, text, visit

NAMES = ("마루열에너지", "Maru Heat", "노을전력망", "Noeul Grid", "Ghent", "Turin")


def reads_no_name(window):
    said = window.content()
    assert [name for name in NAMES if name in said] == [], window.url


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_reviewer_marks_a_proposal_without_knowing_whose_it_is(page, own_site, language):
    number = {"ko": 1, "en": 2}[language]
    proposal = {"ko": f"제안 {number}", "en": f"Proposal {number}"}[language]
    window = page(language, width={"ko": 1280, "en": 390}[language], on=own_site)
    enter_as(window, "call-reviewer")
    visit(window, "inbox/")
    assert proposal in text(window)
    press(window, window.locator(f"main a[href*='/cases/HL-2026-{number:04d}/declare/']").first)
    reads_no_name(window)
    assert proposal in text(window)
    window.locator("[name=ground][value=none]").check(force=True)
    press(window, window.locator("main form .button").first)
    reads_no_name(window)
    window.goto(f"/{language}/cases/HL-2026-{number:04d}/dossier/form/")
    hold(window)
    reads_no_name(window)
    assert "▇▇▇" in text(window)
    window.goto(f"/{language}/cases/HL-2026-{number:04d}/marking/")
    press(window, window.locator("main .button").first)
    for _criterion in range(3):
        reads_no_name(window)
        window.locator("[name=mark][value='4']").check(force=True)
        window.locator("[name=note]").fill("As it stands.")
        press(window, window.locator("main form .button").first)
    press(window, window.locator("main a[href$='/hand-in/']").first)
    press(window, window.locator("main form .button").first)
    reads_no_name(window)

    officer = page(language, on=own_site)
    enter_as(officer, "secretariat")
    visit(officer, f"calls/proposals/HL-2026-{number:04d}/")
    assert any(name in text(officer) for name in NAMES)


def test_the_secretariat_looks_at_a_file_that_was_kept_back_and_lets_reviewers_read_it(page, own_site):
    """One file names its applicant: reviewers do not read it until an officer who looked lets it pass."""
    officer = page("ko", on=own_site)
    enter_as(officer, "secretariat")
    visit(officer, "cases/HL-2026-0001/files/")
    assert "본문에 신청자의 이름이 있습니다" in text(officer)
    officer.locator("main details.fold summary").first.click()
    officer.locator("main form [name=reason]").first.fill("표지에만 기관명이 있음을 확인함.")
    press(officer, officer.locator("main form:has([name=piece]) .button").first)
    assert "표지에만 기관명이 있음을 확인함." in text(officer)
    visit(officer, "calls/proposals/HL-2026-0001/")
    officer.locator("a[href$='/cases/HL-2026-0001/files/']").first.wait_for()
    again = page("en", width=390, scheme="dark", on=own_site)
    enter_as(again, "secretariat")
    visit(again, "cases/HL-2026-0001/files/")
    assert "Reviewers read it" in text(again) and "Keep it back" in again.content()
