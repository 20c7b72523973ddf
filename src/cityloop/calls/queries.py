"""Find calls, and what came of the earlier ones."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.calls.models import Project, PublishedTotal
from cityloop.engine import edition as rules


@dataclass(frozen=True)
class Tally:
    """The announced total beside what the named list adds up to; the two differ, and both are shown."""

    announced_projects: int | None
    announced_countries: int | None
    announced_year: int | None
    announced_source: str
    named_projects: int
    named_countries: int


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


def projects(programme: str):
    """Every project that a source names."""
    return Project.objects.filter(programme=programme)


def totals(programme: str):
    """What was announced, year by year."""
    return PublishedTotal.objects.filter(programme=programme)


def tally(programme: str) -> Tally:
    """The latest announced total and the count of the named list."""
    last = totals(programme).filter(cumulative_projects__isnull=False).order_by("-year").first()
    named = projects(programme).aggregate(projects=Count("pk"), countries=Count("country", distinct=True))
    return Tally(
        announced_projects=last and last.cumulative_projects,
        announced_countries=last and last.cumulative_countries,
        announced_year=last and last.year,
        announced_source=last.source if last else "",
        named_projects=named["projects"],
        named_countries=named["countries"],
    )


def points(found) -> list[dict]:
    """Projects as dots of a map; hollow where they were chosen in the latest year. A place nobody named has no dot."""
    latest = max((project.year for project in found), default=0)
    return [
        {
            "latitude": project.latitude,
            "longitude": project.longitude,
            "name": project.place,
            "note": f"{project.year} · {project.get_type_display()}",
            "new": project.year == latest,
        }
        for project in found
    ]


def waiting_for(person, on):
    """Nothing in a call waits for anybody before the first call is opened here."""
    return []


def _rows():
    return Edition.objects.filter(kind=Edition.Kind.CALL)


def _began(call: Call):
    return min((stage.since for stage in call.rules.timeline), default=None) or timezone.localdate(
        call.row.published_at
    )
