"""Show calls and their rules."""

from django.shortcuts import render
from django.utils import timezone

from cityloop.assessment import offices
from cityloop.assessment.models import Edition
from cityloop.assessment.queries import notices
from cityloop.calls import queries


def calls(request):
    """Every call that was published, open ones first, and the way to the register."""
    at, on = timezone.now(), timezone.localdate()
    given = notices(kind=Edition.Kind.CALL)
    context = {
        "calls": queries.calls(on),
        "programmes": queries.programmes(),
        "notices": [(one, one.standing(at), one.days_left(at)) for one in given if one.is_open(at)],
        "writes": bool(offices.written_by(request.user, on)[Edition.Kind.CALL]),
        "on": on,
    }
    return render(request, "calls/calls.html", context)


def call(request, programme, edition):
    """One call: its tracks, who may apply, how it is judged, and where every rule comes from."""
    at, on = timezone.now(), timezone.localdate()
    found = queries.call_or_404(programme, edition, on)
    given = [one for one in notices(programme, Edition.Kind.CALL) if one.edition_id == found.row.pk]
    context = {
        "call": found,
        "tracks": queries.tracks(found, at),
        "judged": judged(found.rules),
        "notices": [(one, one.standing(at), one.days_left(at)) for one in given],
        "writes": offices.writes(request.user, Edition.Kind.CALL, programme, on),
    }
    return render(request, "calls/call.html", context)


def judged(rules):
    """For each track: its areas, and the criteria of each."""
    return [
        (track, [(area, rules.criteria_of(track=track.id, area=area.id)) for area in rules.areas_of(track.id)])
        for track in rules.tracks
    ]
