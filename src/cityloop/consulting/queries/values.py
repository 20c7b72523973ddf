"""What is known of cities: of each indicator the value that counts, with its year, quality and source."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from cityloop.consulting.models import City, IndicatorImport, IndicatorValue
from cityloop.engine.diagnosis import Link
from cityloop.rulebook.mapping import mappings_to

Status = IndicatorValue.Status
FINAL = (Status.NOT_APPLICABLE,)


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
    """The last content of every cell of these cities: `(city, indicator, year)` to `(status, value, quality, note)`."""
    rows = IndicatorValue.objects.filter(edition=edition, city__in=cities)
    names = ("city_id", "indicator", "year", "status", "value", "quality", "note")
    return {tuple(row[:3]): tuple(row[3:]) for row in rows.order_by("at", "pk").values_list(*names)}


def standing_rows(edition, cities: Iterable[int]) -> dict[tuple, IndicatorValue]:
    """The last row of every cell of these cities, with its file, by city, indicator and year."""
    rows = IndicatorValue.objects.filter(edition=edition, city__in=cities).select_related("taken_from")
    return {(row.city_id, row.indicator, row.year): row for row in rows.order_by("at", "pk")}


def values_of(city: City, edition) -> dict[str, IndicatorValue]:
    """The values of a city that count, by indicator, each with the file it came from."""
    return values_of_all([city.pk], edition)[city.pk]


def values_of_all(cities: Iterable[int], edition) -> dict[int, dict[str, IndicatorValue]]:
    """The values that count, by city and indicator: those given under the edition, and those that a mapping reads.

    A value that a mapping reads stands where none was given, or an older one; it carries its `link`.
    """
    return {city: counting(rows) for city, rows in rows_of(cities, edition).items()}


def counting(rows: tuple[list[IndicatorValue], list[IndicatorValue]]) -> dict[str, IndicatorValue]:
    """Of one city's rows, as `rows_of` gives them, those that count."""
    own, read = rows
    return merged(current(own), current(read))


def rows_of(cities: Iterable[int], edition) -> dict[int, tuple[list[IndicatorValue], list[IndicatorValue]]]:
    """Every row of these cities under the edition, oldest first, and every row that a mapping reads as one."""
    links = _links(edition)
    asked = Q(edition=edition)
    for scheme, number in links:
        asked |= Q(edition__kind="framework", edition__scheme=scheme, edition__edition=number)
    found = list(IndicatorValue.objects.filter(asked, city__in=cities).order_by("at", "pk"))
    files = IndicatorImport.objects.select_related("edition").defer("edition__content")
    files = files.in_bulk({row.taken_from_id for row in found})  # a few files for thousands of rows
    rows: dict[int, tuple[list, list]] = {city: ([], []) for city in cities}
    for row in found:
        row.taken_from = files[row.taken_from_id]
        row.edition = row.taken_from.edition
        own, read = rows[row.city_id]
        if row.edition_id == edition.pk:
            own.append(row)
        else:
            inside = links[row.edition.scheme, row.edition.edition].get(row.indicator, ())
            read += [_read_as(row, link) for link in inside if row.status == Status.KNOWN]
    return rows


def _links(edition) -> dict[tuple[str, str], dict[str, list[Link]]]:
    """The links that lead to an edition: by the framework and edition they come from, and by indicator."""
    found: dict[tuple[str, str], dict[str, list[Link]]] = {}
    for mapping in mappings_to(f"{edition.scheme}/{edition.edition}"):
        scheme, _slash, number = mapping.source.partition("/")
        inside = found.setdefault((scheme, number), {})
        for link in mapping.links:
            inside.setdefault(link.source, []).append(link)
    return found


def _read_as(row: IndicatorValue, link: Link) -> IndicatorValue:
    """A row as another framework reads it; never saved."""
    names = ("city_id", "year", "status", "quality", "note", "taken_from", "line", "at")
    read = IndicatorValue(
        indicator=link.target, value=link.of(row.value), **{name: getattr(row, name) for name in names}
    )
    read.link, read.read_from = link, row
    return read


def merged(own: Mapping[str, IndicatorValue], read: Mapping[str, IndicatorValue]) -> dict[str, IndicatorValue]:
    """What was given, and where nothing or something older was, what a mapping reads."""
    found = dict(own)
    for indicator, row in read.items():
        other = found.get(indicator)
        if other is None or (other.status not in FINAL and _rank(row) > _rank(other)):
            found[indicator] = row
    return found


def series_of(city: City, edition) -> dict[str, dict[int, float]]:
    """The known values of a city by indicator and year; see `series`."""
    return series(rows_of([city.pk], edition)[city.pk])


def series(rows: tuple[list[IndicatorValue], list[IndicatorValue]]) -> dict[str, dict[int, float]]:
    """Known values by indicator and year; a year in which the value was withdrawn is left out."""
    own, read = rows
    by_year = {(row.indicator, row.year): row for row in (*read, *own)}
    found: dict[str, dict[int, float]] = {}
    for (indicator, year), row in by_year.items():
        if year is not None and row.status == Status.KNOWN:
            found.setdefault(indicator, {})[year] = row.value
    return found


def history_of(city: City, edition, indicator: str) -> list[IndicatorValue]:
    """Every word ever said on one indicator of a city, the newest first, with file and person."""
    rows = city.values.filter(edition=edition, indicator=indicator)
    return list(rows.select_related("taken_from__person").order_by("-at", "-pk"))
