"""Figures of a report as words."""

from cityloop.consulting.templatetags.measures import measured
from cityloop.language import current

EOK = 100


def figure(value) -> str:
    """A number to three significant digits, with commas; a dash for none.

    >>> figure(1234567), figure(21.884), figure(None)
    ('1,234,567', '21.9', '–')
    """
    return "–" if value is None else f"{measured(value):,}"


def share(value) -> str:
    """A share of one in percent.

    >>> share(0.8), share(0.0123)
    ('80 %', '1.2 %')
    """
    return f"{100 * value:.0f} %" if value >= 0.1 or value == 0 else f"{100 * value:.1f} %"


def money(millions) -> str:
    """An amount in KRW million, as offices write it."""
    return f"{millions:,.0f}백만 원" if current() == "ko" else f"KRW {millions:,.0f} million"
