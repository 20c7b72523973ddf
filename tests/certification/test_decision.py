"""Review, decision, certificate."""

from datetime import date, timedelta

import pytest
from cast import AT
from certification.stage import MARKS
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cityloop.assessment.models import Duty
from cityloop.assessment.queries import dossier_of
from cityloop.audit.queries import verify
from cityloop.audit.refusal import Refused
from cityloop.catalogue.models import Service
from cityloop.certification import actions, queries
from cityloop.certification.models import Certificate, CertificateEvent, Decision, Review
from cityloop.engine.edition import digest
from cityloop.organisations.models import Membership

FAILING = MARKS | {"service.lawful": {"mark": 0}}


def member_of(stage, person, of):
    Membership.objects.create(
        person=person,
        organisation=of.memberships.get().organisation,
        role=Membership.Role.OFFICER,
        since=AT.date(),
    )


def test_who_evaluated_cannot_review_even_as_an_officer_of_the_operating_body(stage):
    case = stage.case("review")
    member_of(stage, stage.assessor, stage.operator)
    with override("en"), pytest.raises(Refused, match="Duties are kept apart"):
        actions.take_review(**stage.step(stage.assessor, 5), case=case)
    assert not case.duties.filter(duty=Duty.Kind.REVIEW).exists()


def test_who_reviewed_cannot_decide_even_as_an_officer_of_the_certifier(stage):
    case = stage.case("decision")
    member_of(stage, stage.reviewer, stage.certifier)
    with override("en"), pytest.raises(Refused, match="Duties are kept apart"):
        actions.decide(
            **stage.step(stage.reviewer, 6),
            case=case,
            digest=case.reports.last().digest,
            verdict="granted",
            reason="mine",
        )
    assert not Decision.objects.exists() and not Certificate.objects.exists()


def test_a_second_reviewer_is_told_who_has_the_review(stage):
    case = stage.case("review")
    actions.take_review(**stage.step(stage.reviewer, 5), case=case)
    with override("en"), pytest.raises(Refused, match="reviewer has this duty already"):
        actions.take_review(**stage.step(stage.operator, 5), case=case)


def test_a_review_binds_to_the_digest_that_was_shown(stage):
    case = stage.case("review")
    actions.take_review(**stage.step(stage.reviewer, 5), case=case)
    with override("en"), pytest.raises(Refused, match="not the current one"):
        actions.record_review(
            **stage.step(stage.reviewer, 5), case=case, digest="0" * 64, recommendation="grant", note="fine"
        )
    assert not Review.objects.exists()


def test_neither_review_nor_decision_goes_without_grounds(stage):
    case = stage.case("decision")
    for verdict, reason in (("granted", "  "), ("", "because"), ("perhaps", "because")):
        with pytest.raises(Refused):
            actions.decide(
                **stage.step(stage.certifier, 6),
                case=case,
                digest=case.reports.last().digest,
                verdict=verdict,
                reason=reason,
            )
    assert not Decision.objects.exists() and not case.duties.filter(duty=Duty.Kind.DECIDE).exists()


def test_what_failed_cannot_be_granted(stage):
    case = stage.case("decision", marks=FAILING)
    with override("en"), pytest.raises(Refused, match="does not meet the edition's conditions"):
        stage.decide(case)
    assert stage.decide(case, Decision.Verdict.REFUSED).state == "refused"
    assert not Certificate.objects.exists()


def test_a_decision_on_a_stale_digest_is_refused(stage):
    case = stage.case("decision")
    with pytest.raises(Refused):
        actions.decide(
            **stage.step(stage.certifier, 6), case=case, digest="f" * 64, verdict="granted", reason="it follows"
        )
    assert not Decision.objects.exists()


def test_a_second_decision_is_refused_and_says_what_was_decided_by_whom(stage):
    case = stage.case("granted")
    with override("en"), pytest.raises(Refused, match="decided already: Granted, by certifier"):
        stage.decide(case, Decision.Verdict.REFUSED)
    assert Decision.objects.get().verdict == "granted"


@pytest.mark.law("15(2)", "15(3)")
def test_granting_writes_decision_certificate_event_and_directory_at_once(stage):
    case = stage.case("granted")
    certificate = Certificate.objects.get()
    service = Service.objects.get(pk=case.service_id)
    assert certificate.number == "C-NB-2026-0001"
    assert (certificate.issued_on, certificate.valid_until, certificate.renewal_opens) == (
        date(2026, 9, 7),
        date(2028, 9, 7),
        date(2028, 6, 7),
    )
    assert [event.kind for event in certificate.events.all()] == [CertificateEvent.Kind.ISSUED]
    assert (service.certificate_number, service.certificate_status, service.certified_until) == (
        certificate.number,
        "valid",
        certificate.valid_until,
    )
    assert service.listed_at is not None
    assert verify() is None


def test_when_the_certificate_cannot_be_issued_nothing_is_decided(stage):
    case = stage.case("decision")
    other = stage.case("granted")
    certificate = Certificate.objects.get(case=other)
    certificate.number = "C-NB-2026-0002"  # the number that would come next is taken
    certificate.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        stage.decide(case)
    assert not Decision.objects.filter(case=case).exists()
    case.refresh_from_db()
    assert case.state == "decision"


def test_numbers_count_up_and_never_come_twice(stage):
    numbers = [stage.case("granted") and Certificate.objects.latest("pk").number for _ in range(3)]
    assert numbers == ["C-NB-2026-0001", "C-NB-2026-0002", "C-NB-2026-0003"]


def test_the_digest_of_a_certificate_is_that_of_its_canonical_content(stage):
    case = stage.case("granted")
    certificate = Certificate.objects.get()
    assert digest(certificate.content) == certificate.digest
    assert certificate.content["edition_sha256"] == case.edition.digest
    assert certificate.content["outcome_sha256"] == case.outcomes.last().digest
    assert dossier_of(case).digest


def test_a_mock_case_ends_with_a_result_and_without_a_certificate(stage):
    case = stage.case("decision", mock=True)
    with override("en"), pytest.raises(Refused, match="gives no certificate"):
        stage.decide(case)
    assert stage.case("closed_mock", mock=True).outcome_status == "pass"
    assert not Certificate.objects.exists() and not Decision.objects.exists()


@pytest.mark.parametrize(
    ("days", "stored", "status"),
    [(0, "valid", "valid"), (731, "valid", "valid"), (732, "valid", "expired"), (732, "withdrawn", "withdrawn"),
     (10, "suspended", "suspended"), (800, "suspended", "expired")],
)  # fmt: skip
def test_the_status_of_a_day_includes_expiry(stage, days, stored, status):
    stage.case("granted")
    certificate = Certificate.objects.get()
    certificate.status = stored
    assert queries.status_on(certificate, certificate.issued_on + timedelta(days=days)) == status


def test_a_check_finds_by_number_and_by_digest_and_notices_a_changed_content(stage):
    stage.case("granted")
    certificate = Certificate.objects.get()
    on = certificate.issued_on
    for text in (certificate.number.lower(), f" {certificate.digest.upper()} "):
        found = queries.check(text, on)
        assert (found.certificate, found.status, found.intact) == (certificate, "valid", True)
    assert queries.check("C-NB-2026-9999", on).status == "unknown"
    Certificate.objects.update(content=certificate.content | {"holder": "somebody else"})
    assert queries.check(certificate.number, on).intact is False


@pytest.mark.parametrize("left", [None, AT.date()])
def test_who_belongs_to_a_party_neither_reviews_nor_decides(stage, left):
    for person in (stage.reviewer, stage.certifier):
        Membership.objects.create(person=person, organisation=stage.owner, since=AT.date(), until=left)
    case = stage.case("review")
    with pytest.raises(Refused):
        actions.take_review(**stage.step(stage.reviewer, 5), case=case)
    Membership.objects.filter(person=stage.reviewer, organisation=stage.owner).delete()
    case = stage.report(stage.review(case))
    with pytest.raises(Refused):
        stage.decide(case)
    assert not Certificate.objects.exists()
