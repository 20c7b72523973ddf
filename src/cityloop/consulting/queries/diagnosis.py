"""A city's diagnosis: the engine's findings, with the values and words that a page shows beside them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.consulting.models import City, Coverage, IndicatorValue
from cityloop.consulting.queries.values import Status, counting, rows_of, series
from cityloop.engine.diagnosis import (
    BAND_TITLES,
    Change,
    Diagnosis,
    Finding,
    Observations,
    Price,
    Profile,
    Score,
    ThemeSummary,
    changes,
    choose_peers,
    diagnose,
    indicators_of,
    price_of_knowing,
    score,
)
from cityloop.engine.edition.indicators import Effort
from cityloop.language import pick

PEERS = 8
AHEAD, BEHIND = 75.0, 25.0
MARGIN = 0.06
SEED = 1
FEW = 3
UNTRACEABLE = IndicatorValue.Quality.UNTRACEABLE


@dataclass(frozen=True)
class Row:
    """One indicator on the page: what it is, what was found, and the peers' values in the order of the peers."""

    indicator: object
    finding: Finding
    cell: IndicatorValue | None
    peers: tuple[float | None, ...]
    way: Effort | None = None

    @property
    def title(self) -> str:
        return said(self.indicator.title)

    @property
    def unit(self) -> str:
        return said(self.indicator.unit)

    @property
    def note(self) -> str:
        """What the engine remarks, and what differs where the value was read from another framework."""
        return "; ".join(filter(None, (said(self.finding.note), self.link_note)))

    @property
    def band(self) -> str:
        """The band of the goal, or the framework's own, in the reader's language."""
        return said(BAND_TITLES[self.finding.band]) if self.finding.band in BAND_TITLES else self.finding.band or ""

    @property
    def link_note(self) -> str:
        link = getattr(self.cell, "link", None)
        if link is None:
            return ""
        source = self.cell.read_from.edition
        words = _("read from %(indicator)s of %(framework)s") % {"indicator": link.source, "framework": source.title}
        return f"{words} ({said(link.note)})" if link.note else words

    @property
    def status(self) -> str:
        """What is known: a status, or that nobody ever asked."""
        return self.cell.status if self.cell else "never"

    @property
    def effort(self) -> str:
        """How one would come to know it, in the words of the framework."""
        return said(self.way.title) if self.way else ""

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

    @property
    def places(self) -> list[dict]:
        """What a picture of the theme shows of each row; of many without a place, none."""
        return [
            {
                "title": row.title,
                "place": row.finding.percentile,
                "low": row.finding.low,
                "high": row.finding.high,
                "certain": row.certain,
            }
            for row in self.rows
            if row.finding.percentile is not None or self.unplaced <= FEW
        ]

    @property
    def unplaced(self) -> int:
        """How many of the rows have no place among the peers."""
        return sum(row.finding.percentile is None for row in self.rows)


@dataclass(frozen=True)
class Peer:
    """A city compared with, and why it was taken."""

    city: City
    reason: str


@dataclass(frozen=True)
class Outside:
    """An indicator that does not apply to the city, and who says so."""

    indicator: object
    cell: IndicatorValue

    @property
    def title(self) -> str:
        return said(self.indicator.title)


@dataclass(frozen=True)
class Changed:
    """An indicator in two years, beside its row."""

    row: Row
    change: Change


@dataclass(frozen=True)
class Report:
    """One city under one framework: peers, themes, and everything by indicator; `peers` may be none."""

    city: City
    edition: Edition
    diagnosis: Diagnosis
    peers: tuple[Peer, ...]
    themes: tuple[Theme, ...]
    outside: tuple[Outside, ...]
    changes: tuple[Changed, ...]

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

    @cached_property
    def missing(self) -> list[Row]:
        """What nobody can say of the city; what does not apply to it is not among these."""
        return [row for row in self.rows if row.finding.value is None]

    @cached_property
    def price(self) -> Price:
        """What it would take to know what is missing, by the framework's own estimate."""
        return price_of_knowing(
            ((row.finding.indicator, row.indicator.effort) for row in self.missing), compiled(self.edition).efforts
        )

    @cached_property
    def score(self) -> Score | None:
        """One number with its interval, for whoever asks for it."""
        return score(self.diagnosis, seed=SEED)

    def _read(self, reading: str) -> list[Row]:
        return [row for row in self.rows if row.reading == reading]


def said(text) -> str:
    """An engine text in the reader's language; nothing for none."""
    return pick({"ko": text.ko, "en": text.en}) if text else ""


def report(city: City, edition: Edition, peers: int = PEERS) -> Report | None:
    """Diagnose a city against its nearest peers; None where nothing is known of it under this framework.

    Without another city there are no peers: nothing is ahead or behind, and the rest is said all the same.
    """
    profiles = _profiles(edition)
    if city.code not in {profile.city for profile in profiles}:
        return None
    group = choose_peers(city.code, profiles, peers)
    cities = City.objects.in_bulk([city.code, *group.cities], field_name="code")
    rows = rows_of([one.pk for one in cities.values()], edition)
    cells = {code: counting(rows[one.pk]) for code, one in cities.items()}
    framework = compiled(edition)
    outside = {one for one, cell in cells[city.code].items() if cell.status == Status.NOT_APPLICABLE}
    applies = [one for one in framework.indicators if one.id not in outside]
    asked = tuple(one for one in indicators_of(framework) if one.id not in outside)
    found = diagnose(city.code, _observations(cities, cells, applies), asked, group)
    chosen = tuple(Peer(cities[peer.city], said(peer.reason)) for peer in group.peers)
    themes = _themes(found, framework, city.code, cells)
    left_out = tuple(Outside(one, cells[city.code][one.id]) for one in framework.indicators if one.id in outside)
    changed = _changes(series(rows[city.pk]), asked, themes)
    return Report(city, edition, found, chosen, themes, left_out, changed)


def _changes(known: dict[str, dict[int, float]], asked, themes) -> tuple[Changed, ...]:
    rows = {row.finding.indicator: row for theme in themes for row in theme.rows}
    now = {indicator: row.known for indicator, row in rows.items()}
    found = changes(known, asked, now)
    return tuple(Changed(rows[change.indicator], change) for change in found)


def _profiles(edition: Edition) -> list[Profile]:
    """What every city with values is compared on: its region, and what the framework names."""
    regions = {code: str(name) for code, name in City.Region.choices}
    rows = Coverage.objects.filter(edition=edition, known__gt=0).order_by("city__code")
    columns = rows.values_list("city__code", "population", "city__region", "income", "known")
    return [
        Profile(code, population=population, region=regions[region], income=income, observed=known)
        for code, population, region, income, known in columns
    ]


def _observations(cities, cells, indicators) -> Observations:
    ids = tuple(indicator.id for indicator in indicators)
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
    ways = {effort.id: effort for effort in framework.efforts}
    rows = [_row(finding, described[finding.indicator], code, found, cells, ways) for finding in found.findings]
    return tuple(
        Theme(
            said(titles.get(summary.theme)) or summary.theme,
            summary,
            tuple(row for row in rows if row.finding.theme == summary.theme),
        )
        for summary in found.themes
    )


def _row(finding: Finding, indicator, code: str, found: Diagnosis, cells, ways) -> Row:
    others = (cells[peer].get(finding.indicator) for peer in found.peers.cities)
    values = tuple(cell.value if cell is not None and cell.quality != UNTRACEABLE else None for cell in others)
    return Row(indicator, finding, cells[code].get(finding.indicator), values, ways.get(indicator.effort))
