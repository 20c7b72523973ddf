"""What the calendar asks for in certification: once an hour, once each, and the right people are told."""

from datetime import timedelta

import pytest
from cast import AT
from django.utils import timezone

from cityloop.assessment import actions as assessing
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.queries import dossier_of
from cityloop.audit.models import Entry
from cityloop.certification import actions
from cityloop.certification.due import DUES
from cityloop.certification.models import Certificate
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import officers
from cityloop.outbox.due import DUES as REGISTERED
from cityloop.outbox.models import Letter

State = Letter.State


def run(days=0, at=None):
    """The whole hourly job of certification, some days after everything began; how many sentences it says."""
    at = at or AT + timedelta(days=days)
    return {name: work(on=timezone.localdate(at), at=at) for name, work in DUES.items()}


def told(kind):
    """To whom letters of a kind were written."""
    found = Letter.objects.filter(kind=f"certification.{kind}").select_related("person")
    return sorted(letter.person.name_en for letter in found)


def the_office(on):
    """The officers of the operating body."""
    found = officers(Designation.Duty.OPERATING_BODY, "night-bus", on)
    return sorted(found.values_list("name_en", flat=True))


def test_the_hourly_job_knows_all_of_it():
    assert DUES.items() <= REGISTERED.items()


def test_on_a_quiet_day_nothing_is_done(stage):
    stage.case("supplement")
    assert [said for said in run(days=3).values() if said] == []


@pytest.mark.law("9(5)", "13(4)")
def test_a_supplement_that_did_not_come_is_told_to_the_applicant_and_to_the_officer(stage):
    case = stage.case("supplement")
    due = case.due_on
    assert run(at=AT + timedelta(days=(due - AT.date()).days)) | {} == {name: [] for name in DUES}
    run(at=AT + timedelta(days=(due - AT.date()).days + 1))
    assert told("supplement_overdue") == ["applicant"]
    assert told("step_overdue") == the_office(on=AT.date())
    assert set(Letter.objects.filter(kind="certification.supplement_overdue").values_list("state", flat=True)) == {
        State.HELD
    }


def test_running_twice_writes_and_records_nothing_more(stage):
    stage.case("supplement")
    run(days=60)
    letters, entries = Letter.objects.count(), Entry.objects.count()
    assert [said for said in run(days=61).values() if said] == []
    assert (Letter.objects.count(), Entry.objects.count()) == (letters, entries)


def test_another_deadline_that_is_missed_is_told_again(stage):
    case = stage.case("supplement")
    run(days=60)
    assessing.resubmit_case(**stage.step(stage.applicant, 61), case=case, digest=of_dossier(dossier_of(case)))
    assessing.ask_supplement(**stage.step(stage.operator, 62), case=case, reason="page 3")
    run(days=120)
    assert told("supplement_overdue") == ["applicant", "applicant"]


def test_assessors_who_have_not_marked_are_reminded_before_and_after_the_day(stage):
    case = stage.case("accepted")
    case = stage.seat(case)
    stage.mark(case, stage.second)
    case.refresh_from_db()
    days = (case.due_on - AT.date()).days
    run(days=days - 4)
    assert told("marks_due") == []
    run(days=days - 3)
    assert told("marks_due") == ["assessor"]
    run(days=days)
    assert told("marks_overdue") == []
    run(days=days + 1)
    assert told("marks_overdue") == ["assessor"]


@pytest.mark.law("15(5)")
def test_the_holder_is_told_when_the_window_of_renewal_opens(stage):
    stage.case("granted")
    certificate = Certificate.objects.get()
    days = (certificate.renewal_opens - AT.date()).days
    run(days=days - 1)
    assert told("renewal_window_opens") == []
    run(days=days)
    assert told("renewal_window_opens") == ["applicant"]
    letter = Letter.objects.get(kind="certification.renewal_window_opens")
    assert certificate.number in letter.subject_ko + letter.body_ko and letter.scheme == "night-bus"


@pytest.mark.law("16(2)")
def test_a_certificate_past_its_last_day_has_expired_and_once(stage):
    stage.case("granted")
    certificate = Certificate.objects.get()
    days = (certificate.valid_until - AT.date()).days
    run(days=days)
    certificate.refresh_from_db()
    assert certificate.status == Certificate.Status.VALID
    assert run(days=days + 1)["certification.certificates"] == ["1 certificates expired"]
    assert run(days=days + 2)["certification.certificates"] == []
    certificate.refresh_from_db()
    assert certificate.status == Certificate.Status.EXPIRED


def test_a_replay_of_a_public_record_writes_to_nobody(stage):
    service = stage.service()
    step = stage.step(stage.applicant)
    case = actions.open_case(**step, service=service, scheme="night-bus", profile="bus", record="a public record")
    stage.submit(case)
    assessing.ask_supplement(**stage.step(stage.operator, 2), case=case, reason="page 2")
    run(days=90)
    assert Letter.objects.count() == 0
