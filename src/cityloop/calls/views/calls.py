"""Show calls and their rules."""

from django.shortcuts import render
from django.utils import timezone

from cityloop.calls import queries


def calls(request):
    """Every call that was published, open ones first, and the way to the register."""
    on = timezone.localdate()
    context = {"calls": queries.calls(on), "programmes": queries.programmes(), "on": on}
    return render(request, "calls/calls.html", context)


def call(request, programme, edition):
    """One call: its tracks, who may apply, how it is judged, and where every rule comes from."""
    found = queries.call_or_404(programme, edition, timezone.localdate())
    context = {"call": found, "tracks": queries.tracks(found, timezone.now()), "judged": judged(found.rules)}
    return render(request, "calls/call.html", context)


def judged(rules):
    """For each track: its areas, and the criteria of each."""
    return [
        (track, [(area, rules.criteria_of(track=track.id, area=area.id)) for area in rules.areas_of(track.id)])
        for track in rules.tracks
    ]
