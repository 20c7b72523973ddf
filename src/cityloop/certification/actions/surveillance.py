"""Surveillance is planned, reported and followed up: Art. 3(2)3, ISO/IEC 17065 7.9."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.certification import telling
from cityloop.certification.actions.proceedings import (
    begin,
    hand_in,
    in_time,
    locked,
    locked_certificate,
    pass_on,
    permit,
    take_part,
)
from cityloop.certification.models import Proceeding, Surveillance, SurveillanceReport
from cityloop.engine.edition import digest
from cityloop.engine.standing import IN_FORCE
from cityloop.organisations.rules import runs_scheme

NOT_PLANNED = _("No surveillance was planned.")
NOT_REPORTED = _("The report was not recorded.")
Result = SurveillanceReport.Result
STEPS = {Result.CONFORMING: "report_conforming", Result.NONCONFORMING: "report_nonconforming"}


def plan_surveillances(certificate, at) -> list[Surveillance]:
    """Plan what the edition asks for while the certificate lasts; part of its issue, never called alone."""
    asked = compiled(certificate.case.edition).surveillance
    days = asked.days(certificate.issued_on, certificate.valid_until) if asked else ()
    return [planned(certificate, day, None, at) for day in days]


def planned(certificate, day, actor, at, reason="", because=None) -> Surveillance:
    """Plan one surveillance for a day; part of an action, never called alone."""
    return begin(
        Surveillance,
        Proceeding.Kind.SURVEILLANCE,
        actor=actor,
        at=at,
        scheme=certificate.case.edition.scheme,
        reason=reason,
        told=True,
        case=certificate.case,
        certificate=certificate,
        party=certificate.holder,
        because=because,
        planned_on=day,
        due_on=day,
        simulated=certificate.case.simulated,
    )


@action("certification.plan_surveillance")
def plan_surveillance(*, actor, at, certificate, planned_on, reason):
    """An officer plans a surveillance beyond those that the edition asks for."""
    certificate, today = locked_certificate(certificate), timezone.localdate(at)
    if not runs_scheme(actor, certificate.case.edition.scheme, today):
        raise not_yours()
    require_day(certificate, planned_on, today, reason)
    take_part(certificate.case, actor, at)
    found = planned(certificate, planned_on, actor, at, reason.strip())
    return done(found, certificate=certificate.number, planned_on=str(planned_on))


def require_day(certificate, day, today, reason) -> None:
    """Refuse a day before today or after the certificate's last, a certificate not in force, or no reason."""
    require(bool(reason.strip()), NOT_PLANNED, _("The reason is missing."), _("Write it in a sentence or two."))
    require(
        certificate.status in IN_FORCE and today <= day <= certificate.valid_until,
        NOT_PLANNED,
        _("The day is not between today and the end of a certificate in force (%(day)s).")
        % {"day": certificate.valid_until},
        _("Choose a day while the certificate lasts."),
    )


@action("certification.report_surveillance")
def report_surveillance(
    *, actor, at, surveillance, result, findings, seen_on, correction="", correct_by=None, papers=()
):
    """Report what was seen; where it does not conform, what the holder has to correct and by when."""
    found, today = locked(surveillance, Surveillance), timezone.localdate(at)
    step = permit(found, STEPS.get(result, "report_conforming"), actor, at)
    failing = result == Result.NONCONFORMING
    _require_report(result, findings, seen_on, correction, correct_by, today)
    take_part(found.case, actor, at)
    event = pass_on(found, step, actor, at, findings, due=correct_by if failing else None)
    filed = hand_in(event, papers)
    said = {
        "reference": found.reference,
        "result": result,
        "seen_on": str(seen_on),
        "findings": findings.strip(),
        "correction": correction.strip() if failing else "",
        "correct_by": str(correct_by) if failing else "",
        "papers": sorted(paper.sha256 for paper in filed),
    }
    report = SurveillanceReport.objects.create(
        surveillance=found,
        seen_on=seen_on,
        result=result,
        findings=said["findings"],
        correction=said["correction"],
        correct_by=correct_by if failing else None,
        digest=digest(said),
        person=actor,
        at=at,
    )
    if failing:
        asked = {"findings": report.findings, "correction": report.correction, "deadline": correct_by}
        telling.tell_party(found, "correction_asked", at, **asked)
    return done(found, result=result, report=report.digest)


@action("certification.call_off_surveillance")
def call_off(*, actor, at, surveillance, reason):
    """Call a planned surveillance off, such as when the certificate has ended."""
    return _step("call_off", surveillance, actor, at, reason)


@action("certification.report_correction")
def report_correction(*, actor, at, surveillance, reason, papers=()):
    """The holder reports what was corrected, in time, with evidence."""
    found = locked(surveillance, Surveillance)
    step = permit(found, "report_correction", actor, at)
    in_time(found, at, _("The correction was not reported."), _("Ask the operating body at once."))
    filed = hand_in(pass_on(found, step, actor, at, reason), papers)
    return done(found, papers=[paper.sha256 for paper in filed])


@action("certification.accept_correction")
def accept_correction(*, actor, at, surveillance, reason):
    """The operating body finds the correction sufficient."""
    return _step("accept_correction", surveillance, actor, at, reason)


def _step(name, surveillance, actor, at, reason):
    found = locked(surveillance, Surveillance)
    step = permit(found, name, actor, at)
    take_part(found.case, actor, at)
    pass_on(found, step, actor, at, reason)
    return done(found)


def _require_report(result, findings, seen_on, correction, correct_by, today) -> None:
    require(
        result in Result.values and bool(findings.strip()),
        NOT_REPORTED,
        _("The result or the findings are missing."),
        _("Choose a result, and write what was seen."),
    )
    require(
        seen_on is not None and seen_on <= today,
        NOT_REPORTED,
        _("The day on which it was seen lies in the future, or is missing."),
        _("Correct the day."),
    )
    require(
        result == Result.CONFORMING or bool(correction.strip() and correct_by and correct_by > today),
        NOT_REPORTED,
        _("It does not say what is to be corrected by which later day."),
        _("Write what the holder has to correct, and give a day after today."),
    )
