"""An award walked by those who carry the project out and by the office that pays, from the report to the payment."""

import pytest
from journeys.reading import enter_as, hold, press, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
AWARD, ACCOUNT = "calls/awards/KCITY-D26-01/", "ledger/KCITY-D26-01-G/"
NOTE = "(가상) 2차 자료를 제출함."


def hand_in(window):
    """Every document that the page asks for, and a note."""
    window.locator("[name=note]").fill(NOTE)
    for field in window.locator("input[type=file]").all():
        field.set_input_files({"name": "paper.pdf", "mimeType": "application/pdf", "buffer": PDF})
    press(window, window.locator("main form .button").first)


def test_a_late_report_goes_in_and_its_money_out_by_three_people(page, own_site):
    provider = page("ko", on=own_site)
    enter_as(provider, "provider")
    visit(provider, "calls/")
    press(provider, provider.locator("main a[href$='/calls/awards/']"))
    press(provider, provider.locator("main a[href$='/KCITY-D26-01/']"))
    press(provider, provider.locator("a[href$='/milestones/demonstration_interim/']"))
    hand_in(provider)
    assert "보고서 제출" in text(provider)

    officer = page("en", on=own_site)
    enter_as(officer, "secretariat")
    visit(officer, "inbox/")
    press(officer, officer.locator("a[href*='/milestones/demonstration_interim/']").first)
    officer.locator("[name=verdict][value=accepted]").check(force=True)
    press(officer, officer.locator("main form .button").first)
    visit(officer, f"{ACCOUNT}invoices/KCITY-D26-01-G-1/")
    officer.locator("[name=verdict][value=approved]").check(force=True)
    press(officer, officer.locator("main form .button").first)
    assert "Approved for payment" in text(officer)

    visit(provider, ACCOUNT)
    press(provider, provider.locator("a[href*='/invoice/']").first)
    provider.locator("[name=account]").fill("가상은행 1")
    press(provider, provider.locator("main form .button").first)

    treasurer = page("en", on=own_site)
    enter_as(treasurer, "treasurer")
    visit(treasurer, f"{ACCOUNT}invoices/KCITY-D26-01-G-1/")
    treasurer.locator("[name=reference]").fill("SIM-J-1")
    press(treasurer, treasurer.locator("main form .button").first)
    assert "KRW 178,000,000" in text(treasurer)
    visit(treasurer, f"{ACCOUNT}invoices/KCITY-D26-01-G-1/")
    assert treasurer.locator("[name=reference]").count() == 0


@LANGUAGES
def test_anybody_reads_what_came_of_a_project_and_what_was_learned(page, site, language):
    window = page(language, width=390)
    visit(window, "calls/")
    press(window, window.locator("main a[href$='/calls/projects/']"))
    press(window, window.locator("a[href$='/projects/KCN-2025-0001/']"))
    assert "21" in text(window)
    visit(window, "calls/lessons/")
    hold(window)
    window.goto(AWARD)
    assert "/account/login/" in window.url


@LANGUAGES
def test_an_officer_reads_the_agreement_the_closing_report_and_whoever_was_invited(page, site, language):
    officer = page(language)
    enter_as(officer, "secretariat")
    for path in (
        "calls/awards/KCN-2025-0001/",
        "calls/awards/KCN-2025-0001/agreement/1/",
        "calls/awards/KCN-2025-0001/closing/",
        "calls/awards/KCITY-D26-01/steps/terminate/",
        "calls/awards/KCITY-D26-01/steps/amend/",
        "calls/k-city-network/2025/events/expo/",
        "ledger/",
    ):
        visit(officer, path)
