"""Letters about certificates and proceedings: what happened, to whom it is told, and reminders of what comes.

Who holds a certificate is told at once (Art. 17(3)). The texts stand in `letters/`; a replay of a record tells nobody.
"""

from django.urls import reverse_lazy
from django.utils import timezone

from cityloop.assessment import letters
from cityloop.organisations.models import Designation, Membership, Person
from cityloop.organisations.queries import in_force, officers
from cityloop.outbox.writing import write

HAPPENED = {
    "suspended": "certificate_suspended",
    "reinstated": "certificate_reinstated",
    "withdrawn": "certificate_withdrawn",
    "expired": "certificate_expired",
}


def happened(certificate, event, at, reason="") -> None:
    """Tell the holder what happened to the certificate; a new one that takes its place comes with its own letter."""
    kind = HAPPENED.get(event.kind)
    if kind:
        tell_holder(certificate, kind, at, key=str(event.pk), reason=reason or "–")


def tell_holder(certificate, kind, at, *, key="", **facts) -> None:
    """Write about a certificate to the holder's officers and to whoever applied for it."""
    if certificate.case.record:
        return
    said = {
        "number": certificate.number,
        "subject": {"ko": certificate.subject.name_ko, "en": certificate.subject.name_en},
        "valid_until": certificate.valid_until,
        "renewal_opens": certificate.renewal_opens,
        "link": reverse_lazy("certification:certificate", args=[certificate.number]),
    }
    people = letters.applicants(certificate.case, at)
    write(at=at, kind=f"certification.{kind}", to=people, about=certificate, key=key, held=False, **said, **facts)


def tell_party(proceeding, kind, at, *, key="", **facts) -> None:
    """Write to the officers of the party of a proceeding."""
    if proceeding.party and not (proceeding.case and proceeding.case.record):
        _about(proceeding, kind, people_of(proceeding.party, timezone.localdate(at)), at, key, facts)


def tell_body(proceeding, duty, kind, at, *, key="", **facts) -> None:
    """Write to the officers of the operating body or the certifier."""
    if not (proceeding.case and proceeding.case.record):
        _about(proceeding, kind, officers(duty, proceeding.scheme, timezone.localdate(at)), at, key, facts)


def tell_complainant(complaint, at) -> None:
    """Send the answer to whoever complained, where they gave an address."""
    person = getattr(complaint, "complainant", None)
    if person and person.email:
        link = reverse_lazy("certification:complaint", args=[complaint.token])
        _about(complaint, "complaint_answered", [person.email], at, "", {"answer": complaint.answer, "follow": link})


def people_of(organisation, on) -> list[Person]:
    """The officers of an organisation on a day."""
    held = Membership.objects.filter(in_force(on), organisation=organisation, role=Membership.Role.OFFICER)
    return list(Person.objects.filter(pk__in=held.values("person_id")).order_by("pk"))


def _about(proceeding, kind, to, at, key, facts) -> None:
    subject = proceeding.certificate.subject if proceeding.certificate else proceeding.party
    subject = proceeding.case.subject if subject is None and proceeding.case else subject
    name = {"ko": subject.name_ko, "en": subject.name_en} if subject else getattr(proceeding, "accused", "") or "–"
    said = {
        "reference": proceeding.reference,
        "subject": name,
        "link": reverse_lazy("certification:proceeding", args=[proceeding.reference]),
    }
    about = getattr(proceeding, "proceeding_ptr", proceeding)
    write(at=at, kind=f"certification.{kind}", to=to, about=about, key=key, held=False, **said, **facts)


CERTIFIER, OPERATING_BODY = Designation.Duty.CERTIFIER, Designation.Duty.OPERATING_BODY
