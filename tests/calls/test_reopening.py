"""An exclusion that is objected to in time is screened again; where the call hears no objection, it says so."""

from datetime import timedelta

import pytest
from calls.stage import AT, Stage
from django.urls import reverse
from django.utils import timezone

from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.models import Screening
from cityloop.outbox.models import Letter

STEPS = {"supplement": "P7D", "screening": "P7D", "evaluation": "P21D", "objection": "P10D"}
EXCLUDED = timezone.localdate(AT + timedelta(days=4))


@pytest.fixture
def hearing(db, settings, tmp_path):
    """A call that hears objections for ten days, and its excluded proposal."""
    settings.MEDIA_ROOT = tmp_path
    found = Stage(steps=STEPS)
    found.case = found.exclude(found.submitted(partner=False))
    return found


def reopen(stage, who=None, days=9, objected=5, reason="The partner is a public university."):
    who = who or stage.officer_of(stage.case)
    day = EXCLUDED + timedelta(days=objected)
    return actions.reopen_excluded(**stage.step(who, days), case=stage.case, objected_on=day, reason=reason)


def test_it_goes_back_to_the_screening_and_what_was_found_stays(hearing):
    case = reopen(hearing)
    assert (case.state, case.closed_at) == ("submitted", None)
    assert Screening.objects.filter(case=case, verdict="excluded").count() == 1
    assert Letter.objects.filter(kind="calls.reopened").exists()
    with pytest.raises(Refused):
        hearing.admit(case, days=10)
    hearing.case = hearing.exclude(case, days=10)
    assert hearing.case.state == "excluded", "the same facts lead to the same end"


def test_a_supplement_after_it_mends_the_fact(hearing):
    case = hearing.ask_supplement(reopen(hearing), days=10)
    step = {**hearing.step(hearing.lead, 11), "case": case}
    actions.add_partner(**step, role="Site", name_en="Port university", kind="university", country="VN")
    case = hearing.admit(hearing.hand_in(case, days=12), days=13)
    assert case.state == "screened"


@pytest.mark.parametrize(
    "given", [{"objected": 11, "days": 30}, {"objected": -1}, {"objected": 9, "days": 6}, {"reason": " "}]
)
def test_late_early_from_tomorrow_or_without_a_reason_it_is_refused(hearing, given):
    with pytest.raises(Refused):
        reopen(hearing, **given)
    hearing.case.refresh_from_db()
    assert hearing.case.state == "excluded"


def test_nobody_but_the_secretariat_reopens(hearing):
    for who in (hearing.lead, hearing.authority, hearing.stranger, hearing.officers["plan"]):
        with pytest.raises(Refused):
            reopen(hearing, who=who)


def test_a_call_that_hears_no_objection_says_so(stage, client):
    stage.case = stage.exclude(stage.submitted(partner=False))
    with pytest.raises(Refused, match=r"no objection|이의"):
        reopen(stage)
    client.force_login(stage.officer_of(stage.case))
    page = client.get(reverse("calls:screening", args=[stage.case.reference]))
    assert page.status_code == 200 and "reopen" not in page.context["offered"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_officer_reopens_on_the_page_of_the_screening(hearing, client, monkeypatch, language):
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(days=9))
    client.force_login(hearing.officer_of(hearing.case))
    url = f"/{language}/calls/proposals/{hearing.case.reference}/screening/"
    assert 'value="reopen"' in client.get(url).content.decode()
    sent = {"do": "reopen", "objected_on": "", "reason": "They objected."}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"objected_on": "2027-01-01"}).status_code == 422
    assert client.post(url, sent | {"objected_on": EXCLUDED.isoformat()}).status_code == 302
    hearing.case.refresh_from_db()
    assert hearing.case.state == "submitted"
