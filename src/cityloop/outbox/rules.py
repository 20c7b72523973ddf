"""May they? A scheme's letters are read and released by the officers who run it."""

from cityloop.organisations.models import Designation
from cityloop.organisations.queries import schemes_in_duty

OFFICES = (Designation.Duty.OPERATING_BODY, Designation.Duty.CERTIFIER, Designation.Duty.SECRETARIAT)


def schemes_of(person, on) -> set[str]:
    """Schemes and programmes whose letters a person handles on a day."""
    return schemes_in_duty(person, OFFICES, on)


def may_handle(person, letter, on) -> bool:
    """Is the letter of a scheme or programme that the person helps to run?"""
    return letter.scheme in schemes_of(person, on)
