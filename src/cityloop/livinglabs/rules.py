"""May they? For pilots."""

from cityloop.organisations.models import Designation
from cityloop.organisations.queries import schemes_in_duty
from cityloop.organisations.rules import manages


def may_run_pilots(person, on) -> bool:
    """Officers of a body designated for anything enter pilots of the public record; the record names who did."""
    return any(schemes_in_duty(person, duty, on) for duty in Designation.Duty)


def runs(person, pilot, on) -> bool:
    """Who runs a pilot: officers of its lead; of one from the public record, whoever may enter such."""
    if not getattr(person, "is_authenticated", False):
        return False
    return manages(person, pilot.lead, on) if pilot.lead_id else may_run_pilots(person, on)
