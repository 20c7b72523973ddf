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
    unconfirmed: bool
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
        unconfirmed=bool(last and last.unconfirmed),
        named_projects=named["projects"],
        named_countries=named["countries"],
    )


@dataclass(frozen=True)
class Reckoning:
    """A cumulative total as announced in a year, beside what the other sources add up to for the years before it.

    `chosen` adds the numbers announced year by year; `chosen_with` adds that year's as well; `named` counts the list.
    """

    total: PublishedTotal
    chosen: int
    chosen_with: int
    named: int
    parts: list[tuple[str, int, int]]

    @property
    def adds_up(self) -> bool:
        """Do the yearly numbers give the announced total, with or without the year of the announcement?"""
        return self.total.cumulative_projects in (self.chosen, self.chosen_with)


def reckonings(programme: str, years) -> list[Reckoning]:
    """Every announced total of these `years` beside the sums that it should agree with."""
    named = _named(programme)
    kinds = {project.type: project.kind for project, _number in named}
    return [
        Reckoning(
            total=one,
            chosen=sum(row.selected or 0 for row in years if row.year < one.year),
            chosen_with=sum(row.selected or 0 for row in years if row.year <= one.year),
            named=sum(number for project, number in named if project.year < one.year),
            parts=[
                (kinds.get(code, code), count, sum(n for p, n in named if p.type == code and p.year < one.year))
                for code, count in sorted(one.parts.items())
            ],
        )
        for one in years
        if one.cumulative_projects is not None
    ]


def _named(programme: str) -> list[tuple[Project, int]]:
    """How many projects are named of each year and type."""
    columns = ("year", "type", "type_name_ko", "type_name_en")
    rows = projects(programme).order_by("year", "type").values(*columns).annotate(number=Count("pk"))
    return [(Project(**{name: row[name] for name in columns}), row["number"]) for row in rows]


def type_names(programme: str, codes) -> list[tuple[str, str, str]]:
    """Codes of types with their names in Korean and English, as earlier projects or a call's tracks have them."""
    rows = projects(programme).filter(type__in=codes).exclude(type_name_ko="")
    names = {code: (ko, en) for code, ko, en in rows.values_list("type", "type_name_ko", "type_name_en")}
    for edition in Edition.objects.filter(kind=Edition.Kind.CALL, scheme=programme).order_by("edition"):
        names |= {track.id: (track.title.ko, track.title.en) for track in compiled(edition).tracks if track.id in codes}
    return [(code, *names.get(code, ("", ""))) for code in codes]
