"""The panel, the declarations, the marks, and what comes out."""

from datetime import timedelta

import pytest
from cast import AT, organisation, person
from certification.stage import MARKS, Stage
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import declare_interest, enrol_assessor, save_marks
from cityloop.assessment.models import Declaration, Duty, Mark, MarkSheet
from cityloop.assessment.queries import counting_marks, visible_to
from cityloop.audit.refusal import Refused
from cityloop.organisations.models import Membership

NONE = Declaration.Ground.NONE


def test_whoever_is_not_in_the_pool_is_not_seated(stage):
    case = stage.case("accepted")
    with override("en"), pytest.raises(Refused, match="Not in the pool"):
        assessing.seat_panel(**stage.step(stage.operator, 3), case=case, people=[stage.stranger], reason="r")
    assert not case.duties.exists()


@pytest.mark.law("5(1)5")
@pytest.mark.parametrize(("left", "seated"), [(None, False), (2, False), (4, True)])
def test_an_employee_of_a_party_is_not_seated_for_three_years_after_leaving(stage, left, seated):
    case = stage.case("accepted")
    until = AT.date() - timedelta(days=366 * left) if left else None
    Membership.objects.create(
        person=stage.spare,
        organisation=stage.owner,
        since=AT.date() - timedelta(days=3000),
        until=until,
    )
    step = {**stage.step(stage.operator), "case": case, "people": [stage.spare], "reason": "r"}
    if seated:
        assert assessing.seat_panel(**step).state == "evaluation"
    else:
        with override("en"), pytest.raises(Refused, match="must not evaluate this case"):
            assessing.seat_panel(**step)


@pytest.mark.law("5(1)", "5(4)")
@pytest.mark.parametrize("ground", [g for g in Declaration.Ground.values if g != NONE])
def test_declaring_an_interest_releases_the_duty_and_closes_the_case_to_the_assessor(stage, ground):
    case = stage.case("evaluation")
    assert visible_to(stage.assessor, AT.date()).filter(pk=case.pk).exists()
    declare_interest(**stage.step(stage.assessor, 4), case=case, ground=ground)
    assert stage.released(case, stage.assessor) == AT + timedelta(days=4)
    assert not visible_to(stage.assessor, AT.date()).filter(pk=case.pk).exists()
    with pytest.raises(Refused):
        assessing.seat_panel(**stage.step(stage.operator, 5), case=case, people=[stage.assessor], reason="r")


@pytest.mark.law("5(4)")
def test_nobody_marks_before_declaring(stage):
    case = stage.case("evaluation")
    with override("en"), pytest.raises(Refused, match="not yet declared"):
        save_marks(**stage.step(stage.assessor, 4), case=case, marks=MARKS)
    assert not Mark.objects.exists()


@pytest.fixture
def marking(stage):
    case = stage.case("evaluation")
    declare_interest(**stage.step(stage.assessor, 4), case=case, ground=NONE)
    return case


@pytest.mark.parametrize(
    ("criterion", "given"),
    [
        ("service.comfort", {"mark": 5}),
        ("service.comfort", {"mark": 2.5}),
        ("service.comfort", {"mark": float("nan")}),
        ("service.comfort", {"mark": "3"}),
        ("service.comfort", {"mark": None}),
        ("service.comfort", {"mark": 3, "confidence": 6}),
        ("service.punctual", {"mark": 1}),
        ("service.unknown", {"mark": 1}),
    ],
    ids=[
        "above", "between", "not a number", "text", "no reason", "confidence", "a measured criterion", "no criterion"
    ],
)  # fmt: skip
def test_a_mark_outside_its_scale_is_refused_and_nothing_of_the_form_is_kept(stage, marking, criterion, given):
    with pytest.raises(Refused):
        save_marks(
            **stage.step(stage.assessor, 4), case=marking, marks={"service.lawful": {"mark": 1}, criterion: given}
        )
    assert not Mark.objects.exists()


def test_a_changed_mark_is_a_new_row_and_the_last_one_counts(stage, marking):
    for mark in (1, 1, 3):
        save_marks(**stage.step(stage.assessor, 4), case=marking, marks={"service.comfort": {"mark": mark}})
    sheet = MarkSheet.objects.get(person=stage.assessor)
    assert list(sheet.marks.values_list("mark", flat=True)) == [1, 3]
    assert counting_marks([sheet])[sheet.pk]["service.comfort"].mark == 3


def test_recorded_marks_cannot_be_changed_or_removed(stage, marking):
    save_marks(**stage.step(stage.assessor, 4), case=marking, marks={"service.comfort": {"mark": 1}})
    for act in (lambda: Mark.objects.update(mark=4), lambda: Mark.objects.all()._raw_delete("default")):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            act()
    assert Mark.objects.get().mark == 1


def test_marks_are_handed_in_only_when_every_criterion_has_one(stage, marking):
    save_marks(**stage.step(stage.assessor, 4), case=marking, marks={"service.comfort": {"mark": 1}})
    with override("en"), pytest.raises(Refused, match="1 criteria have no mark yet: Licence"):
        assessing.hand_in_marks(**stage.step(stage.assessor, 4), case=marking)
    save_marks(**stage.step(stage.assessor, 4), case=marking, marks={"service.lawful": {"mark": 1}})
    assessing.hand_in_marks(**stage.step(stage.assessor, 4), case=marking)
    assert MarkSheet.objects.get(person=stage.assessor).digest


def test_an_edition_that_reads_blanks_as_not_applicable_takes_a_sheet_with_blanks(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(aggregate={"assessors": "mean", "minimum_assessors": 1, "unmarked": "not_applicable"})
    case = stage.case("evaluation")
    declare_interest(**stage.step(stage.assessor, 4), case=case, ground=NONE)
    with pytest.raises(Refused):
        assessing.hand_in_marks(**stage.step(stage.assessor, 4), case=case)
    save_marks(**stage.step(stage.assessor, 4), case=case, marks={"service.lawful": {"mark": 1}})
    assessing.hand_in_marks(**stage.step(stage.assessor, 4), case=case)
    assert MarkSheet.objects.get(person=stage.assessor).submitted_at


def test_a_sheet_handed_in_stands(stage):
    case = stage.case("evaluation")
    stage.mark(case, stage.assessor)
    with override("en"), pytest.raises(Refused, match="have been handed in"):
        save_marks(**stage.step(stage.assessor, 5), case=case, marks={"service.comfort": {"mark": 4}})
    with pytest.raises(Refused):
        assessing.hand_in_marks(**stage.step(stage.assessor, 5), case=case)


@pytest.mark.law("10(1)", "14(1)")
def test_with_the_last_sheet_the_outcome_is_computed_and_the_case_goes_to_review(stage):
    case = stage.case("evaluation")
    assert stage.mark(case, stage.second).state == "evaluation"
    case = stage.mark(case, stage.assessor, MARKS | {"service.comfort": {"mark": 1}})
    outcome = case.outcomes.get()
    # comfort: mean of 3 and 1 is 2 of 4, half of 6 points; punctuality: 2 minutes, all of 4 points
    assert (case.state, outcome.status, outcome.points) == ("review", "pass", 7.0)
    assert (case.outcome_status, case.outcome_points) == ("pass", 7.0)


def test_a_gate_that_is_not_met_fails_whatever_the_points(stage):
    case = stage.case("review", marks=MARKS | {"service.lawful": {"mark": 0}})
    outcome = case.outcomes.get()
    assert (outcome.status, outcome.failed, outcome.points > 6) == ("fail", ["service.lawful"], True)


def test_the_digest_of_an_outcome_follows_the_marks_and_is_stable(stage):
    first, second, other = (
        stage.case("review"),
        stage.case("review"),
        stage.case("review", marks=MARKS | {"service.comfort": {"mark": 4}}),
    )
    digests = [case.outcomes.get().digest for case in (first, second, other)]
    assert len(set(digests)) == 3, "a digest belongs to its case"
    assert first.outcomes.get().nodes == second.outcomes.get().nodes != other.outcomes.get().nodes


def test_a_released_assessor_is_not_waited_for(stage):
    case = stage.case("evaluation")
    declare_interest(**stage.step(stage.assessor, 4), case=case, ground=Declaration.Ground.ADVICE)
    assert stage.mark(case, stage.second).state == "review"


def test_the_sheet_of_an_assessor_who_steps_aside_after_handing_in_no_longer_counts(stage):
    case = stage.case("evaluation")
    stage.mark(case, stage.second, MARKS | {"service.comfort": {"mark": 0}})
    declare_interest(**stage.step(stage.second, 5), case=case, ground=Declaration.Ground.EMPLOYER)
    outcome = stage.mark(case, stage.assessor).outcomes.get()
    # comfort: 3 of 4, of 6 points; the 0 of the one who stepped aside is out
    assert (outcome.nodes["assessors"], outcome.points) == (1, 8.5)


def test_closing_while_somebody_marks_needs_a_reason(stage):
    case = stage.case("evaluation")
    stage.mark(case, stage.second)
    with override("en"), pytest.raises(Refused, match="1 assessors have not handed in"):
        stage.close(case)
    case = stage.close(case, "ill")
    assert (case.state, case.outcomes.get().nodes["assessors"]) == ("review", 1)


def test_with_too_few_sheets_the_case_waits_and_closes_as_incomplete(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(aggregate={"assessors": "mean", "minimum_assessors": 3})
    case = stage.case("evaluation")
    stage.mark(case, stage.second)
    case = stage.mark(case, stage.assessor)
    assert (case.state, case.outcomes.count()) == ("evaluation", 0)
    with override("en"), pytest.raises(Refused, match="the outcome is another"):
        assessing.close_evaluation(**stage.step(stage.operator, 9), case=case, shown="pass")
    case = assessing.close_evaluation(**stage.step(stage.operator, 9), case=case, shown="incomplete")
    assert (case.state, case.outcome_status, case.closed_at is None) == ("closed_incomplete", "incomplete", False)


def test_more_assessors_than_seats_are_refused(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(panel={"seats": 1, "quorum": "2/3", "decision": "2/3"})
    case = stage.case("accepted")
    with override("en"), pytest.raises(Refused, match="at most 1 seats"):
        assessing.seat_panel(**stage.step(stage.operator), case=case, people=[stage.assessor, stage.second], reason="r")
    assert not Duty.objects.exists()


def test_the_database_itself_gives_one_duty_to_one_person(stage):
    case = stage.case("evaluation")
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(case=case, person=stage.assessor, duty=Duty.Kind.REVIEW, given_at=AT)


def test_officers_enrol_an_assessor_once_and_nobody_else_does(stage):
    someone = person("someone", of=organisation("institute"))
    enrol_assessor(**stage.step(stage.operator), person=someone, scheme="night-bus")
    with override("en"), pytest.raises(Refused, match="in the pool already"):
        enrol_assessor(**stage.step(stage.operator), person=someone, scheme="night-bus")
    with pytest.raises(Refused):
        enrol_assessor(**stage.step(stage.applicant), person=stage.stranger, scheme="night-bus")
