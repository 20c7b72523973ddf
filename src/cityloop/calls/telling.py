"""Letters about awards: to the sides, to those who were awarded, to the secretariat. The texts stand in `letters/`."""

from django.urls import reverse_lazy
from django.utils import timezone

from cityloop.ledger.letters import officers_of
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import officers
from cityloop.outbox.writing import write

HELD = frozenset(("milestone_late", "closing_late", "event_invitation", "award_terminated"))
"""Kinds that an officer reads before they go; the others say what has happened already, and go at once."""


def to_sides(award, kind, at, *, sides, key="", **facts) -> None:
    """Write to the officers of some organisations."""
    on = timezone.localdate(at)
    people = {person.pk: person for side in sides for person in officers_of(side, on)}
    _tell(award, kind, people.values(), at, key, facts)


def to_awarded(award, kind, at, *, key="", **facts) -> None:
    """Write to the officers of whoever leads, and of whoever is paid."""
    sides = [award.case.applicant, *([award.account.payee] if award.account else [])]
    to_sides(award, kind, at, sides=sides, key=key, **facts)


def to_secretariat(award, kind, at, *, key="", **facts) -> None:
    """Write to the officers of the secretariat of the track."""
    case = award.case
    people = officers(Designation.Duty.SECRETARIAT, case.edition.scheme, timezone.localdate(at), part=case.profile)
    _tell(award, kind, people.order_by("pk"), at, key, facts)


def to_official(invitation, at, **facts) -> None:
    """The invitation goes to the address of an official, who needs no account."""
    link = reverse_lazy("calls:invitation", args=[invitation.token])
    write(
        at=at,
        kind="calls.event_invitation",
        to=[invitation.email],
        about=invitation,
        held=True,
        scheme=invitation.edition.scheme,
        link=link,
        name=invitation.name,
        office=invitation.office,
        **facts,
    )


def _tell(award, kind, people, at, key, facts) -> None:
    if award.case.record:
        return
    said = {
        "reference": award.case.reference,
        "project": {"ko": award.case.title_ko, "en": award.case.title_en or award.case.title_ko},
        "link": reverse_lazy("calls:award", args=[award.case.reference]),
    }
    write(at=at, kind=f"calls.{kind}", to=people, about=award, key=key, held=kind in HELD, **said, **facts)
