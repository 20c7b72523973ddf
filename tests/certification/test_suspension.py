"""Suspension and its end: ISO/IEC 17065 7.11; the status follows from the events, the directory with it."""

from datetime import date, timedelta

import pytest
from cast import AT
from certification.test_withdrawal import refused
from django.db import IntegrityError, transaction

from cityloop.catalogue.models import Service
from cityloop.certification import actions
from cityloop.certification.models import Certificate, CertificateEvent, Suspension
from cityloop.certification.standing import differing, standing_of


def day(n):
    return (AT + timedelta(days=n)).date()


def test_a_suspension_has_grounds_scope_and_an_end_and_shows_in_the_directory(aftermath):
    certificate = aftermath.suspend(aftermath.certificate(), until=day(40), condition="a new survey")
    terms = Suspension.objects.get()
    service = Service.objects.get(pk=certificate.service_id)
    assert (terms.scope, terms.until, terms.condition) == ("line 3", day(40), "a new survey")
    assert (certificate.status, service.certificate_status) == ("suspended", "suspended")
    assert terms.event.reason == "stops are missed"


def test_a_suspension_is_lifted_and_the_certificate_is_valid_again(aftermath):
    certificate = aftermath.suspend(aftermath.certificate())
    actions.lift_suspension(**aftermath.step("certifier", 20), certificate=certificate, reason="the survey is in")
    certificate.refresh_from_db()
    assert certificate.status == "valid" and certificate.service.certificate_status == "valid"
    assert [event.kind for event in certificate.events.all()] == ["issued", "suspended", "reinstated"]
    now = standing_of(certificate, list(certificate.events.all()), day(25))
    assert (now.status, now.since) == ("valid", day(20))


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"grounds": " "}, "are missing"),
        ({"scope": " "}, "are missing"),
        ({"condition": " "}, "how long"),
        ({"until": day(7)}, "not between today"),
        ({"until": date(2029, 1, 1)}, "not between today"),
    ],
)
def test_a_suspension_without_grounds_scope_or_a_sensible_end_is_refused(aftermath, terms, says):
    given = {"grounds": "stops are missed", "scope": "line 3", "condition": "a survey"} | terms
    certificate = aftermath.certificate()
    refused(
        says, lambda: actions.suspend_certificate(**aftermath.step("certifier", 8), certificate=certificate, **given)
    )
    assert not Suspension.objects.exists()


def test_only_the_certifier_suspends_and_lifts(aftermath):
    certificate = aftermath.certificate()
    for who in ("operator", "applicant", "assessor", "stranger"):
        given = {"grounds": "a", "scope": "b", "condition": "c", **aftermath.step(who, 8)}
        refused("somebody else", lambda given=given: actions.suspend_certificate(certificate=certificate, **given))
    aftermath.suspend(certificate)
    for who in ("operator", "applicant", "stranger"):
        step = aftermath.step(who, 9)
        refused("somebody else", lambda step=step: actions.lift_suspension(**step, certificate=certificate, reason="a"))


def test_twice_or_too_late_is_refused(aftermath):
    certificate = aftermath.certificate()
    step = aftermath.step("certifier", 9)
    refused("is: Valid", lambda: actions.lift_suspension(**step, certificate=certificate, reason="a"))
    aftermath.suspend(certificate)
    refused("is: Suspended", lambda: aftermath.suspend(certificate))
    refused("grounds are missing", lambda: actions.lift_suspension(**step, certificate=certificate, reason=" "))
    late = aftermath.certificate()
    refused("is: Expired", lambda: aftermath.suspend(late, days=900, condition="x"))
    assert CertificateEvent.objects.filter(kind="suspended").count() == 1


def test_the_stored_status_equals_the_fold_and_a_wrong_one_is_found(aftermath):
    certificate = aftermath.suspend(aftermath.certificate())
    aftermath.withdrawal("withdrawn")
    assert differing() == []
    Certificate.objects.filter(pk=certificate.pk).update(status="valid")
    assert differing() == [(certificate.number, "valid", "suspended")]


def test_the_database_holds_that_a_suspension_says_how_long(aftermath):
    event = aftermath.certificate().events.get()
    with pytest.raises(IntegrityError, match="until_when_or_until_what"), transaction.atomic():
        Suspension.objects.create(event=event, scope="a")
    assert Suspension.objects.create(event=event, scope="a", condition="b").pk
