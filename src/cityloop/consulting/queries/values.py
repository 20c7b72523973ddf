"""What is known of cities: of each indicator the value that counts, with its year, quality and source."""

from collections.abc import Iterable

from cityloop.consulting.models import City, IndicatorValue

Status = IndicatorValue.Status


def current(rows: Iterable[IndicatorValue]) -> dict[str, IndicatorValue]:
    """Of one city's rows, oldest first, the one that counts by indicator.

    Of a year the last row counts; of the years the latest that has a value; without any value the last word said.
    """
    by_year = {(row.indicator, row.year): row for row in rows}
    counting: dict[str, IndicatorValue] = {}
    for row in by_year.values():
        other = counting.get(row.indicator)
        if other is None or _rank(row) >= _rank(other):
            counting[row.indicator] = row
    return counting


def _rank(row: IndicatorValue) -> tuple[bool, int]:
    return row.status == Status.KNOWN, row.year or 0


def cells_of(edition, cities: Iterable[int]) -> dict[tuple, tuple]:
    """The last content of every cell of these cities: `(city, indicator, year)` to `(status, value, quality)`."""
    rows = IndicatorValue.objects.filter(edition=edition, city__in=cities)
    names = ("city_id", "indicator", "year", "status", "value", "quality")
    return {tuple(row[:3]): tuple(row[3:]) for row in rows.order_by("at", "pk").values_list(*names)}


def values_of(city: City, edition) -> dict[str, IndicatorValue]:
    """The values of a city that count, by indicator, each with the file it came from."""
    rows = IndicatorValue.objects.filter(city=city, edition=edition).select_related("taken_from")
    return current(rows.order_by("at", "pk"))
