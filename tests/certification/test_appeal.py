"""Appeals: in time, once, heard by somebody who took no part, ruled on the digest of what was decided."""

import pytest
from cast import AT
from certification.stage import MARKS, PDF
from certification.test_withdrawal import refused
from django.db import IntegrityError, transaction

from cityloop.assessment import actions as assessing
from cityloop.assessment.models import Duty
from cityloop.audit.queries import verify
from cityloop.certification import actions
from cityloop.certification.models import Appeal, Certificate, Decision, Report, Ruling
from cityloop.certification.rounds import latest_decision, latest_review
from cityloop.certification.standing import differing
from cityloop.organisations.models import Membership

DECIDED = 6  # the day of the refusal; the edition leaves 30 days


def appealed(aftermath, kind):
    """An appeal that is being heard against the suspension or the withdrawal of a new certificate."""
    if kind == "suspended":
        certificate = aftermath.suspend(aftermath.certificate())
    else:
        certificate = aftermath.withdrawal("withdrawn").certificate
    appeal = aftermath.appeal(certificate.events.last(), days=40 if kind == "withdrawn" else 12)
    return actions.take_appeal(**aftermath.step("hearer", 41), appeal=appeal)


@pytest.mark.law("3(2)3")
def test_an_appeal_against_a_refusal_is_in_time_through_the_last_day(aftermath):
    late, in_time = (aftermath.stage.case("refused").decisions.last() for _ in range(2))
    refused("time to appeal ended on 2026-10-07, 1 days ago", lambda: aftermath.appeal(late, DECIDED + 31))
    appeal = aftermath.appeal(in_time, DECIDED + 30, papers=[("page.pdf", PDF)])
    assert (appeal.state, appeal.party, appeal.events.get().papers.count()) == ("filed", aftermath.stage.owner, 1)


def test_an_appeal_is_filed_once_by_the_party_with_grounds_against_what_stands(aftermath):
    decision = aftermath.stage.case("refused").decisions.last()
    for who in ("operator", "certifier", "assessor", "stranger"):
        step = {**aftermath.step(who, 10), "reason": "no"}
        refused("somebody else", lambda step=step: actions.file_appeal(against=decision, **step))
    given = {**aftermath.step("applicant", 10), "against": decision}
    refused("grounds are missing", lambda: actions.file_appeal(**given, reason=" "))
    aftermath.appeal(decision)
    refused("appeal against it already: AP-NB-2026-0001", lambda: aftermath.appeal(decision))
    granted = aftermath.stage.case("granted")
    refused("that stands can be appealed", lambda: aftermath.appeal(granted.decisions.last()))
    refused("that stands can be appealed", lambda: aftermath.appeal(granted.certificate.events.last()))


@pytest.mark.law("3(2)3")
def test_whoever_took_any_part_in_the_case_cannot_hear_the_appeal(aftermath):
    appeal = aftermath.appeal(aftermath.stage.case("refused").decisions.last())
    for who in ("operator", "reviewer", "certifier"):  # checked the dossier; reviewed; decided
        refused("took part in this case", lambda who=who: actions.take_appeal(**aftermath.step(who, 12), appeal=appeal))
    for who in ("applicant", "stranger", "assessor"):
        refused("somebody else", lambda who=who: actions.take_appeal(**aftermath.step(who, 12), appeal=appeal))
    assert actions.take_appeal(**aftermath.step("hearer", 12), appeal=appeal).hearer == aftermath.stage.hearer
    assert Duty.objects.get(case=appeal.case, person=aftermath.stage.hearer).duty == Duty.Kind.APPEAL


def test_the_database_keeps_the_hearer_from_any_other_duty_on_the_case(aftermath):
    appeal = aftermath.heard(aftermath.stage.case("refused"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(case=appeal.case, person=aftermath.stage.hearer, duty=Duty.Kind.DECIDE, given_at=AT)


def test_whoever_belongs_to_the_party_cannot_hear_the_appeal(aftermath):
    appeal = aftermath.appeal(aftermath.stage.case("refused").decisions.last())
    Membership.objects.create(person=aftermath.stage.hearer, organisation=aftermath.stage.owner, since=AT.date())
    refused("within three years", lambda: actions.take_appeal(**aftermath.step("hearer", 12), appeal=appeal))


def test_a_ruling_needs_the_hearer_reasons_the_digest_shown_and_where_the_case_goes(aftermath):
    appeal = aftermath.heard(aftermath.stage.case("refused"))
    refused("somebody else", lambda: aftermath.uphold(appeal, who="second_certifier", back_to="review"))
    refused("not what was appealed", lambda: aftermath.uphold(appeal, digest="0" * 64, back_to="review"))
    refused("not what was appealed", lambda: aftermath.dismiss(appeal, digest=""))
    refused("needs a reason", lambda: aftermath.dismiss(appeal, reason=" "))
    for back_to in ("", "draft"):
        refused("from where the case goes on", lambda back_to=back_to: aftermath.uphold(appeal, back_to=back_to))
    assert not Ruling.objects.exists()


@pytest.mark.law("3(2)3")
def test_a_dismissed_appeal_leaves_the_refusal_standing_for_good(aftermath):
    appeal = aftermath.dismiss(aftermath.heard(aftermath.stage.case("refused")))
    appeal.case.refresh_from_db()
    assert (appeal.state, appeal.case.state, appeal.ruling.verdict) == ("dismissed", "refused", "dismissed")
    refused("not possible while the case is: Appeal dismissed", lambda: aftermath.uphold(appeal, back_to="review"))
    refused("appeal against it already", lambda: aftermath.appeal(appeal.decision))


@pytest.mark.law("3(2)3")
def test_an_upheld_appeal_opens_a_second_round_of_review_and_decision_by_others_on_the_same_marks(aftermath):
    stage = aftermath.stage
    case = stage.case("refused")
    first = latest_decision(case)
    aftermath.uphold(aftermath.heard(case), back_to="review")
    case.refresh_from_db()
    assert (case.state, case.closed_at, latest_review(case)) == ("review", None, None)
    step = aftermath.step("reviewer", 14)
    refused("Duties are kept apart", lambda: actions.take_review(**step, case=case))
    outcome = case.outcomes.last()
    step = {**aftermath.step("second_reviewer", 14), "case": case}
    actions.take_review(**step)
    actions.record_review(**step, digest=outcome.digest, recommendation="grant", note="read anew")
    case = actions.report_to_certifier(**aftermath.step("operator", 15), case=case)
    given = {"case": case, "digest": case.reports.last().digest, "verdict": "granted", "reason": "it is met"}
    for who in ("certifier", "hearer"):
        refused("kept apart", lambda who=who: actions.decide(**aftermath.step(who, 16), **given))
    assert actions.decide(**aftermath.step("second_certifier", 16), **given).state == "granted"
    assert list(Decision.objects.values_list("round", "verdict")) == [(1, "refused"), (2, "granted")]
    assert [report.round for report in Report.objects.all()] == [1, 2]
    first.refresh_from_db()
    assert first.verdict == "refused" and case.outcomes.count() == 1 and verify() is None


def test_sent_back_to_the_evaluation_other_assessors_mark_and_the_earlier_outcome_stays(aftermath):
    stage = aftermath.stage
    failing = MARKS | {"service.lawful": {"mark": 0}}
    case = stage.case("refused", marks=failing)
    aftermath.uphold(aftermath.heard(case), back_to="evaluation")
    case.refresh_from_db()
    assert case.state == "evaluation" and not case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).exists()
    step = {**aftermath.step("operator", 14), "case": case}
    refused("Has or had a duty", lambda: assessing.seat_panel(**step, people=[stage.assessor], reason="r"))
    assessing.seat_panel(**step, people=[stage.spare], reason="r")
    case = stage.mark(case, stage.spare)
    assert (case.state, [one.status for one in case.outcomes.all()]) == ("review", ["fail", "pass"])
    assert case.sheets.count() == 3


def test_a_second_refusal_can_be_appealed_again_before_another_hearer(aftermath):
    stage = aftermath.stage
    case = stage.case("refused")
    aftermath.uphold(aftermath.heard(case), back_to="review")
    case.refresh_from_db()
    step = {**aftermath.step("second_reviewer", 14), "case": case}
    actions.take_review(**step)
    case = actions.record_review(**step, digest=case.outcomes.last().digest, recommendation="refuse", note="no")
    case = actions.report_to_certifier(**aftermath.step("operator", 15), case=case)
    given = {"case": case, "digest": case.reports.last().digest, "verdict": "refused", "reason": "still not"}
    actions.decide(**aftermath.step("second_certifier", 16), **given)
    again = aftermath.appeal(case.decisions.last(), 20)
    refused("took part", lambda: actions.take_appeal(**aftermath.step("hearer", 21), appeal=again))
    assert Appeal.objects.count() == 2


@pytest.mark.parametrize("kind", ["suspended", "withdrawn"])
def test_an_upheld_appeal_reinstates_the_certificate_and_a_dismissed_one_does_not(aftermath, kind):
    upheld, dismissed = appealed(aftermath, kind), appealed(aftermath, kind)
    aftermath.uphold(upheld, days=42)
    aftermath.dismiss(dismissed, days=42)
    found = {one.pk: one for one in Certificate.objects.select_related("service")}
    assert found[upheld.certificate_id].status == "valid"
    assert found[upheld.certificate_id].service.certificate_status == "valid"
    assert found[dismissed.certificate_id].status == kind
    assert upheld.ruling.back_to == "" and differing() == []


def test_a_suspension_lifted_meanwhile_is_not_lifted_twice(aftermath):
    appeal = appealed(aftermath, "suspended")
    actions.lift_suspension(**aftermath.step("certifier", 41), certificate=appeal.certificate, reason="shown")
    assert aftermath.uphold(appeal, days=42).state == "upheld"
    assert [event.kind for event in appeal.certificate.events.all()] == ["issued", "suspended", "reinstated"]


def test_whoever_heard_an_appeal_does_not_suspend_or_withdraw_afterwards(aftermath):
    appeal = appealed(aftermath, "suspended")
    aftermath.uphold(appeal, days=42)
    step = {**aftermath.step("hearer", 43), "certificate": appeal.certificate}
    refused("heard an appeal", lambda: actions.suspend_certificate(**step, grounds="a", scope="b", condition="c"))


def test_an_appeal_is_taken_back_by_the_party_and_not_filed_again(aftermath):
    appeal = aftermath.appeal(aftermath.stage.case("refused").decisions.last())
    refused("somebody else", lambda: actions.take_back_appeal(**aftermath.step("operator", 11), appeal=appeal))
    assert actions.take_back_appeal(**aftermath.step("applicant", 11), appeal=appeal).state == "taken_back"
    refused("already", lambda: aftermath.appeal(appeal.decision, 12))


def test_a_ruling_is_never_changed(aftermath):
    aftermath.dismiss(aftermath.heard(aftermath.stage.case("refused")))
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Ruling.objects.update(verdict="upheld")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Report.objects.update(round=3)
