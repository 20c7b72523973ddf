"""What may be appealed, on which digest, until when, and who took part in it before."""

from django.utils import timezone

from cityloop.assessment.models import CaseEvent, Duty
from cityloop.assessment.queries import compiled
from cityloop.certification.models import Certificate, CertificateEvent, Decision, ProceedingEvent, Report
from cityloop.engine.edition import digest

Kind = CertificateEvent.Kind
STANDING = {Kind.SUSPENDED: Certificate.Status.SUSPENDED, Kind.WITHDRAWN: Certificate.Status.WITHDRAWN}


def case_of(against):
    """The case of a decision, or of the certificate of an event."""
    return against.case if isinstance(against, Decision) else against.certificate.case


def digest_of(against) -> str:
    """The sha256 of a decision or of an event of a certificate: what a ruling binds to."""
    said = {"at": against.at.isoformat(), "reason": against.reason, "by": against.person.code if against.person else ""}
    if isinstance(against, Decision):
        return digest(
            {
                **said,
                "case": against.case.reference,
                "round": against.round,
                "verdict": against.verdict,
                "outcome": against.outcome_digest,
            }
        )
    return digest({**said, "certificate": against.certificate.number, "kind": against.kind})


def last_day(against):
    """The last day on which an appeal against it is in time; None where the edition sets no time."""
    span = compiled(case_of(against).edition).steps.get("objection")
    return span.after(timezone.localdate(against.at)) if span else None


def stands(against) -> bool:
    """Is it a refusal, a suspension or a withdrawal that still holds?"""
    if isinstance(against, Decision):
        latest = against.case.decisions.last()
        return against.verdict == Decision.Verdict.REFUSED and latest == against and against.case.closed_at is not None
    latest = against.certificate.events.last()
    return against.kind in STANDING and latest == against


def appealable(case=None, certificate=None):
    """The refusal of a case, or the suspension or withdrawal of a certificate, that stands and was not appealed yet."""
    against = case.decisions.last() if case else certificate.events.last()
    if against is None or not stands(against) or getattr(against, "appeal", None) is not None:
        return None
    return against


def took_part(case, person, but=None) -> bool:
    """Did the person do anything on the case before or after its decision? `but` leaves out one proceeding's steps."""
    steps = ProceedingEvent.objects.filter(proceeding__case=case, person=person)
    return (
        Duty.objects.filter(case=case, person=person).exists()
        or CaseEvent.objects.filter(case=case, person=person).exists()
        or Report.objects.filter(case=case, person=person).exists()
        or steps.exclude(proceeding=but and but.pk).exists()
    )
