"""A certification from a new provider's account to the certificate in the directory, each step by whom it belongs to.

The short scheme of the public record carries the whole way; the personas find their own work in the transport round.
"""

import pytest
from journeys import procedure
from journeys.reading import enter_as, path_of, press, press_late, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
SCHEME = "digital-public-goods"
NAMES = {"ko": "Commons Well Gauge", "en": "Shared Well Ledger"}
OTHERS = ("SCS-2026-0003/", "SCS-2026-0003/dossier/", "SCS-2026-0001/completeness/", "SCS-2026-0001/decide/")
INBOXES = {  # persona: what part of an address the first thing that waits leads to
    "provider": "/dossier/",
    "officer": "/completeness/",
    "assessor": "/marking/",
    "reviewer": "/review/",
    "decider": "/decide/",
}


@LANGUAGES
def test_a_new_provider_comes_to_a_certificate(page, own_site, own_home, sign_in, acting, language):
    provider = _new_provider(page, own_site, own_home, sign_in, language)
    reference = procedure.open_case(provider, SCHEME)
    procedure.fill_dossier(provider, reference)
    _handed_in_once(provider, reference)

    officer = acting("replay-officer", language)
    procedure.accept(officer, reference)
    _only_for_officers(provider, reference)
    for assessor in procedure.seat(officer):
        window = acting(f"assessor-{assessor}", language)
        procedure.declare(window, reference)
        _marks_stay_hidden(window, reference)
        procedure.mark(window, reference)

    reviewer = acting("replay-reviewer", language)
    for other in (provider, window):
        visit(other, f"certification/cases/{reference}/review/", status=404)
    procedure.review(reviewer, reference)
    visit(reviewer, f"certification/cases/{reference}/decide/", status=404)

    decider = acting("replay-decider", language)
    visit(decider, f"certification/cases/{reference}/report/", status=404)
    procedure.report(officer, reference)
    visit(provider, f"certification/cases/{reference}/report/", status=404)
    procedure.choose_to_grant(decider, reference)
    _decided_once(decider, reference)
    _in_the_directory(page(language, on=own_site), NAMES[language])
    visit(provider, f"cases/{reference}/evaluation/")
    assert provider.locator("a[href*='mailto']").count() == 0


@LANGUAGES
@pytest.mark.parametrize("persona", INBOXES)
def test_each_finds_in_the_inbox_what_waits_for_them(page, site, language, persona):
    window = page(language)
    enter_as(window, persona)
    assert path_of(window) == "inbox/"
    waiting = window.locator(f".inbox a.button[href*='{INBOXES[persona]}']")
    assert waiting.count() >= 1, text(window)
    press(window, waiting.first)
    assert INBOXES[persona] in window.url or "/submit/" in window.url


@LANGUAGES
def test_what_is_not_theirs_is_not_found(page, site, language):
    window = page(language)
    enter_as(window, "provider")
    visit(window, "certification/cases/")
    for elsewhere in (
        "certification/cases/SCS-2026-0003/",
        "cases/SCS-2026-0003/dossier/",
        "cases/SCS-2026-0001/completeness/",
        "certification/cases/SCS-2026-0001/decide/",
    ):
        visit(window, elsewhere, status=404)
    stranger = page(language)
    stranger.goto("certification/cases/SCS-2026-0003/")
    assert path_of(stranger) == "account/login/"


def _new_provider(page, own_site, own_home, sign_in, language):
    window, email = page(language, on=own_site), f"new-{language}@lantern.example"
    procedure.open_account(window, own_home, email)
    procedure.come_in(window, sign_in, email)
    procedure.register_organisation(window, f"lantern-{language}")
    procedure.register_service(window, NAMES[language])
    return window


def _handed_in_once(provider, reference):
    """A second window still shows the form: pressed again, it answers with a refusal, and the receipt stays one."""
    late = provider.context.new_page()
    late.goto(f"cases/{reference}/submit/")
    digest = procedure.hand_in_dossier(provider, reference)
    press_late(late, late.locator("main form button.button"))
    visit(provider, f"cases/{reference}/receipt/")
    assert text(provider).count(digest) == 1


def _only_for_officers(provider, reference):
    for part in ("completeness/", "panel/", "marking/"):
        visit(provider, f"cases/{reference}/{part}", status=404)
    visit(provider, f"certification/cases/{reference}/decide/", status=404)


def _marks_stay_hidden(assessor, reference):
    visit(assessor, f"cases/{reference}/evaluation/", status=404)
    visit(assessor, f"cases/{reference}/marking/")


def _decided_once(decider, reference):
    """A double click on the last button: one decision and one certificate."""
    late = decider.context.new_page()
    procedure.choose_to_grant(late, reference)
    press(decider, decider.locator("main form button.button"))
    press_late(late, late.locator("main form button.button").first)
    visit(decider, f"certification/cases/{reference}/")
    assert decider.locator("main a.button[href*='/certificates/']").count() == 1


def _in_the_directory(visitor, name):
    visit(visitor, f"services/?q={name}")
    press(visitor, visitor.get_by_role("link", name=name))
    press(visitor, visitor.locator(".cert a[href*='/certificates/']"))
    assert name in visitor.locator("h1").inner_text()
