"""Letters of certification: to whom each goes, what it may say, and whether an officer reads it first.

The texts stand in `letters/`. A case that replays a public record writes to nobody.
"""

from django.urls import reverse_lazy
from django.utils import timezone

from cityloop.assessment.models import Case, Notice
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import compiled
from cityloop.certification.models import Certificate
from cityloop.engine.text import Text
from cityloop.organisations.models import Designation, Membership, Person
from cityloop.organisations.queries import acts_for, in_force, officers
from cityloop.outbox.writing import write

NO_DAY = Text("정해진 기한 없음", "no day is set")
HELD = frozenset(("refused", "supplement_overdue", "marks_overdue", "marking_reminder"))
"""Kinds that an officer reads before they go; the others say what has happened already, and go at once."""


def write_about(about, kind: str, to, at, *, key="", **facts) -> list:
    """Write a letter of a kind of `certification` about a case, a certificate or a notice; part of an action."""
    known = FACTS[type(about)](about)
    if known.pop("record"):
        return []
    said = {**known, **facts}
    return write(at=at, kind=f"certification.{kind}", to=to, about=about, key=key, held=kind in HELD, **said)


def to_applicant(case, kind: str, at, *, key="", **facts) -> list:
    """Write to whoever opened the case and to the applicant's officers."""
    return write_about(case, kind, applicants(case, at), at, key=key, **facts)


def to_operator(case, kind: str, at, *, key="", **facts) -> list:
    """Write to the officers of the operating body."""
    body = officers(Designation.Duty.OPERATING_BODY, case.edition.scheme, timezone.localdate(at))
    return write_about(case, kind, body, at, key=key, **facts)


def applicants(case, at) -> list[Person]:
    """Who is written to for the applicant: whoever opened the case, as long as they act for it, and its officers."""
    on = timezone.localdate(at)
    held = Membership.objects.filter(in_force(on), organisation=case.applicant, role=Membership.Role.OFFICER)
    people = list(Person.objects.filter(pk__in=held.values("person_id")).order_by("pk"))
    opener = [case.opened_by] if acts_for(case.opened_by, case.applicant, on) else []
    return list(dict.fromkeys([*opener, *people]))


def decided(case, at, verdict, reason) -> None:
    """Notice to the operating body (Art. 15(2)); a refusal also to the applicant, who hears of a grant with it."""
    key = str(case.decisions.count())
    to_operator(case, "decided", at, key=key, verdict=verdict.label, reason=reason)
    if verdict == "refused":
        to_applicant(case, "refused", at, key=key, reason=reason)


def issued(certificate, at) -> None:
    """The certificate goes to the applicant (Art. 15(3))."""
    write_about(certificate, "certificate_issued", applicants(certificate.case, at), at)


def _of_case(case) -> dict:
    closes = {"closes": case.notice.open_until, "notice": _title(case.notice)} if case.notice else {}
    return {
        "record": case.record,
        "case": _title(case),
        "reference": case.reference,
        "scheme_title": compiled(case.edition).title,
        "state": procedure_of(case).workflow.label(case.state),
        "due": case.due_on or NO_DAY,
        "link": reverse_lazy("certification:case", args=[case.reference]),
        "technical_link": reverse_lazy("certification:technical", args=[case.reference]),
        **closes,
    }


def _of_certificate(certificate) -> dict:
    return {
        **_of_case(certificate.case),
        "number": certificate.number,
        "digest": certificate.digest,
        "issued_on": certificate.issued_on,
        "valid_until": certificate.valid_until,
        "renewal_opens": certificate.renewal_opens,
        "certificate_link": reverse_lazy("certification:certificate", args=[certificate.number]),
    }


def _of_notice(notice) -> dict:
    return {
        "record": "",
        "notice": _title(notice),
        "closes": notice.open_until,
        "received": str(notice.cases.filter(received_at__isnull=False).count()),
        "link": reverse_lazy("certification:cases"),
    }


def _title(thing) -> dict:
    return {"ko": thing.title_ko, "en": thing.title_en}


FACTS = {Case: _of_case, Certificate: _of_certificate, Notice: _of_notice}
"""What a letter may say of the thing that it is about."""
