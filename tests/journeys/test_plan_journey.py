"""A plan for a city abroad, whose money goes to a Korean contractor: everybody who has a part in it, in a browser.

The demonstration has played the 2025 call for plans from pre-consulting to payments; here everybody does the next step.
"""

import pytest
from journeys.reading import PHONE, enter_as, press, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PLAN, LATE, OFFERED = "KCN-2025-0034", "KCN-2025-0035", "KCN-2025-0036"
EXCLUDED, NEXT_YEAR = "KCN-2025-0039", "KCN-2025-0040"


@LANGUAGES
def test_the_secretariat_sees_who_was_excluded_and_who_waits_for_the_next_committee(page, own_site, language):
    officer = page(language, on=own_site)
    enter_as(officer, "planner")
    visit(officer, f"calls/proposals/{EXCLUDED}/")
    assert "A university cannot apply" in text(officer)
    visit(officer, f"calls/proposals/{NEXT_YEAR}/")
    assert "2026" in text(officer)
    visit(officer, f"calls/proposals/{PLAN}/pre-consulting/")
    assert "상위계획" in text(officer)
    visit(officer, "calls/pre-consulting/")


@LANGUAGES
def test_a_city_abroad_follows_its_plan_on_a_telephone(page, own_site, language):
    city = page(language, width=PHONE["width"], on=own_site)
    enter_as(city, "city-abroad")
    visit(city, "calls/awards/")
    press(city, city.locator(f"main a[href$='/{PLAN}/']").first)
    assert {"ko": "가온도시계획", "en": "Gaon Urban Planning"}[language] in text(city), "it says who is paid"
    press(city, city.locator("main a[href*='/agreement/1/']"))
    visit(city, f"calls/awards/{PLAN}/")
    press(city, city.locator("main a[href$='/milestones/planning_interim/']"))
    visit(city, f"calls/proposals/{PLAN}/")
    visit(city, f"calls/awards/{LATE}/", status=404)


def test_a_late_report_of_the_contractor_goes_in_and_its_money_out_by_three_people(page, own_site):
    contractor, officer, payer = page("ko", on=own_site), page("en", on=own_site), page("ko", on=own_site)
    enter_as(contractor, "contractor")
    visit(contractor, "inbox/")
    press(contractor, contractor.locator(f"a[href*='/{LATE}/']").first)
    contractor.locator("[name=note]").fill("(가상) 중간보고서를 제출함.")
    for field in contractor.locator("input[type=file]").all():
        field.set_input_files({"name": "paper.pdf", "mimeType": "application/pdf", "buffer": PDF})
    press(contractor, contractor.locator("main form .button").first)

    enter_as(officer, "planner")
    visit(officer, "inbox/")
    press(officer, officer.locator(f"a[href*='/{LATE}/milestones/']").first)
    officer.locator("[name=verdict][value=accepted]").check(force=True)
    press(officer, officer.locator("main form .button").first)

    visit(contractor, f"ledger/{LATE}-G/")
    press(contractor, contractor.locator("a[href*='/invoice/']").first)
    contractor.locator("[name=account]").fill("가상은행 7")
    press(contractor, contractor.locator("main form .button").first)
    invoice = f"ledger/{LATE}-G/invoices/{LATE}-G-2/"
    visit(officer, invoice)
    officer.locator("[name=verdict][value=approved]").check(force=True)
    press(officer, officer.locator("main form .button").first)
    visit(officer, invoice)
    assert officer.locator("[name=reference]").count() == 0, "whoever approved does not pay"

    enter_as(payer, "adviser")
    visit(payer, invoice)
    payer.locator("[name=reference]").fill("SIM-PLAN-2")
    press(payer, payer.locator("main form .button").first)
    visit(payer, invoice)
    assert payer.locator("[name=reference]").count() == 0, "nothing is paid twice"
    visit(contractor, f"calls/awards/{LATE}/")
    assert "490,000,000" in text(contractor)


def test_an_agreement_waits_until_every_side_has_signed(page, own_site):
    contractor = page("en", on=own_site)
    enter_as(contractor, "contractor")
    visit(contractor, f"calls/awards/{OFFERED}/agreement/1/")
    contractor.locator("main form [type=checkbox]").check()
    press(contractor, contractor.locator("main form .button").first)
    officer = page("ko", on=own_site)
    enter_as(officer, "planner")
    visit(officer, f"calls/awards/{OFFERED}/agreement/1/")
    officer.locator("main form [type=checkbox]").check()
    press(officer, officer.locator("main form .button").first)
    visit(officer, f"calls/awards/{OFFERED}/")
    assert officer.locator("main .badge", has_text="발효").count() == 0


@LANGUAGES
def test_the_public_reads_results_and_what_became_of_a_plan(page, own_site, language):
    window = page(language, width=PHONE["width"], on=own_site)
    visit(window, "calls/results/N-KCN-2025-0001/planning/")
    assert "KRW" in text(window) or "원" in text(window)
    visit(window, f"calls/projects/{PLAN}/")
    assert {"ko": "가온도시계획", "en": "Gaon Urban Planning"}[language] in text(window)
    visit(window, "account/login/")
    assert not window.locator("main .tasks b", has_text="-").count(), "every part that one can play has a name"
