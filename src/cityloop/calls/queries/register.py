"""Find what was announced about a programme, and the projects that were named."""

from dataclasses import dataclass

from django.db.models import Count

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
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
            "note": f"{project.year} · {project.kind}",
            "new": project.year == latest,
        }
        for project in found
    ]


def type_names(programme: str, codes) -> list[tuple[str, str, str]]:
    """Codes of types with their names in Korean and English, as earlier projects or a call's tracks have them."""
    rows = projects(programme).filter(type__in=codes).exclude(type_name_ko="")
    names = {code: (ko, en) for code, ko, en in rows.values_list("type", "type_name_ko", "type_name_en")}
    for edition in Edition.objects.filter(kind=Edition.Kind.CALL, scheme=programme).order_by("edition"):
        names |= {track.id: (track.title.ko, track.title.en) for track in compiled(edition).tracks if track.id in codes}
    return [(code, *names.get(code, ("", ""))) for code in codes]
