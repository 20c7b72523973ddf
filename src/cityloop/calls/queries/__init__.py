"""Find calls, proposals, and what came of the earlier ones."""

from cityloop.calls.queries.calls import Call, OpenTrack, call_or_404, calls, phase, tracks
from cityloop.calls.queries.places import points
from cityloop.calls.queries.programmes import Programme, foremost, programme, programmes
from cityloop.calls.queries.register import (
    Tally,
    projects,
    reckonings,
    tally,
    totals,
    type_names,
)
from cityloop.calls.queries.waiting import waiting_for

__all__ = [
    "Call",
    "OpenTrack",
    "Programme",
    "Tally",
    "call_or_404",
    "calls",
    "foremost",
    "phase",
    "points",
    "programme",
    "programmes",
    "projects",
    "reckonings",
    "tally",
    "totals",
    "tracks",
    "type_names",
    "waiting_for",
]
