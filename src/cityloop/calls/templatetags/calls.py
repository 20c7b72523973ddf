"""What pages of calls show besides what their views give them: facts in words, and the ways to apply."""

from collections.abc import Mapping

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled, notices
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


@register.inclusion_tag("calls/parts/apply.html", takes_context=True)
def ways_to_apply(context, call):
    """For each track whose notice takes proposals now, the way to open one; and the way to one's own."""
    at = timezone.now()
    found = [one for one in notices(call.row.scheme, Edition.Kind.CALL) if one.edition_id == call.row.pk]
    ways = [
        {"notice": one, "track": track.id, "title": pick(track.title), "late": one.standing(at) == "late"}
        for one in found
        if one.takes(at)
        for track in compiled(call.row).tracks
        if one.covers(track.id)
    ]
    return {"ways": ways, "user": context.get("user")}
