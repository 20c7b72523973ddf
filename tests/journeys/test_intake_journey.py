"""A round as applicant and officer walk it: the notice, the form, a joint application, completeness by item."""

import pytest
from journeys.reading import enter_as, hold, path_of, press, refused, text, visit

from cityloop.demo.cast import PASSWORD

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
NOTICE = "notices/N-SCS-2026-0001/"
DRAFT, SUBMITTED = "cases/SCS-2026-0001", "cases/SCS-2026-0003"


@LANGUAGES
def test_anybody_reads_a_notice_and_only_officers_its_draft(page, site, axe, language):
    visitor = page(language)
    visit(visitor, "notices/")
    press(visitor, visitor.locator("main a[href$='N-SCS-2026-0001/']"))
    assert visitor.locator("h2").count() >= 5
    axe(visitor)
    enter_as(visitor, "provider")
    assert visitor.goto("notices/drafts/2/preview/").status == 404
    visit(visitor, "certification/self-check/?subject=service-crosswalk-lights")
    axe(visitor)


@LANGUAGES
def test_an_applicant_fills_the_form_and_applies_with_another(page, own_site, sign_in, acting, axe, language):
    provider = page(language, on=own_site)
    sign_in(provider, "provider@demo.example", PASSWORD)
    visit(provider, f"{DRAFT}/dossier/form/")
    axe(provider)
    provider.locator("[name=operation_stage][value=trial]").check()
    provider.locator("[name=trial_plan]").wait_for()
    provider.locator("[name=users]").fill("many")
    provider.locator("[name=users]").blur()
    provider.locator("#saved-users .error").wait_for()
    provider.locator("[name=users]").fill("1200")
    provider.locator("[name=linked_services-0-service]").fill("Buses")
    press(provider, provider.locator("main form button.button").first)
    assert provider.locator("[name=users]").input_value() == "1200"
    assert provider.locator("[name=linked_services-0-service]").input_value() == "Buses"
    provider.locator("[name=operation_stage][value=live]").check()
    provider.locator("[name=trial_plan]").wait_for(state="detached")
    _apply_together(acting, axe, provider, language)


def _apply_together(acting, axe, provider, language):
    visit(provider, f"{DRAFT}/parties/")
    for old in provider.locator("main button[name=do][value=release]").all():
        press(provider, old)
    provider.locator("[name=organisation]").fill("hanbit-mobility")
    provider.locator("[name=role][value=provider]").check()
    press(provider, provider.locator("form:has([name=organisation]) button"))
    axe(provider)
    visit(provider, f"{DRAFT}/submit/")
    provider.locator("main form button.button").click()
    provider.wait_for_load_state()
    assert refused(provider)
    partner = acting("provider-2", language)
    visit(partner, f"{DRAFT}/parties/")
    partner.locator("[name=agree][value=yes]").check()
    press(partner, partner.locator("form:has([name=agree]) button"))
    assert path_of(partner).endswith("SCS-2026-0001/")
    visit(partner, f"{DRAFT}/dossier/")
    assert partner.goto(f"{DRAFT}/submit/").status == 404


@LANGUAGES
def test_an_officer_checks_item_by_item_and_gives_a_round_more_time(page, own_site, sign_in, axe, language):
    officer = page(language, on=own_site)
    sign_in(officer, "officer@demo.example", PASSWORD)
    visit(officer, f"{SUBMITTED}/completeness/")
    axe(officer)
    officer.locator("[name=finding-0]").select_option("differs")
    officer.locator("[name=note-0]").fill("The seal is missing.")
    press(officer, officer.locator("form:has([name=do][value=check]) button"))
    assert officer.locator("[name=finding-0]").input_value() == "differs"
    assert "The seal is missing." in officer.locator("form:has([name=due_on]) [name=reason]").input_value()
    visit(officer, f"{NOTICE}extend/")
    hold(officer)
    officer.locator("[name=closes_at]").fill("2127-01-01T18:00" if language == "ko" else "2127-02-01T18:00")
    officer.locator("[name=reason_ko]").fill("폭설")
    officer.locator("[name=reason_en]").fill("Snow")
    press(officer, officer.locator("main form button.button"))
    assert ("폭설" if language == "ko" else "Snow") in text(officer)
