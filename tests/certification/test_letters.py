"""Each step of a case tells those whom it concerns, in both languages, and nobody else."""

from datetime import timedelta

import pytest
from cast import AT
from certification.stage import PANEL, Stage

from cityloop.certification.actions import cancel_meeting, plan_visit
from cityloop.certification.models import Decision
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import officers
from cityloop.outbox.models import Letter


def told(kind):
    """To whom letters of a kind were written, and whether they wait for an officer."""
    found = Letter.objects.filter(kind=f"certification.{kind}").select_related("person").order_by("person__name_en")
    return [(letter.person.name_en, letter.state == Letter.State.HELD) for letter in found]


def the_office():
    """The officers of the operating body."""
    found = officers(Designation.Duty.OPERATING_BODY, "night-bus", AT.date())
    return sorted(found.values_list("name_en", flat=True))


@pytest.mark.law("13(3)")
def test_the_applicant_gets_a_receipt_with_the_digest(stage):
    case = stage.case("submitted")
    letter = Letter.objects.get(kind="certification.receipt")
    assert told("receipt") == [("applicant", False)]
    assert case.dossiers.last().digest in letter.body_ko and case.dossiers.last().digest in letter.body_en


@pytest.mark.law("9(5)", "13(4)")
def test_what_is_to_be_supplemented_is_told_with_the_reason_and_the_day(stage):
    case = stage.case("supplement")
    letter = Letter.objects.get(kind="certification.supplement_asked")
    assert told("supplement_asked") == [("applicant", False)]
    assert "page 2 is missing" in letter.body_ko and "page 2 is missing" in letter.body_en
    assert f"{case.due_on:%Y}년 {case.due_on.month}월 {case.due_on.day}일" in letter.body_ko


def test_each_assessor_is_asked_once_and_by_name(stage):
    case = stage.case("evaluation")
    assert told("seated") == [("assessor", False), ("second", False)]
    case.refresh_from_db()
    assert "applicant" not in Letter.objects.filter(kind="certification.seated").first().body_en


@pytest.mark.law("15(2)")
def test_the_decision_is_told_to_the_operating_body(stage):
    stage.case("granted")
    assert told("decided") == [(name, False) for name in the_office()]
    assert "15조제2항" in Letter.objects.filter(kind="certification.decided").first().body_ko


@pytest.mark.law("15(3)")
def test_the_certificate_is_sent_to_the_applicant(stage):
    case = stage.case("granted")
    letter = Letter.objects.get(kind="certification.certificate_issued")
    assert told("certificate_issued") == [("applicant", False)]
    assert case.certificate.number in letter.body_ko and case.certificate.digest in letter.body_en


def test_a_refusal_is_read_by_an_officer_before_it_goes_to_the_applicant(stage):
    stage.case("refused")
    assert told("refused") == [("applicant", True)]
    assert Decision.objects.get().reason in Letter.objects.get(kind="certification.refused").body_ko


@pytest.mark.parametrize(
    ("state", "kind"),
    [("accepted", "accepted"), ("withdrawn", "withdrawn"), ("closed_incomplete", "closed_incomplete")],
)
def test_the_other_steps_tell_the_applicant(stage, state, kind):
    stage.case(state)
    assert told(kind) == [("applicant", False)]


def test_a_mock_case_ends_with_a_letter_that_says_that_nothing_is_certified(stage):
    stage.case("closed_mock", mock=True)
    assert told("closed_mock") == [("applicant", False)]
    assert "no certificate" in Letter.objects.get(kind="certification.closed_mock").body_en


def test_nobody_outside_the_case_is_written_to(stage):
    stage.case("granted"), stage.case("refused")
    people = set(Letter.objects.values_list("person__name_en", flat=True))
    assert people == {"applicant", "assessor", "second", *the_office()}


@pytest.mark.law("4(4)")
def test_the_members_are_told_of_a_meeting_and_that_it_is_cancelled(db):
    stage = Stage(panel=PANEL)
    case = stage.case("deliberation")
    meeting = stage.meeting([case], attending=[])
    seated = sorted(one.name_en for one in stage.seats)
    assert told("meeting_called") == [(name, False) for name in seated]
    cancel_meeting(**stage.step(stage.operator, 5), meeting=meeting, reason="The room is flooded.")
    assert told("meeting_cancelled") == [(name, False) for name in seated]
    assert "The room is flooded." in Letter.objects.filter(kind="certification.meeting_cancelled").first().body_ko


@pytest.mark.law("10(1)", "14(1)")
def test_the_applicant_is_told_of_a_visit_and_of_a_change_of_its_plan(stage):
    case = stage.case("evaluation")
    plan = {"case": case, "place": "Depot", "visitors": "Two officers", "agenda": "The doors"}
    plan_visit(**stage.step(stage.operator, 4), **plan, on=AT.date() + timedelta(days=20))
    assert told("visit_planned") == [("applicant", False)] and told("visit_changed") == []
    plan_visit(**stage.step(stage.operator, 5), **plan, on=AT.date() + timedelta(days=21))
    assert told("visit_changed") == [("applicant", False)]
    assert "2026년 9월 22일" in Letter.objects.get(kind="certification.visit_changed").body_ko
