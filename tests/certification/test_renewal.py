"""Renewal in its window, the certificate that takes the place of the old one, and expiry."""

from datetime import timedelta

import pytest
from certification.aftermath import Aftermath
from certification.stage import MARKS, Stage
from certification.test_suspension import day
from certification.test_withdrawal import refused

from cityloop.assessment import actions as assessing
from cityloop.audit.models import Entry
from cityloop.catalogue.models import Service
from cityloop.certification import actions
from cityloop.certification.models import Certificate, CertificateEvent, Renewal
from cityloop.certification.standing import differing, standing_of

ISSUED = 6
ENDS = ISSUED + 731  # two years, one of them a leap year


@pytest.fixture
def late(db, settings, tmp_path):
    """The same people under an edition that accepts a renewal up to a month late."""
    settings.MEDIA_ROOT = tmp_path
    return Aftermath(Stage(validity={"lasts": "P2Y", "renewal_opens": "P3M", "late_renewal": "P1M"}))


def ask(aftermath, certificate, on, who="applicant"):
    days = (on - day(0)).days
    return actions.ask_renewal(**aftermath.step(who, days), certificate=certificate)


def granted(aftermath, case, days):
    """The case of a renewal brought to its certificate, all steps on one day."""
    stage = aftermath.stage
    stage.fill_on(case, days)
    case = stage.accept(stage.hand_in(case, days), days=days)
    panel = {"people": [stage.assessor, stage.second], "reason": "both are free"}
    case = assessing.seat_panel(**stage.step(stage.operator, days), case=case, **panel)
    for who in (stage.second, stage.assessor):
        case = stage.mark_on(case, who, MARKS, days)
    step = {**stage.step(stage.reviewer, days), "case": case}
    actions.take_review(**step)
    case = actions.record_review(**step, digest=case.outcomes.last().digest, recommendation="grant", note="fine")
    case = actions.report_to_certifier(**stage.step(stage.operator, days), case=case)
    digest = case.reports.last().digest
    return actions.decide(
        **stage.step(stage.certifier, days), case=case, digest=digest, verdict="granted", reason="it follows"
    )


@pytest.mark.law("15(5)")
def test_a_renewal_can_be_asked_for_from_the_day_its_window_opens(aftermath):
    certificate = aftermath.certificate()
    early = certificate.renewal_opens - timedelta(days=5)
    refused("Renewal opens on 2028-06-07, in 5 days", lambda: ask(aftermath, certificate, early))
    case = ask(aftermath, certificate, certificate.renewal_opens)
    assert (case.state, case.renewal.certificate, case.profile) == ("draft", certificate, certificate.case.profile)


def test_without_late_renewal_it_closes_with_the_last_day(aftermath):
    certificate = aftermath.certificate()
    after = certificate.valid_until + timedelta(days=1)
    refused("ended on 2028-09-07, 1 days ago", lambda: ask(aftermath, certificate, after))
    assert ask(aftermath, certificate, certificate.valid_until).state == "draft"


def test_a_late_renewal_is_accepted_as_long_as_the_edition_says(late):
    certificate = late.certificate()
    refused(
        "ended on 2028-10-07, 1 days ago",
        lambda: ask(late, certificate, certificate.valid_until.replace(month=10, day=8)),
    )
    assert ask(late, certificate, certificate.valid_until.replace(month=10)).state == "draft"


def test_only_the_holder_asks_once_and_not_for_what_was_withdrawn(aftermath):
    certificate = aftermath.certificate()
    for who in ("operator", "certifier", "stranger"):
        refused("somebody else", lambda who=who: ask(aftermath, certificate, certificate.renewal_opens, who))
    ask(aftermath, certificate, certificate.renewal_opens)
    refused("application for this under way", lambda: ask(aftermath, certificate, certificate.valid_until))
    gone = aftermath.withdrawal("withdrawn").certificate
    refused("The certificate is: Withdrawn", lambda: ask(aftermath, gone, gone.renewal_opens))


@pytest.mark.law("15(3)", "15(5)")
def test_the_old_certificate_holds_until_the_new_one_supersedes_it(aftermath):
    old = aftermath.certificate()
    case = ask(aftermath, old, old.renewal_opens)
    old.refresh_from_db()
    assert old.status == "valid"
    days = (old.renewal_opens - day(0)).days + 20
    case = granted(aftermath, case, days)
    new = Certificate.objects.get(case=case)
    old.refresh_from_db()
    assert (old.status, old.events.last().reason) == ("superseded", new.number)
    assert (new.issued_on, new.valid_until) == (day(days), day(days).replace(year=day(days).year + 2))
    service = Service.objects.get(pk=new.service_id)
    assert (service.certificate_number, service.certificate_status) == (new.number, "valid")
    assert Renewal.objects.get().certificate == old and differing() == []
    refused("The certificate is: Superseded", lambda: ask(aftermath, old, old.valid_until))


@pytest.mark.law("16(2)")
def test_expiry_is_written_down_once_the_day_after_the_last(aftermath):
    certificate = aftermath.certificate()
    at = aftermath.step("operator", ENDS)["at"]
    assert actions.expire_certificates(at=at) == 0
    later = at + timedelta(days=1)
    assert (actions.expire_certificates(at=later), actions.expire_certificates(at=later)) == (1, 0)
    certificate.refresh_from_db()
    assert (certificate.status, certificate.service.certificate_status) == ("expired", "expired")
    assert [event.kind for event in certificate.events.all()] == ["issued", "expired"] and differing() == []


def test_a_suspended_certificate_expires_too_and_a_withdrawn_one_stays_withdrawn(aftermath):
    suspended = aftermath.suspend(aftermath.certificate())
    withdrawn = aftermath.withdrawal("withdrawn").certificate
    actions.expire_certificates(at=aftermath.step("operator", 900)["at"])
    statuses = dict(Certificate.objects.values_list("number", "status"))
    assert (statuses[suspended.number], statuses[withdrawn.number]) == ("expired", "withdrawn")


def test_a_suspension_with_a_last_day_ends_by_itself_and_one_with_a_condition_does_not(aftermath):
    dated = aftermath.suspend(aftermath.certificate(), until=day(20))
    open_ended = aftermath.suspend(aftermath.certificate())
    last, after = (aftermath.step("operator", n)["at"] for n in (20, 21))
    assert actions.end_suspensions(at=last) == 0
    assert (actions.end_suspensions(at=after), actions.end_suspensions(at=after)) == (1, 0)
    events = list(CertificateEvent.objects.filter(certificate=dated))
    assert standing_of(dated, events, day(21)).status == "valid"
    open_ended.refresh_from_db()
    assert open_ended.status == "suspended"


def test_a_second_run_writes_nothing_into_the_record(aftermath):
    aftermath.certificate()
    at = aftermath.step("operator", 900)["at"]
    actions.expire_certificates(at=at)
    before = Entry.objects.count()
    actions.expire_certificates(at=at)
    actions.end_suspensions(at=at)
    assert Entry.objects.count() == before
