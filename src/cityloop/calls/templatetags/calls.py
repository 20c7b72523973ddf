"""How the facts of a proposal are said on pages."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from cityloop.language import pick

register = template.Library()


@register.filter
def fact(value) -> str:
    """A fact as a rule saw it, in words.

    >>> fact(None) != "", fact(400_000_000), fact("KRW")
    (True, '400,000,000', 'KRW')
    """
    if value is None:
        return _("not said")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {fact(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(fact(one) for one in value) or _("none")
    return pick(value) if not isinstance(value, str) else value
