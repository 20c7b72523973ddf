"""A city abroad and a Korean company draft, the secretariat screens: each in a browser, in both languages."""

import pytest
from journeys.reading import path_of, press, text, visit

from cityloop.demo.cast import PASSWORD

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@LANGUAGES
def test_a_city_abroad_opens_drafts_and_reads_the_rules(page, own_site, sign_in, axe, language):
    city = page(language, on=own_site)
    sign_in(city, "city-abroad@demo.example", PASSWORD)
    visit(city, "calls/proposals/")
    axe(city)
    press(city, city.locator("main table a").first)
    axe(city)
    home = path_of(city)
    visit(city, f"{home}rules/")
    axe(city)
    visit(city, f"{home}pre-consulting/")
    axe(city)
    visit(city, home.replace("calls/proposals/", "cases/") + "dossier/form/")
    axe(city)
    box, said = city.locator("main textarea").first, f"A port of 40 hectares. {language}"
    box.fill(said)
    box.blur()
    city.locator("[id^=saved-]:not(:empty)").first.wait_for()
    city.reload()
    assert box.input_value() == said


@LANGUAGES
def test_a_company_asks_a_partner_to_fill_its_parts(page, own_site, sign_in, axe, language):
    company = page(language, on=own_site)
    sign_in(company, "provider@demo.example", PASSWORD)
    visit(company, "calls/proposals/")
    press(company, company.locator("main table a").first)
    visit(company, f"{path_of(company)}partners/")
    axe(company)
    company.locator("[name=name_en]").fill(f"Harbour Lab {language}")
    company.locator("[name=kind]").select_option("university")
    company.locator("[name=country]").select_option("VN")
    company.locator("[name=role]").fill("Site")
    press(company, company.locator("form:has([name=do][value=add]) button.button").last)
    assert f"Harbour Lab {language}" in text(company)


@LANGUAGES
def test_the_secretariat_screens_with_the_facts_beside_each_rule(page, own_site, sign_in, axe, language):
    officer = page(language, on=own_site)
    sign_in(officer, "planner@demo.example", PASSWORD)
    visit(officer, "calls/pre-consulting/")
    axe(officer)
    visit(officer, "calls/proposals/?state=submitted")
    if officer.locator("main table a").count() == 0:
        visit(officer, "calls/proposals/?state=screened")
    press(officer, officer.locator("main table a").first)
    visit(officer, f"{path_of(officer)}screening/")
    axe(officer)
    admit = officer.locator("form:has([name=do][value=admit]) button")
    if admit.count():
        press(officer, admit)
        assert officer.locator("form:has([name=do][value=admit])").count() == 0
