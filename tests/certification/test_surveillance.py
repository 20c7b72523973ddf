"""Surveillance: planned from the edition, reported, corrected in time, or on to a suspension or a withdrawal."""

import pytest
from cast import AT
from certification.aftermath import Aftermath
from certification.stage import PDF, Stage
from certification.test_suspension import day
from certification.test_withdrawal import refused
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cityloop.audit.queries import verify
from cityloop.certification import actions
from cityloop.certification.models import Proceeding, SurveillanceReport, Suspension, Withdrawal
from cityloop.certification.queries import waiting_for


@pytest.fixture
def watched(db, settings, tmp_path):
    """The same people under an edition that asks for a surveillance every year."""
    settings.MEDIA_ROOT = tmp_path
    return Aftermath(Stage(surveillance={"every": "P8M"}))


def planned(watched):
    return Proceeding.objects.get(certificate=watched.certificate(), due_on=day(6 + 242)).surveillance


def report(watched, found, days=250, **given):
    said = {"result": "conforming", "findings": "it runs on time", "seen_on": day(249)} | given
    return actions.report_surveillance(**watched.step("operator", days), surveillance=found, **said)


def failing(watched, found=None, **given):
    given = {"result": "nonconforming", "correction": "mend the sensors", "correct_by": day(280)} | given
    return report(watched, found or planned(watched), **given)


@pytest.mark.law("3(2)3")
def test_with_its_issue_a_certificate_gets_the_surveillances_that_its_edition_asks_for(watched):
    certificate = watched.certificate()
    plans = [row.due_on.isoformat() for row in Proceeding.objects.filter(certificate=certificate).order_by("due_on")]
    assert plans == ["2027-05-07", "2028-01-07"]


def test_an_edition_that_asks_for_none_plans_none(aftermath):
    aftermath.certificate()
    assert not Proceeding.objects.exists()


@pytest.mark.law("3(2)3")
def test_a_conforming_report_ends_it_with_its_evidence_under_a_digest(watched):
    found = report(watched, planned(watched), papers=[("photo.pdf", PDF)])
    row = SurveillanceReport.objects.get()
    assert (found.state, row.result, len(row.digest)) == ("conforming", "conforming", 64)
    assert found.events.last().papers.get().name == "photo.pdf" and verify() is None


def test_what_does_not_conform_is_corrected_in_time_and_accepted(watched):
    found = failing(watched)
    assert (found.state, found.due_on) == ("correcting", day(280))
    late = {**watched.step("applicant", 281), "surveillance": found, "reason": "done"}
    refused("time for this ended", lambda: actions.report_correction(**late))
    step = {**watched.step("applicant", 280), "surveillance": found}
    found = actions.report_correction(**step, reason="all sensors are new", papers=[("bill.pdf", PDF)])
    found = actions.accept_correction(**watched.step("operator", 281), surveillance=found, reason="seen")
    assert (found.state, found.certificate.status) == ("settled", "valid")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"findings": " "}, "findings are missing"),
        ({"result": "perhaps"}, "findings are missing"),
        ({"seen_on": day(251)}, "lies in the future"),
        ({"seen_on": None}, "lies in the future"),
        ({"correction": " "}, "by which later day"),
        ({"correct_by": day(250)}, "by which later day"),
        ({"correct_by": None}, "by which later day"),
    ],
)
def test_a_report_without_result_findings_day_or_term_is_refused(watched, given, says):
    found = planned(watched)
    refused(says, lambda: failing(watched, found, **given))
    assert not SurveillanceReport.objects.exists()


def test_only_the_operating_body_plans_and_reports(watched):
    found = planned(watched)
    given = {"result": "conforming", "findings": "fine", "seen_on": day(249)}
    for who in ("certifier", "applicant", "stranger"):
        step = watched.step(who, 250)
        refused("somebody else", lambda step=step: actions.report_surveillance(**step, surveillance=found, **given))
        more = {**step, "certificate": found.certificate, "planned_on": day(300), "reason": "a hint"}
        refused("somebody else", lambda more=more: actions.plan_surveillance(**more))


def test_what_is_not_corrected_leads_to_a_suspension_on_the_certifiers_terms(watched):
    found = failing(watched)
    found = actions.propose_suspension(**watched.step("operator", 281), proceeding=found, reason="nothing was done")
    assert found.state == "suspension_proposed"
    step = {**watched.step("certifier", 282), "proceeding": found}
    terms = {"grounds": "sensors fail", "scope": "line 3", "condition": "new sensors"}
    found = actions.suspend_as_proposed(**step, **terms)
    found.certificate.refresh_from_db()
    assert (found.state, found.certificate.status) == ("suspended", "suspended")
    assert Suspension.objects.get().because_id == found.pk


def test_the_certifier_may_decline_a_suspension_and_the_certificate_stays(watched):
    found = actions.propose_suspension(**watched.step("operator", 281), proceeding=failing(watched), reason="no")
    found = actions.decline_suspension(**watched.step("certifier", 282), proceeding=found, reason="it was mended")
    assert (found.state, found.certificate.status) == ("settled", "valid")


def test_it_leads_to_a_withdrawal_that_knows_where_it_came_from(watched):
    found = failing(watched)
    step = {**watched.step("operator", 281), "proceeding": found}
    found = actions.lead_to_withdrawal(**step, ground="below_criteria", reason="half of the sensors fail")
    withdrawal = Withdrawal.objects.get()
    assert (found.state, withdrawal.state, withdrawal.because_id) == ("led_to_withdrawal", "examining", found.pk)


def test_one_more_is_planned_while_the_certificate_lasts_and_only_then(watched):
    certificate = watched.certificate()
    step = {**watched.step("operator", 20), "certificate": certificate, "reason": "a hint"}
    for on in (day(19), day(2000)):
        refused("not between today", lambda on=on: actions.plan_surveillance(**step, planned_on=on))
    assert actions.plan_surveillance(**step, planned_on=day(20)).due_on == day(20)
    refused("reason is missing", lambda: actions.plan_surveillance(**step | {"reason": " "}, planned_on=day(30)))


def test_a_planned_one_waits_in_the_inbox_only_when_its_day_comes_near(watched):
    watched.certificate()
    with override("en"):
        assert waiting_for(watched.stage.operator, day(200)) == []
        assert [line.hint for line in waiting_for(watched.stage.operator, day(220))] == ["Planned"]


def test_what_is_planned_for_a_certificate_that_has_ended_is_called_off(watched):
    found = watched.withdrawal("withdrawn")
    plans = Proceeding.objects.filter(kind="surveillance", certificate=found.certificate)
    assert {plan.state for plan in plans} == {"cancelled"} and plans.count() == 2


def test_a_report_is_never_changed_and_the_database_wants_a_term_for_what_fails(watched):
    found = failing(watched)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SurveillanceReport.objects.update(result="conforming")
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveillanceReport.objects.create(
            surveillance=watched.certificate().proceedings.first().surveillance,
            seen_on=AT.date(),
            result="nonconforming",
            findings="x",
            digest="0" * 64,
            person=found.opened_by or watched.stage.operator,
            at=AT,
        )
