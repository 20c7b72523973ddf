"""Find what was announced about a programme, and the projects that were named."""

from dataclasses import dataclass

from django.db.models import Count

from cityloop.calls.models import Project, PublishedTotal


@dataclass(frozen=True)
class Tally:
    """The announced total beside what the named list adds up to; the two differ, and both are shown."""

    announced_projects: int | None
    announced_countries: int | None
    announced_year: int | None
    announced_source: str
    named_projects: int
    named_countries: int


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
