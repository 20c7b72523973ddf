"""May they? Officers read and release the letters of what they run, save about what they have an interest in."""

from collections.abc import Callable

from django.db.models import Q

from cityloop.organisations.models import Designation
from cityloop.organisations.queries import schemes_in_duty
from cityloop.outbox.models import Letter

OFFICES = (Designation.Duty.OPERATING_BODY, Designation.Duty.CERTIFIER, Designation.Duty.SECRETARIAT)
KEPT_FROM: list[Callable[..., Q]] = []
"""What rooms above add: `(person, on)` gives the condition on letters that an officer must not read, for an interest
in what they are about."""


def schemes_of(person, on) -> set[str]:
    """Schemes and programmes whose letters a person handles on a day."""
    return schemes_in_duty(person, OFFICES, on)


def handled_by(person, on, schemes=None):
    """The letters that a person handles on a day, by office; `schemes` are those of the office, if read."""
    schemes = schemes_of(person, on) if schemes is None else schemes
    found = Letter.objects.filter(scheme__in=schemes)
    for kept in KEPT_FROM if schemes else ():
        found = found.exclude(kept(person, on))
    return found


def may_handle(person, letter, on) -> bool:
    """Is the letter of a scheme or programme that the person helps to run, without an interest in what it is about?"""
    return handled_by(person, on).filter(pk=letter.pk).exists()
