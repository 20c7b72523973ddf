"""`{% load measures %}`: figures as precise as a reader can use them."""

from math import floor, log10

from django import template

register = template.Library()

DIGITS = 3


@register.filter
def measured(value):
    """A number to three significant digits, whole from a hundred upwards: 780.3499 as 780, 21.884 as 21.9.

    >>> measured(780.3499), measured(21.884), measured(0.04312), measured(0), measured(None)
    (780, 21.9, 0.0431, 0, None)
    """
    if not value:
        return value
    decimals = DIGITS - 1 - floor(log10(abs(value)))
    return round(value, decimals) if decimals > 0 else round(value)
