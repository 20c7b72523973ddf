"""Screening: rules' verdicts with the fact each looked at, judgements by hand, and a gate that excludes."""

from datetime import timedelta

import pytest
from calls.stage import AT, PLAN, TRIAL
from django.db import IntegrityError, transaction

from cityloop.assessment.models import Case
from cityloop.assessment.queries import conflicts, dossier_of, visible_to
from cityloop.audit.refusal import Refused
from cityloop.calls.actions import (
    admit,
    book_slot,
    cancel_slot,
    exclude,
    give_advice,
    judge_rule,
    offer_slots,
    release_booking,
)
from cityloop.calls.changes import changes, later_edition
from cityloop.calls.models import Advice, RuleJudgement, Screening, Slot
from cityloop.calls.queries.verdicts import verdicts
from cityloop.outbox.models import Letter

pytestmark = pytest.mark.django_db


def standing(case):
    return {one.id: one.standing for one in verdicts(case, dossier_of(case))}


def test_every_rule_is_shown_with_its_verdict_and_its_fact(stage):
    case = stage.submitted(grant=101)
    assert standing(case) == {
        "company-leads": "met",
        "public-partner-abroad": "met",
        "grant-stays-at-home": "met",
        "within-ceiling": "unmet",
    }
    ceiling = next(one for one in verdicts(case, dossier_of(case)) if one.id == "within-ceiling")
    assert ceiling.rule.facts["request.amount"] == 101


def test_a_local_government_abroad_is_a_government_to_rules_about_consortia(stage):
    case = stage.draft()
    from cityloop.calls.actions import add_partner

    add_partner(**stage.step(stage.lead), case=case, organisation=stage.city, role="Site")
    assert standing(case)["public-partner-abroad"] == "met"


def test_what_does_not_meet_a_gate_is_excluded_with_reason_letter_and_without_a_mark(stage):
    case = stage.exclude(stage.submitted(partner=False))
    screening = Screening.objects.get()
    assert (case.state, screening.unmet) == ("excluded", ["public-partner-abroad"])
    letter = Letter.objects.get(kind="calls.excluded", person=stage.lead)
    assert letter.state == "held"
    assert "There is a public partner abroad." in letter.body_en and "No partner there." in letter.body_en


def test_the_database_gives_an_excluded_proposal_no_points_and_admits_none_against_a_rule(stage):
    case = stage.exclude(stage.submitted(partner=False))
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(outcome_points=12)
    told = {"case": case, "dossier": dossier_of(case), "digest": "0" * 64, "person": stage.officers[TRIAL], "at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Screening.objects.create(**told, verdict="admitted", unmet=["public-partner-abroad"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Screening.objects.create(**told, verdict="excluded", unmet=["x"], reason="")


def test_what_a_rule_excludes_is_not_admitted_and_what_meets_all_is_not_excluded(stage):
    failing, fitting = stage.submitted(partner=False), stage.hand_in(stage.fill(stage.draft("Cranes")))
    with pytest.raises(Refused):
        stage.admit(failing)
    with pytest.raises(Refused):
        stage.exclude(fitting)
    assert stage.admit(fitting).state == "screened"


def test_admitting_binds_to_what_was_shown_and_is_for_the_secretariat_of_the_track(stage):
    case = stage.submitted()
    with pytest.raises(Refused):
        admit(**stage.step(stage.officers[TRIAL], 4), case=case, digest="0" * 64)
    for who in (stage.officers[PLAN], stage.lead, stage.authority, stage.stranger):
        with pytest.raises(Refused):
            admit(**stage.step(who, 4), case=case, digest=dossier_of(case).digest)
        with pytest.raises(Refused):
            exclude(**stage.step(who, 4), case=case, digest=dossier_of(case).digest, reason="x")


def test_where_the_facts_do_not_tell_a_person_judges_with_a_reason(stage):
    case = stage.submitted(track=PLAN)
    officer = stage.step(stage.officers[PLAN], 4)
    assert standing(case)["consulted"] == "open"
    with pytest.raises(Refused):
        stage.admit(case)
    for rule, reason in (("consulted", " "), ("city-applies", "known"), ("castle", "known")):
        with pytest.raises(Refused):
            judge_rule(**officer, case=case, rule=rule, met=True, reason=reason)
    judge_rule(**officer, case=case, rule="consulted", met=True, reason="Minutes of 3 February.")
    case.proposal.refresh_from_db()
    assert (standing(case)["consulted"], case.proposal.eligible) == ("met", "admitted")
    assert stage.admit(case).state == "screened"


def test_a_judgement_is_never_changed_and_the_last_one_counts(stage):
    case = stage.submitted(track=PLAN)
    officer = stage.step(stage.officers[PLAN], 4)
    judge_rule(**officer, case=case, rule="consulted", met=True, reason="By mail.")
    judge_rule(**officer, case=case, rule="consulted", met=False, reason="The mail was about another city.")
    assert standing(case)["consulted"] == "unmet"
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleJudgement.objects.update(met=True)
    assert stage.exclude(case).state == "excluded"


def test_a_supplement_is_screened_anew(stage):
    case = stage.ask_supplement(stage.submitted(partner=False))
    from cityloop.calls.actions import add_partner

    add_partner(**stage.step(stage.lead, 5), case=case, organisation=stage.university, role="Site")
    case = stage.hand_in(case, days=6)
    case.proposal.refresh_from_db()
    assert (case.state, case.proposal.eligible) == ("submitted", "admitted")


def slots(stage, count=2):
    return offer_slots(
        **stage.step(stage.officers[PLAN]),
        edition=stage.edition,
        track=PLAN,
        begins_at=AT + timedelta(days=5),
        minutes=30,
        place="Room 2",
        count=count,
    )


def test_a_time_is_offered_taken_once_and_given_back(stage):
    slots(stage)
    first, second = Slot.objects.all()
    case = stage.draft(track=PLAN)
    other = stage.draft("Another plan", track=PLAN)
    book_slot(**stage.step(stage.mayor, 2), case=case, slot=first, asks="Land.")
    with pytest.raises(Refused):
        book_slot(**stage.step(stage.mayor, 2), case=other, slot=first)
    with pytest.raises(Refused):
        book_slot(**stage.step(stage.mayor, 2), case=case, slot=second)
    with pytest.raises(Refused):
        cancel_slot(**stage.step(stage.officers[PLAN], 2), slot=first)
    release_booking(**stage.step(stage.mayor, 3), case=case, booking=case.bookings.get())
    book_slot(**stage.step(stage.mayor, 3), case=other, slot=first)
    cancel_slot(**stage.step(stage.officers[PLAN], 3), slot=second)
    with pytest.raises(Refused):
        book_slot(**stage.step(stage.mayor, 3), case=case, slot=second)


def test_times_are_for_the_secretariat_of_a_track_that_has_pre_consulting(stage):
    with pytest.raises(Refused):
        offer_slots(
            **stage.step(stage.officers[TRIAL]), edition=stage.edition, track=PLAN, begins_at=AT + timedelta(days=5),
            minutes=30, place="Room 2",
        )  # fmt: skip
    with pytest.raises(Refused):
        offer_slots(
            **stage.step(stage.officers[TRIAL]), edition=stage.edition, track=TRIAL, begins_at=AT + timedelta(days=5),
            minutes=30, place="Room 2",
        )  # fmt: skip
    slots(stage, 1)
    with pytest.raises(Refused):
        slots(stage, 1)
    with pytest.raises(Refused):
        book_slot(**stage.step(stage.lead), case=stage.draft(), slot=Slot.objects.get())


def test_an_officer_who_advised_in_office_still_screens_and_does_not_mark(stage):
    case = stage.submitted(track=PLAN)
    officer = stage.officer_of(case)
    give_advice(**stage.step(officer, 3), case=case, text="Name the unit in charge.")
    on = (AT + timedelta(days=4)).date()
    assert case in visible_to(officer, on)
    assert officer.pk in conflicts(case, [officer], on)


def test_advice_is_kept_proves_the_consultation_and_counts_as_an_interest(stage):
    case = stage.fill(stage.draft(track=PLAN))
    officer = stage.officers[PLAN]
    give_advice(**stage.step(officer, 2), case=case, text="Name the unit in charge.")
    assert standing(case)["consulted"] == "met"
    assert officer.pk in conflicts(case, [officer], AT.date() + timedelta(days=3))
    with pytest.raises(IntegrityError), transaction.atomic():
        Advice.objects.update(text="Something else.")
    with pytest.raises(Refused):
        give_advice(**stage.step(stage.mayor, 2), case=case, text="Ours.")


def test_a_draft_is_told_what_a_later_edition_changed_and_stays_on_its_own(stage):
    from calls.stage import content

    from cityloop.assessment.actions import publish_edition

    case = stage.draft()
    assert later_edition(case) is None
    new = content(edition="2026-2")
    new["form"][0]["limit"] = {"characters": 100}
    new["tracks"][0]["ceiling"]["amount"] = 90
    new["documents"] = []
    publish_edition(actor=None, at=AT + timedelta(days=3), content=new)
    later = later_edition(case)
    told = {(one.what.split(" (")[0], one.kind, one.before, one.after) for one in changes(case, later)}
    assert ("Summary", "changed", "200", "100") in told or any("요약" in one[0] or "Summary" in one[0] for one in told)
    assert any(one[2:] == ("100", "90") for one in told)
    assert any(one[1] == "removed" for one in told)
    assert case.edition == stage.edition
