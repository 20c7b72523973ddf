"""An evaluation body in a browser: it reports, the officer accepts, it answers an inquiry, and its designation ends."""

import pytest
from journeys.reading import enter_as, path_of, press, text, visit
from journeys.serving import served

from cityloop.demo.papers import paper

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
CASE = "SCS-2026-0005"
SUMMARY = "The forecast holds on the days that we chose ourselves."
ACCEPTED = "It answers what was asked."
ENDED = "Two of three specialists have left."


@pytest.fixture
def own_home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def own_site(demonstration, own_home):
    with served(demonstration, own_home.parent) as address:
        yield address


@LANGUAGES
def test_a_body_reports_the_officer_accepts_and_the_certifier_ends_its_designation(page, own_site, language):
    examiner, officer, certifier, visitor = (page(language, on=own_site) for _ in range(4))
    for window, persona in ((examiner, "examiner"), (officer, "officer"), (certifier, "decider")):
        enter_as(window, persona)

    visit(examiner, "inbox/")
    press(examiner, examiner.locator(f".inbox a.button[href*='/{CASE}/technical/']").first)
    form = examiner.locator("form:has([name=do][value=report])")
    form.locator("[name=report-summary]").fill(SUMMARY)
    form.locator("[name=report-findings]").fill("Thirty days were tried.")
    name, content = "technical.pdf", paper(("pdf",), "technical report")[1]
    form.locator("[name=report-file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    press(examiner, form.locator("button"))
    assert SUMMARY in text(examiner)

    visit(officer, f"certification/cases/{CASE}/technical/")
    reviewed = officer.locator("form:has([name=do][value^=verdict_form])")
    reviewed.locator("[value=yes]").check()
    reviewed.locator("textarea").fill(ACCEPTED)
    press(officer, reviewed.locator("button"))
    assert ACCEPTED in text(officer)

    visit(examiner, "inbox/")
    press(examiner, examiner.locator(".inbox a.button[href*='/IQ-SCS-']").first)
    press(examiner, examiner.locator("main a.button[href$='/file_statement/']"))
    examiner.locator("main form [name=reason]").fill("Five specialists are in post.")
    press(examiner, examiner.locator("main form button.button"))

    visit(visitor, "certification/")
    press(visitor, visitor.locator("main a[href$='/certification/bodies/']"))
    body = visitor.locator("main table th a").first
    press(visitor, body)
    page_of_body = path_of(visitor)
    visit(visitor, f"{page_of_body}end/", status=200)
    assert "account/login" in visitor.url
    visit(certifier, page_of_body)
    press(certifier, certifier.locator("main a.button[href$='/end/']"))
    certifier.locator("[name=ground][value=requirements]").check()
    certifier.locator("main form [name=reason]").fill(ENDED)
    press(certifier, certifier.locator("main form button.button"))
    visit(visitor, page_of_body)
    assert ENDED in text(visitor)


@LANGUAGES
def test_a_local_government_applies_for_its_city_and_reads_its_certificate(page, own_site, language):
    window = page(language, on=own_site)
    enter_as(window, "local-government")
    visit(window, "certification/self-check/?subject=organisation-garam-si")
    visit(window, "certification/cases/new/")
    window.locator("[name=subject]").select_option("organisation-garam-si")
    window.locator("[name=scheme][value='smart-city/']").check()
    press(window, window.locator("main form button.button"))
    assert path_of(window).endswith("/dossier/")
    visit(window, "certification/certificates/?q=C-SC")
    press(window, window.locator("main table th a").first)
    assert {"ko": "가람시", "en": "Garam City"}[language] in text(window)
