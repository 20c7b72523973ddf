"""What pages of calls show besides what their views give them."""

from django import template
from django.utils import timezone

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled, notices
from cityloop.language import pick

register = template.Library()


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
