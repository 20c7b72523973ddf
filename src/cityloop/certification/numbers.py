"""Numbers by which cases and certificates are known."""

from cityloop.assessment.actions.steps import next_number
from cityloop.assessment.numbers import prefix_of


def next_certificate_number(scheme: str, year: int) -> str:
    """The next certificate number of a scheme in a year, such as `C-SCS-2026-0001`; the series is locked."""
    prefix = f"C-{prefix_of(scheme)}"
    return f"{prefix}-{year}-{next_number(prefix, year):04d}"
