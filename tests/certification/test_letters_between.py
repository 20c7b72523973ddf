"""Letters on the way: joint applicants, more time, challenges. Each goes to those whom it concerns, and no other."""

from datetime import timedelta

import pytest
from cast import organisation, person
from certification.test_letters import the_office, told

from cityloop.assessment.actions import (
    challenge_member,
    decide_challenge,
    extend_supplement,
    invite_party,
)
from cityloop.outbox.models import Letter


@pytest.mark.law("13(2)")
def test_an_organisation_that_is_asked_to_apply_together_is_written_to(stage):
    case = stage.case("draft")
    other = organisation("rail")
    person("rail-person", of=other)
    invite_party(**stage.step(stage.applicant), case=case, organisation=other, role="provider")
    assert told("party_invited") == [("rail-person", False)]
    letter = Letter.objects.get(kind="certification.party_invited")
    assert "daon" in letter.body_ko and "rail" in letter.body_en


@pytest.mark.law("13(4)")
def test_more_time_for_a_supplement_is_told_with_the_day_and_the_reason(stage):
    case = stage.case("supplement")
    day = case.due_on + timedelta(days=7)
    extend_supplement(**stage.step(stage.operator, 3), case=case, due_on=day, reason="A holiday.")
    assert told("supplement_extended") == [("applicant", False)]
    letter = Letter.objects.get(kind="certification.supplement_extended")
    assert "A holiday." in letter.body_en and f"{day.month}월 {day.day}일" in letter.body_ko


@pytest.mark.law("5(2)", "5(3)")
def test_a_challenge_is_told_to_the_office_and_its_decision_to_the_party(stage):
    case = stage.case("evaluation")
    given = {"member": stage.assessor, "ground": "fairness", "reasons": "Advises a rival."}
    challenge_member(**stage.step(stage.applicant, 4), case=case, **given)
    assert told("challenge_filed") == [(name, False) for name in the_office()]
    assert "Advises a rival." in Letter.objects.filter(kind="certification.challenge_filed").first().body_ko
    decide_challenge(**stage.step(stage.operator, 5), challenge=case.challenges.get(), uphold=False, reason="Unproven.")
    assert told("challenge_decided") == [("applicant", False)]
    assert "기각" in Letter.objects.get(kind="certification.challenge_decided").body_ko
