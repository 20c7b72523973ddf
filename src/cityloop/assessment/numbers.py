"""The initials under which numbers of a scheme are counted."""


def prefix_of(scheme: str) -> str:
    """The initials of a scheme's id. Schemes with the same initials share one series, so no number comes twice.

    >>> prefix_of("smart-city-service")
    'SCS'
    """
    return "".join(part[0] for part in scheme.split("-") if part).upper()[:8]
