"""A city's diagnosis: the engine's findings, with the values and words that a page shows beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.consulting.models import City, Coverage, IndicatorValue
from cityloop.consulting.queries.values import Status, current
from cityloop.engine.diagnosis import (
    Diagnosis,
    Finding,
    Observations,
    Profile,
    ThemeSummary,
    choose_peers,
    diagnose,
    indicators_of,
)
from cityloop.language import pick

PEERS = 8
AHEAD, BEHIND = 75.0, 25.0
MARGIN = 0.06
UNTRACEABLE = IndicatorValue.Quality.UNTRACEABLE


@dataclass(frozen=True)
class Row:
    """One indicator on the page: what it is, what was found, and the peers' values in the order of the peers."""

    indicator: object
    finding: Finding
    cell: IndicatorValue | None
    peers: tuple[float | None, ...]

    @property
    def title(self) -> str:
        return said(self.indicator.title)

    @property
    def unit(self) -> str:
        return said(self.indicator.unit)

    @property
    def note(self) -> str:
        return said(self.finding.note)

    @property
    def reading(self) -> str:
        """`ahead` or `behind` outside the middle half of the peers, `level` inside, `none`: nothing to read."""
        percentile = self.finding.percentile
        if percentile is None or not self.finding.direction:
            return "none"
        return "ahead" if percentile >= AHEAD else "behind" if percentile <= BEHIND else "level"

    @property
    def certain(self) -> bool:
        """Would the reading stand whatever the missing peers' values turn out to be?"""
        low, high = self.finding.low, self.finding.high
        return {"ahead": low >= AHEAD, "behind": high <= BEHIND, "level": low > BEHIND and high < AHEAD}.get(
            self.reading, True
        )

    @cached_property
    def known(self) -> list[float]:
        return [value for value in self.peers if value is not None]

    @property
    def middle(self) -> tuple[float | None, float | None]:
        """The middle half of the peers: from the first to the third quartile; nothing below four peers."""
        if len(self.known) < 4:
            return None, None
        low, high = np.quantile(self.known, [0.25, 0.75])
        return float(low), float(high)

    @property
    def scale(self) -> tuple[float, float]:
        """From below the least to above the greatest value that is drawn."""
        drawn = [*self.known, *([] if self.finding.value is None else [self.finding.value])]
        low, high = (min(drawn), max(drawn)) if drawn else (0.0, 1.0)
        room = (high - low or abs(high) or 1.0) * MARGIN
        return low - room, high + room


@dataclass(frozen=True)
class Theme:
    """A theme's title, its sums, and its rows."""

    title: str
    summary: ThemeSummary
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Peer:
    """A city compared with, and why it was taken."""

    city: City
    reason: str


@dataclass(frozen=True)
class Report:
    """One city under one framework: peers, themes, and everything by indicator."""

    city: City
    edition: Edition
    diagnosis: Diagnosis
    peers: tuple[Peer, ...]
    themes: tuple[Theme, ...]

    @property
    def rule(self) -> str:
        return said(self.diagnosis.peers.rule)

    @property
    def notes(self) -> list[str]:
        return [said(note) for note in self.diagnosis.notes]

    @cached_property
    def rows(self) -> list[Row]:
        return [row for theme in self.themes for row in theme.rows]

    @cached_property
    def strengths(self) -> list[Row]:
        """Where the city is ahead of its peers, the farthest first."""
        return sorted(self._read("ahead"), key=lambda row: -row.finding.percentile)

    @cached_property
    def gaps(self) -> list[Row]:
        """Where the city is behind its peers, the farthest first."""
        return sorted(self._read("behind"), key=lambda row: row.finding.percentile)

    @property
    def missing(self) -> list[Row]:
        """What nobody can say of the city."""
        return [row for row in self.rows if row.finding.value is None]

    def _read(self, reading: str) -> list[Row]:
        return [row for row in self.rows if row.reading == reading]


def said(text) -> str:
    """An engine text in the reader's language; nothing for none."""
    return pick({"ko": text.ko, "en": text.en}) if text else ""


def report(city: City, edition: Edition, peers: int = PEERS) -> Report | None:
    """Diagnose a city against its nearest peers; None where no other city has values under this framework."""
    profiles = _profiles(edition)
    if len(profiles) < 2 or city.code not in {profile.city for profile in profiles}:
        return None
    group = choose_peers(city.code, profiles, peers)
    cities = City.objects.in_bulk([city.code, *group.cities], field_name="code")
    cells = _cells(edition, cities.values())
    framework = compiled(edition)
    found = diagnose(city.code, _observations(cities, cells, framework), indicators_of(framework), group)
    chosen = tuple(Peer(cities[peer.city], said(peer.reason)) for peer in group.peers)
    return Report(city, edition, found, chosen, _themes(found, framework, city.code, cells))


def _profiles(edition: Edition) -> list[Profile]:
    """What every city with values is compared on: its region, and what the framework names."""
    basis = compiled(edition).peers
    population, income = _amounts(edition, basis.population), _amounts(edition, basis.income)
    rows = Coverage.objects.filter(edition=edition, known__gt=0).select_related("city").order_by("city__code")
    return [
        Profile(
            row.city.code,
            population=population.get(row.city_id),
            region=row.city.get_region_display(),
            income=income.get(row.city_id),
            observed=row.known,
        )
        for row in rows
    ]


def _amounts(edition: Edition, indicator: str | None) -> dict[int, float]:
    """What every city has of one indicator; nothing where none is named."""
    if indicator is None:
        return {}
    rows = IndicatorValue.objects.filter(edition=edition, indicator=indicator).order_by("city", "at", "pk")
    by_city = ((city, current(values)[indicator]) for city, values in groupby(rows, key=lambda row: row.city_id))
    return {city: cell.value for city, cell in by_city if cell.value is not None}


def _cells(edition: Edition, cities) -> dict[str, Mapping[str, IndicatorValue]]:
    """The values that count, by city code and indicator."""
    rows = IndicatorValue.objects.filter(edition=edition, city__in=cities).select_related("taken_from")
    by_city: dict[int, list[IndicatorValue]] = {city.pk: [] for city in cities}
    for row in rows.order_by("at", "pk"):
        by_city[row.city_id].append(row)
    return {city.code: current(by_city[city.pk]) for city in cities}


def _observations(cities, cells, framework) -> Observations:
    ids = tuple(indicator.id for indicator in framework.indicators)
    shape = (len(cities), len(ids))
    values, years = np.full(shape, np.nan), np.full(shape, np.nan)
    quality = np.full(shape, "", dtype=object)
    for i, code in enumerate(cities):
        for j, indicator in enumerate(ids):
            cell = cells[code].get(indicator)
            if cell is not None and cell.status == Status.KNOWN:
                values[i, j], quality[i, j] = cell.value, cell.quality
                years[i, j] = np.nan if cell.year is None else cell.year
    return Observations(tuple(cities), ids, values, years, quality)


def _themes(found: Diagnosis, framework, code: str, cells) -> tuple[Theme, ...]:
    titles = {part.id: part.title for part in (*framework.areas, *framework.groups, *framework.categories)}
    described = {indicator.id: indicator for indicator in framework.indicators}
    rows = [_row(finding, described[finding.indicator], code, found, cells) for finding in found.findings]
    return tuple(
        Theme(
            said(titles.get(summary.theme)) or summary.theme,
            summary,
            tuple(row for row in rows if row.finding.theme == summary.theme),
        )
        for summary in found.themes
    )


def _row(finding: Finding, indicator, code: str, found: Diagnosis, cells) -> Row:
    others = (cells[peer].get(finding.indicator) for peer in found.peers.cities)
    values = tuple(cell.value if cell is not None and cell.quality != UNTRACEABLE else None for cell in others)
    return Row(indicator, finding, cells[code].get(finding.indicator), values)
