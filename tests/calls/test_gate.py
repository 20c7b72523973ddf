"""One gate in every way out: who conflicts with a proposal, and who has nothing to do with it, meets it nowhere."""

from datetime import date

import pytest
from calls import reviewing
from calls.reviewing import decide, recommend, review, selection, step
from calls.stage import PLAN, TRIAL
from calls.test_screening import slots
from calls.walking import walked
from cast import organisation, person
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.models import Evidence
from cityloop.assessment.queries import visible_to
from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.models import Award, Slot
from cityloop.calls.queries import waiting_for
from cityloop.calls.queries.awards import visible_to as awards_visible_to
from cityloop.ledger.queries import visible_to as accounts_visible_to
from cityloop.organisations import actions as organisations
from cityloop.organisations.models import Membership, Organisation
from cityloop.outbox.models import Letter
from cityloop.outbox.queries import visible_to as letters_visible_to

ON = date(2026, 3, 20)
HIDDEN = ("Zanzibar beacon", "Kilimani Lamps", "킬리마니램프")


class Round:
    """A round of two proposals, of which some people conflict with one, brought to its decision by others."""

    def __init__(self, stage):
        self.stage, self.officer = stage, stage.officers[TRIAL]
        Organisation.objects.filter(code="daon").update(name_en="Kilimani Lamps", name_ko="킬리마니램프")
        self.other = organisation("second-firm")
        second = person("second-lead", of=self.other)
        Membership.objects.update(since="2025-01-01")
        stage.company = Organisation.objects.get(code="daon")
        people = reviewing.pool(self.officer, stage.edition.scheme)
        hidden = stage.admit(stage.hand_in(stage.fill(stage.draft(HIDDEN[0]))))
        lead, stage.lead = stage.lead, second
        shown = stage.admit(stage.hand_in(stage.fill(stage.draft("Open harbour", organisation=self.other, who=second))))
        stage.lead = lead
        self.hidden, self.shown = (review(self.officer, one, people, [4, 3, 3]) for one in (hidden, shown))
        self.interested = self._colleague(self.officer, "interested")
        self.deciding = self._colleague(stage.authority, "deciding")
        for who in (self.interested, self.deciding):
            known = {"person": who, "organisation": stage.company, "source": "CV"}
            organisations.record_employment(**step(None, 4), until=date(2025, 6, 1), **known)

    def _colleague(self, officer, key):
        body = officer.memberships.get().organisation
        return person(key, of=body, role=Membership.Role.OFFICER)


def links(case):
    """The ways to a proposal: a page that has one of them knows of it."""
    return tuple(f"/{room}/{case.reference}" for room in ("proposals", "cases", "awards", "accounts"))


def told(client, case, language, secrets):
    """Where a reader meets one of the secrets; the register of organisations knows of bodies, and of no proposal."""
    return [one for one in walked(client, case, language, secrets)[1] if "/organisation/" not in one[0]]


@pytest.fixture
def round(stage):
    return Round(stage)


def test_whoever_conflicts_with_a_proposal_meets_it_nowhere_while_it_is_chosen_among_others(round, client):
    chosen = selection(round.officer, round.hidden, budget=250)
    recommendation = recommend(round.officer, chosen)
    secrets = (*HIDDEN, *links(round.hidden))
    for who in (round.interested, round.deciding):
        client.force_login(who)
        assert told(client, round.hidden, "en", secrets) == []
    decide(round.stage.authority, recommendation)
    with override("en"):
        page = client.get(reverse("calls:selection", args=[chosen.pk])).content.decode()
    assert "1 proposal of this round is not shown to you" in page and "Open harbour" in page
    assert "2 / 2" in page, "the seats are those of the whole round"
    for who in (round.interested, round.deciding):
        client.force_login(who)
        assert told(client, round.hidden, "ko", secrets) == []
        assert not visible_to(who, ON).filter(pk=round.hidden.pk).exists()
        assert visible_to(who, ON).filter(pk=round.shown.pk).exists()
        assert not awards_visible_to(who, ON).filter(case=round.hidden).exists()
        assert awards_visible_to(who, ON).filter(case=round.shown).exists()
        about = {"about_kind": "assessment.case", "about_id": str(round.hidden.pk)}
        assert Letter.objects.filter(**about).exists() and not letters_visible_to(who, ON).filter(**about).exists()
        assert not accounts_visible_to(who, ON).filter(about__contains=round.hidden.reference).exists()
        said = " ".join(f"{one.title} {one.hint}" for one in waiting_for(who, ON))
        assert not any(secret in said for secret in secrets) and "selection" not in said.lower()
    assert Award.objects.count() == 2


def test_whoever_conflicts_with_one_proposal_neither_prepares_nor_decides_the_round(round, client):
    chosen = selection(round.officer, round.hidden, budget=250)
    with pytest.raises(Refused, match=r"conflict of interest|이해충돌"):
        actions.save_scenario(**step(round.interested, 13), round=chosen, name="Mine", policy="rank")
    recommendation = recommend(round.officer, chosen)
    with pytest.raises(Refused, match=r"conflict of interest|이해충돌"):
        decide(round.deciding, recommendation)
    client.force_login(round.deciding)
    with override("en"):
        answer = client.post(
            reverse("calls:selection", args=[chosen.pk]),
            {"do": "decide", "decide-digest": recommendation.digest, "digest": recommendation.digest,
             "verdict": "approved"},
        )  # fmt: skip
    assert "You have a conflict of interest with a proposal of this round" in answer.content.decode()
    assert not hasattr(recommendation, "decision") and chosen.decided_at is None


def test_the_outsider_meets_a_round_nowhere_before_its_results_are_published(round, client):
    chosen = selection(round.officer, round.hidden, budget=250)
    decide(round.stage.authority, recommend(round.officer, chosen))
    secrets = (*HIDDEN, *links(round.hidden), "Open harbour", *links(round.shown))
    client.force_login(round.stage.stranger)
    assert told(client, round.hidden, "en", secrets) == []
    client.logout()
    assert told(client, round.hidden, "en", secrets) == []
    for address in ("/api/v1/calls", "/api/v1/awards", "/api/v1/awards.json", "/api/v1/calls.csv"):
        assert not any(secret in client.get(address).content.decode() for secret in secrets)


def test_a_draft_is_read_by_whoever_advises_only_where_whoever_applies_agreed_and_while_the_time_is_held(stage, client):
    slots(stage)
    first = Slot.objects.first()
    officer, others = stage.officers[PLAN], (stage.officers[TRIAL], stage.authority, stage.stranger)
    case = stage.fill(stage.draft("Tram plan", track=PLAN))
    on = stage.step(None, 3)["at"].date()
    actions.book_slot(**stage.step(stage.mayor, 2), case=case, slot=first, asks="Land.")
    assert not visible_to(officer, on).filter(pk=case.pk).exists(), "nobody agreed to it"
    actions.release_booking(**stage.step(stage.mayor, 2), case=case, booking=case.bookings.get())
    actions.book_slot(**stage.step(stage.mayor, 2), case=case, slot=first, asks="Land.", shows_draft=True)
    assert visible_to(officer, on).filter(pk=case.pk).exists()
    assert not any(visible_to(who, on).filter(pk=case.pk).exists() for who in others)
    client.force_login(officer)
    piece = Evidence.objects.get()
    with override("en"):
        for name, more in (("dossier", ()), ("form", ()), ("evidence", (piece.pk,))):
            assert client.get(reverse(f"assessment:{name}", args=[case.reference, *more])).status_code == 200, name
        assert "A plan." in client.get(reverse("assessment:form", args=[case.reference])).content.decode()
        advise = reverse("calls:preconsulting", args=[case.reference])
        assert client.get(advise).status_code == 200
        assert client.post(reverse("assessment:form", args=[case.reference]), {"summary": "Ours."}).status_code == 404
        assert "Tram plan" in client.get(reverse("calls:slots")).content.decode()
    assert [one.title for one in waiting_for(officer, on)] == []
    assert any(case.title in one.title for one in waiting_for(officer, first.begins_at.date()))
    client.force_login(stage.mayor)
    with override("en"):
        assert "the secretariat may read the draft" in client.get(advise).content.decode()
    released = case.bookings.get(released_at=None)
    actions.release_booking(**stage.step(stage.mayor, 3), case=case, booking=released)
    assert not visible_to(officer, on).filter(pk=case.pk).exists()
    client.force_login(officer)
    assert client.get(reverse("assessment:evidence", args=[case.reference, piece.pk])).status_code == 404


def test_a_booked_time_says_only_that_it_is_taken_to_an_officer_with_an_interest(stage, client):
    slots(stage, 1)
    officer = stage.officers[PLAN]
    case = stage.draft("Tram plan", track=PLAN)
    actions.book_slot(**stage.step(stage.mayor, 2), case=case, slot=Slot.objects.get(), asks="Land.", shows_draft=True)
    organisations.record_employment(**step(None, 4), person=officer, organisation=stage.city, source="CV")
    client.force_login(officer)
    with override("en"):
        page = client.get(reverse("calls:slots")).content.decode()
    assert (
        "Tram plan" not in page
        and "port-city" not in page
        and "Land." not in page
        and "by a proposal that you have an interest in" in page
    )
