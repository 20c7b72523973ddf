"""Find published calls and the tracks that take proposals."""

from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.engine import edition as rules


@dataclass(frozen=True)
class Call:
    """A published call: its row, its rules, and its state on the day."""

    row: Edition
    rules: rules.Edition
    state: str


@dataclass(frozen=True)
class OpenTrack:
    """A track of a call and whether applications are taken at the moment asked about."""

    track: rules.Track
    phase: str


def calls(on) -> list[Call]:
    """Every published call, those in force first, then the newest."""
    found = [Call(row, compiled(row), rules.state_on(compiled(row), on)) for row in _rows()]
    return sorted(sorted(found, key=_began, reverse=True), key=lambda call: call.state != "in_force")


def call_or_404(programme: str, edition: str, on) -> Call:
    """One published call."""
    row = get_object_or_404(_rows(), scheme=programme, edition=edition)
    return Call(row, compiled(row), rules.state_on(compiled(row), on))


def tracks(call: Call, now: datetime) -> list[OpenTrack]:
    """The tracks of a call with their phase at the moment `now`."""
    ended = call.state == "retired"
    return [OpenTrack(track, "closed" if ended else phase(track.intake, now)) for track in call.rules.tracks]


def phase(intake: rules.Intake, now: datetime) -> str:
    """`before`, `open`, `late` (taken for the next edition) or `closed`, by the clock of the intake's own zone."""
    if now < intake.opens_at:
        return "before"
    if intake.closes_at and now >= intake.closes_at:
        return "closed"
    if intake.cut_off_at and now >= intake.cut_off_at:
        return "late" if intake.after_cut_off else "closed"
    return "open"


def _rows():
    return Edition.objects.filter(kind=Edition.Kind.CALL)


def _began(call: Call):
    return min((stage.since for stage in call.rules.timeline), default=None) or timezone.localdate(
        call.row.published_at
    )
