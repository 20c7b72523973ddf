"""A visitor learns within a minute whether they may apply; an officer writes next year's call and extends a notice."""

import pytest
from journeys.reading import enter_as, press, text, visit

from cityloop.demo.cast import PASSWORD

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
CALL = "calls/k-city-network/2025/"


@LANGUAGES
def test_a_visitor_learns_whether_they_may_apply_and_if_not_why(page, site, axe, language):
    visitor = page(language)
    visit(visitor, "calls/")
    press(visitor, visitor.locator(f"main a[href$='/{CALL}']"))
    press(visitor, visitor.locator("main a[href$='/may-i-apply/demonstration/']"))
    visitor.locator("[name=kind]").select_option("company")
    visitor.locator("[name=country]").select_option("KR")
    visitor.locator("[name=partner_kind_1]").select_option("company")
    visitor.locator("[name=partner_country_1]").select_option("VN")
    press(visitor, visitor.locator("main form .button"))
    assert "overseas-public-partner" in text(visitor)
    assert visitor.locator("main .badge.bad").count() == 1
    axe(visitor)
    visitor.locator("[name=partner_kind_1]").select_option("local_government")
    press(visitor, visitor.locator("main form .button"))
    assert visitor.locator("main .badge.bad").count() == 0


@LANGUAGES
def test_an_officer_adds_a_rule_to_next_years_call_and_sees_it_as_an_applicant_will(page, own_site, axe, language):
    officer = page(language, on=own_site)
    enter_as(officer, "secretariat")
    visit(officer, "record/drafts/")
    press(officer, officer.locator("main a[href*='/record/drafts/']").first)
    press(officer, officer.locator("main a[href$='/add/rule/']"))
    officer.locator("[name=id]").fill(f"one-each-{language}")
    officer.locator("[name=says_ko]").fill("한 기관은 한 건만 신청할 수 있음.")
    officer.locator("[name=says_en]").fill("One proposal for each applicant.")
    officer.locator("[name=when]").fill("size(earlier) == 0")
    press(officer, officer.locator("main form .button"))
    axe(officer)
    draft = officer.url.split("/edit/")[0]
    officer.goto(f"{draft}/preview/")
    assert {"ko": "한 기관은 한 건만", "en": "One proposal for each"}[language] in text(officer)
    axe(officer)


def test_the_secretariat_of_a_track_gives_more_time_and_the_public_reads_why(page, own_site, sign_in):
    officer = page("en", on=own_site)
    sign_in(officer, "planner@demo.example", PASSWORD)
    visit(officer, "notices/N-KCN-2026-0001/")
    press(officer, officer.locator("main a[href$='/extend/']"))
    officer.locator("[name=closes_at]").fill("2127-01-31T18:00")
    officer.locator("[name=reason_ko]").fill("접수 장애")
    officer.locator("[name=reason_en]").fill("The site was down")
    press(officer, officer.locator("main form .button").first)
    visitor = page("en", on=own_site)
    visit(visitor, "notices/N-KCN-2026-0001/")
    assert "The site was down" in text(visitor)
