"""The rows of a register a page at a time, and the first few of each year: a register may hold thousands."""

from django.db.models import Count, F, Window
from django.db.models.functions import ExtractYear, RowNumber
from django.utils import timezone

from cityloop.calls.models import Project
from cityloop.calls.open_data.given import announced, from_awards, from_projects, funders_of

A_YEAR = 12
"""Names that the time line shows of one year; the table has them all."""


class Past:
    """Every named project and announced award of a programme, in the order of `given`."""

    def __init__(self, programme: str):
        zone = timezone.get_current_timezone()
        self.awards = announced(programme).annotate(year=ExtractYear("announced_at", tzinfo=zone))
        self.projects = Project.objects.filter(programme=programme)
        self.funders = funders_of()
        self.awarded, self.named = _by_year(self.awards), _by_year(self.projects)

    def time_line(self, totals) -> list[dict]:
        """Year by year: how many were announced, and the first who are named; the latest first."""
        announced_in = {total.year: total.selected for total in totals}
        rows = from_awards(_first(self.awards, "pk"), self.funders)
        rows += from_projects(_first(self.projects, "type", "country", "city_en", "pk"), self.funders)
        return [
            {
                "year": year,
                "selected": announced_in.get(year),
                "rows": (shown := [row for row in rows if row.year == year][:A_YEAR]),
                "more": self.awarded.get(year, 0) + self.named.get(year, 0) - len(shown),
            }
            for year in sorted({*announced_in, *self.awarded, *self.named}, reverse=True)
        ]


class Listed:
    """The rows of a past, or those of one year: counted, and fetched for the page that a paginator asks for."""

    def __init__(self, past: Past, year: int | None = None):
        self.past, self.awards, self.projects = past, past.awards, past.projects
        if year is not None:
            self.awards, self.projects = self.awards.filter(year=year), self.projects.filter(year=year)
        awarded, named = (
            sum(by_year.values()) if year is None else by_year.get(year, 0) for by_year in (past.awarded, past.named)
        )
        self.first, self.all = awarded, awarded + named

    def __len__(self) -> int:
        return self.all

    def __getitem__(self, rows: slice):
        after = slice(max(rows.start - self.first, 0), max(rows.stop - self.first, 0))
        awards = from_awards(self.awards[rows.start : rows.stop], self.past.funders)
        return [*awards, *from_projects(self.projects[after], self.past.funders)]


def _by_year(found) -> dict[int, int]:
    return dict(found.order_by().values_list("year").annotate(Count("pk")))


def _first(found, *order: str):
    """The first few of each year."""
    place = Window(RowNumber(), partition_by=F("year"), order_by=order)
    return found.annotate(place_in_year=place).filter(place_in_year__lte=A_YEAR)
