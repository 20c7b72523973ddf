"""Find calls, proposals, and what came of the earlier ones."""

from cityloop.calls.queries.calls import Call, OpenTrack, call_or_404, calls, phase, tracks
from cityloop.calls.queries.register import Tally, points, projects, tally, totals
from cityloop.calls.queries.waiting import waiting_for

__all__ = [
    "Call",
    "OpenTrack",
    "Tally",
    "call_or_404",
    "calls",
    "phase",
    "points",
    "projects",
    "tally",
    "totals",
    "tracks",
    "waiting_for",
]
