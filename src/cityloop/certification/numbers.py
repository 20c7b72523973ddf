"""Numbers by which cases and certificates are known."""

from cityloop.assessment.actions.steps import next_number


def prefix_of(scheme: str) -> str:
    """The initials of a scheme's id. Schemes with the same initials share one series, so no number comes twice.

    >>> prefix_of("smart-city-service")
    'SCS'
    """
    return "".join(part[0] for part in scheme.split("-") if part).upper()[:8]


def next_certificate_number(scheme: str, year: int) -> str:
    """The next certificate number of a scheme in a year, such as `C-SCS-2026-0001`; the series is locked."""
    prefix = f"C-{prefix_of(scheme)}"
    return f"{prefix}-{year}-{next_number(prefix, year):04d}"
