"""`cityloop diagnose`: where a city stands among its peers, from a file of values."""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cityloop.engine.text import Text

if TYPE_CHECKING:
    from cityloop.engine.diagnosis import Diagnosis

    from .values import Values

SEED = 1


def add(subparsers: Any) -> None:
    """Describe the verb."""
    from .files import add_report

    verb = subparsers.add_parser("diagnose", help="compare a city with its peers, indicator by indicator")
    verb.add_argument("values", type=Path, metavar="VALUES.csv", help="city,indicator,value[,year,quality,region,…]")
    verb.add_argument("--city", required=True, metavar="NAME")
    verb.add_argument("--peers", default="8", metavar="N|CITY,CITY", help="how many to choose, or their names")
    verb.add_argument("--framework", metavar="F.yaml", help="a file, or a set that comes with Cityloop: sdg-cities")
    verb.add_argument("--population", metavar="INDICATOR", help="the indicator that holds the population")
    verb.add_argument("--income", metavar="INDICATOR", help="the indicator that holds the income per head")
    verb.add_argument("--score", action="store_true", help="a single score, with its interval, in the report")
    verb.add_argument("--out", type=Path, required=True, metavar="DIAGNOSIS.csv")
    add_report(verb)
    verb.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, compare, write."""
    from cityloop.engine.diagnosis import diagnose, indicators_of

    from .files import save
    from .values import read_values

    begun = time.monotonic()
    framework = _framework(args.framework)
    population, income = _basis(args, framework)
    values = _read_as(framework, read_values(args.values, population=population, income=income))
    values.require(args.city, "--city")
    peers = _peers(args, values)
    asked = indicators_of(framework) if framework else values.indicators
    found = diagnose(args.city, values.observations, asked, peers)
    said = report(found, values, time.monotonic() - begun) | _on_request(args, framework, found)
    save({args.out: table(found), args.report: said})
    return 0


def _read_as(framework: Any, values: Values) -> Values:
    """The values with those that a mapping of the rulebook reads as the framework's, and a note on each."""
    if framework is None:
        return values
    import numpy as np

    from cityloop.engine.diagnosis import translated
    from cityloop.rulebook.mapping import mappings_to

    links = [link for mapping in mappings_to(framework.reference) for link in mapping.links]
    seen, used = translated(values.observations, links)
    if not used:
        return values
    asked = [seen.indicators.index(one.id) for one in framework.indicators if one.id in seen.indicators]
    known = (~np.isnan(seen.values[:, asked])).sum(axis=1)
    profiles = tuple(replace(one, observed=int(count)) for one, count in zip(values.profiles, known, strict=True))
    read = Text("대응표로 읽은 지표 {n}개: {ids}", "{n} indicators read by a mapping: {ids}").format(
        n=len(used), ids=", ".join(f"{link.source} → {target}" for target, link in used.items())
    )
    return replace(values, observations=seen, profiles=profiles, notes=(*values.notes, read))


def _on_request(args: argparse.Namespace, framework: Any, found: Diagnosis) -> dict[str, Any]:
    """What it would take to know what is missing, where the framework says; a score, where it was asked for."""
    from cityloop.engine.diagnosis import price_of_knowing, score

    said: dict[str, Any] = {}
    if framework is not None:
        known = {one.indicator for one in found.findings if one.value is not None}
        missing = [(one.id, one.effort) for one in framework.indicators if one.id not in known]
        price = price_of_knowing(missing, framework.efforts)
        said["price_of_knowing"] = {"person_days": list(price.days), "outlays": price.outlays}
    if args.score:
        single = score(found, seed=SEED)
        said["score"] = asdict(single) if single else None
    return said


def _peers(args: argparse.Namespace, values: Values) -> Any:
    from cityloop.engine.diagnosis import choose_peers, named_peers

    from .files import FileError, Impossible

    if args.peers.strip().lstrip("-").isdigit():
        if int(args.peers) < 1:
            raise FileError(
                "--peers",
                found=args.peers,
                expected=Text("1 이상의 수 또는 도시 이름", "a number from 1 up, or names of cities"),
                remedy=Text("--peers 8처럼 쓰십시오.", "Write it like --peers 8."),
            )
        if len(values.observations.cities) < 2:
            raise Impossible(Text("비교할 다른 도시가 자료에 없음", "the file holds no other city to compare with"))
        return choose_peers(args.city, values.profiles, int(args.peers))
    names = list(dict.fromkeys(name.strip() for name in args.peers.split(",") if name.strip()))
    for name in names:
        values.require(name, "--peers")
    if args.city in names or not names:
        raise FileError(
            "--peers",
            found=args.peers,
            expected=Text("진단할 도시가 아닌 도시", "cities other than the one diagnosed"),
            remedy=Text("그 도시를 목록에서 빼십시오.", "Leave that city out of the list."),
        )
    return named_peers(names)


def _framework(source: str | None) -> Any:
    from cityloop.rulebook.shelf import load

    from .faults import faults_refused

    if source is None:
        return None
    with faults_refused():
        return load(source)


def _basis(args: argparse.Namespace, framework: Any) -> tuple[str | None, str | None]:
    """The indicators by which peers are chosen: those named, else those of the framework."""
    if framework is None:
        return args.population, args.income
    return args.population or framework.peers.population, args.income or framework.peers.income


def table(found: Diagnosis) -> dict[str, list[Any]]:
    """The columns of the file, one row per indicator."""
    from .errors import language

    names = ("theme", "indicator", "value", "peer_median", "percentile", "low", "high", "band")
    columns: dict[str, list[Any]] = {name: [getattr(finding, name) for finding in found.findings] for name in names}
    columns["note"] = [finding.note.pick(language()) for finding in found.findings]
    return columns


def report(found: Diagnosis, values: Values, seconds: float) -> dict[str, Any]:
    """The peers and why, the themes as sums and counts, the weakest points, what was left out."""
    return {
        "city": found.city,
        "peers": [asdict(peer) for peer in found.peers.peers],
        "rule": asdict(found.peers.rule),
        "themes": [_summary(theme) for theme in found.themes],
        "overall": _summary(found.overall),
        "weakest": [finding.indicator for finding in found.weakest()],
        "reasons": {finding.indicator: asdict(finding.note) for finding in found.findings if finding.note.en},
        "notes": [asdict(note) for note in (*found.notes, *values.notes)],
        "seconds": seconds,
    }


def _summary(theme: Any) -> dict[str, Any]:
    return {**asdict(theme), "mean": theme.mean, "low": theme.low, "high": theme.high}
