"""diagnose(): one city against its peers, indicator by indicator, with themes that add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np

from cityloop.engine.text import Text

from .goals import achieved, band
from .notes import note
from .standing import Standing, standing
from .values import Diagnosis, Finding, Indicator, Observations, PeerGroup, ThemeSummary, as_float, find


def diagnose(city: str, observations: Observations, indicators: Sequence[Indicator], peers: PeerGroup) -> Diagnosis:
    """Compare a city with its peers on every indicator the framework names and the observations hold.

    Findings come in the order of `indicators`. A missing value stays missing: its percentile is None between 0 and
    100, and missing peers widen the interval of those that have one. A datum of quality `untraceable` counts as
    missing. Raises `KeyError` for a city or peer without a row and `ValueError` when the city is its own peer.

    >>> values = np.array([[12.0, np.nan], [10.0, 5.0], [20.0, 7.0]])
    >>> seen = Observations(("Lyon", "Oslo", "Rome"), ("pm25", "green"), values)
    >>> asked = [Indicator("pm25", "air", "lower", goal=10), Indicator("green", "land", "higher")]
    >>> from .peers import named_peers
    >>> report = diagnose("Lyon", seen, asked, named_peers(["Oslo", "Rome"]))
    >>> [(f.percentile, f.low, f.high, f.band, f.note.en) for f in report.findings]
    [(50.0, 50.0, 50.0, 'near', ''), (None, 0.0, 100.0, None, 'no value')]
    >>> report.overall.total, report.overall.weight, report.overall.missing
    (50.0, 1.0, 1)
    """
    own_row = find(observations.cities, city, "city")
    rows = [find(observations.cities, peer, "peer") for peer in peers.cities]
    if own_row in rows:
        raise ValueError(f"{city} cannot be its own peer")
    held = set(observations.indicators)
    asked = [indicator for indicator in indicators if indicator.id in held]
    columns = [observations.indicators.index(indicator.id) for indicator in asked]
    values, voided = _traceable(observations)
    own, others = values[own_row, columns], values[np.ix_(rows, columns)]
    sign = np.array([-1.0 if indicator.direction == "lower" else 1.0 for indicator in asked])
    where = standing(own, others, sign)
    worst = _worst(own, others, sign)
    behind, years = _ages(observations, own_row, rows, columns)
    quality = _quality(observations, own_row, columns)
    findings = tuple(
        _finding(indicator, k, own, where, worst[k], behind[k], years[k], quality[k], voided[own_row, columns[k]], rows)
        for k, indicator in enumerate(asked)
    )
    return Diagnosis(city, peers, findings, themes(findings), summary("", findings), _left_out(indicators, held))


def themes(findings: Iterable[Finding]) -> tuple[ThemeSummary, ...]:
    """One summary per theme, in order of first appearance; their sums add up to the overall one.

    >>> themes([])
    ()
    """
    findings = list(findings)
    order = {name: k for k, name in enumerate(dict.fromkeys(finding.theme for finding in findings))}
    grouped = groupby(sorted(findings, key=lambda finding: order[finding.theme]), key=lambda finding: finding.theme)
    return tuple(summary(name, list(members)) for name, members in grouped)


def summary(theme: str, findings: Sequence[Finding]) -> ThemeSummary:
    """Cumulative sums and counts over findings that have a direction: without one there is no better or worse.

    >>> summary("air", []).mean is None
    True
    """
    merit = [finding for finding in findings if finding.weight > 0 and finding.direction]
    known = [finding for finding in merit if finding.percentile is not None]
    return ThemeSummary(
        theme=theme,
        total=sum(finding.weight * finding.percentile for finding in known),
        weight=sum(finding.weight for finding in known),
        count=len(known),
        missing=len(merit) - len(known),
        low_total=sum(finding.weight * finding.low for finding in merit),
        high_total=sum(finding.weight * finding.high for finding in merit),
        whole_weight=sum(finding.weight for finding in merit),
    )


def _finding(
    indicator: Indicator,
    k: int,
    own: np.ndarray,
    where: Standing,
    worst: float,
    behind: float,
    year: float,
    quality: str,
    voided: bool,
    peers: Sequence[int],
) -> Finding:
    value = as_float(own[k])
    done = None if value is None else achieved(value, indicator, worst)
    return Finding(
        indicator=indicator.id,
        theme=indicator.theme,
        direction=indicator.direction,
        value=value,
        peer_median=as_float(where.median[k]),
        percentile=as_float(where.percentile[k]),
        low=float(where.low[k]),
        high=float(where.high[k]),
        band=None if value is None else band(value, indicator, done),
        achieved=done,
        peers_with_value=int(where.known[k]),
        year=None if np.isnan(year) else int(year),
        quality=quality or None,
        weight=indicator.weight,
        note=note(indicator, own[k], quality, behind, len(peers), int(where.known[k]), bool(voided)),
    )


def _traceable(observations: Observations) -> tuple[np.ndarray, np.ndarray]:
    """The values that can be traced, and where one was given that cannot."""
    values = np.asarray(observations.values, dtype=float)
    if observations.quality is None:
        return values, np.zeros(values.shape, dtype=bool)
    voided = (observations.quality == "untraceable") & ~np.isnan(values)
    return np.where(voided, np.nan, values), voided


def _worst(own: np.ndarray, others: np.ndarray, sign: np.ndarray) -> np.ndarray:
    """The worst value among the city and its peers; NaN where no peer has one: beside nobody, nothing is worst."""
    if not len(others):
        return np.full(own.shape, np.nan)
    merit = np.vstack([own[None, :], others]) * sign
    lowest = np.where(np.isnan(merit), np.inf, merit).min(axis=0)
    return np.where(np.isnan(others).all(axis=0), np.nan, lowest * sign)


def _ages(
    observations: Observations, own_row: int, rows: Sequence[int], columns: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """How many years each datum is behind the peers' median year, and its own year; NaN where not said."""
    if observations.years is None:
        return np.full(len(columns), np.nan), np.full(len(columns), np.nan)
    own = np.asarray(observations.years, dtype=float)[own_row, columns]
    peers = np.asarray(observations.years, dtype=float)[np.ix_(rows, columns)]
    medians = [
        np.median(peers[known, k]) if (known := ~np.isnan(peers[:, k])).any() else np.nan for k in range(len(columns))
    ]
    return np.array(medians) - own, own


def _quality(observations: Observations, own_row: int, columns: Sequence[int]) -> list[str]:
    if observations.quality is None:
        return [""] * len(columns)
    return [str(observations.quality[own_row, column] or "") for column in columns]


def _left_out(indicators: Sequence[Indicator], held: set[str]) -> tuple[Text, ...]:
    """What the framework asks and the observations never mention, and the other way round."""
    unmentioned = [indicator.id for indicator in indicators if indicator.id not in held]
    foreign = sorted(held - {indicator.id for indicator in indicators})
    notes = []
    if unmentioned:
        notes.append(
            Text("자료에 없는 지표 {n}개: {ids}", "{n} indicators not in the data: {ids}").format(
                n=len(unmentioned), ids=", ".join(unmentioned)
            )
        )
    if foreign:
        notes.append(
            Text("지표체계에 없는 지표 {n}개: {ids}", "{n} indicators not in the framework: {ids}").format(
                n=len(foreign), ids=", ".join(foreign)
            )
        )
    return tuple(notes)
