"""May they? For pilots."""

from cityloop.organisations.models import Designation
from cityloop.organisations.queries import schemes_in_duty


def may_run_pilots(person, on) -> bool:
    """Officers of a body that is designated for anything may run pilots; the record names who did."""
    return any(schemes_in_duty(person, duty, on) for duty in Designation.Duty)
