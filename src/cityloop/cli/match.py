"""`cityloop match`: which services answer a city's needs, from a file of needs and a file of services."""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cityloop.engine.text import Text

if TYPE_CHECKING:
    from cityloop.engine.matching import Shortlist


def add(subparsers: Any) -> None:
    """Describe the verb."""
    from .files import add_report

    verb = subparsers.add_parser("match", help="rank services by a city's needs, and say how stable the ranking is")
    verb.add_argument("needs", type=Path, metavar="NEEDS.yaml", help="criteria: {name: {direction, weight}}, filters")
    verb.add_argument("services", type=Path, metavar="SERVICES.csv", help="id and one column per criterion")
    verb.add_argument("--method", choices=("topsis", "promethee2", "vikor", "weighted_sum"), default="topsis")
    verb.add_argument("--draws", type=int, default=1000, help="draws of weights and effects for the stability")
    verb.add_argument("--trust", type=float, default=1.0, help="how closely draws keep to the stated weights")
    verb.add_argument("--seed", type=int, default=1)
    verb.add_argument("--out", type=Path, required=True, metavar="SHORTLIST.csv")
    add_report(verb)
    verb.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, rank, write. Ctrl-C while drawing keeps the ranking and the draws done."""
    from cityloop.engine.matching import match

    from .candidates import read_services
    from .files import FileError, save
    from .needs import read_needs
    from .progress import until_interrupted

    begun = time.monotonic()
    if args.draws < 1 or not args.trust > 0:
        raise FileError(
            "--draws, --trust",
            found=f"{args.draws}, {args.trust:g}",
            expected=Text("1 이상, 0 초과", "one or more, and above zero"),
            remedy=Text("--draws 1000 --trust 1처럼 쓰십시오.", "Write them like --draws 1000 --trust 1."),
        )
    needs = read_needs(args.needs)
    services = read_services(args.services, needs)
    with until_interrupted("match") as going:
        found = match(
            services.ids,
            services.table,
            needs.criteria_for(services.table),
            method=args.method,
            filters=needs.filters,
            attributes=services.attributes,
            sd=services.sd,
            draws=args.draws,
            seed=args.seed,
            trust=args.trust,
            progress=lambda done: going(f"{done:,} / {args.draws:,}"),
        )
    _require_some(found)
    save({args.out: table(found), args.report: report(found, time.monotonic() - begun)})
    return 0


def _require_some(found: Shortlist) -> None:
    from .files import Impossible

    if found.ranked:
        return
    first = found.refused[0]
    raise Impossible(
        Text(
            "조건을 모두 통과한 서비스가 없음(서비스 {n}개). 예: {i}: {r}. 조건을 완화하십시오.",
            "none of {n} services passes the filters. For instance {i}: {r}. Relax a filter.",
        ).format(n=len(found.refused), i=first.id, r=first.reason)
    )


def table(found: Shortlist) -> dict[str, list[Any]]:
    """The columns of the file, best first."""
    from .errors import language

    names = ("rank", "id", "score", "first", "top5", "top10")
    columns: dict[str, list[Any]] = {name: [getattr(entry, name) for entry in found.ranked] for name in names}
    columns["reason"] = [entry.reason.pick(language()) for entry in found.ranked]
    return columns


def report(found: Shortlist, seconds: float) -> dict[str, Any]:
    """Weights, agreement of the methods, every service's ranks and reasons, and why others were kept out."""
    return {
        "method": found.method,
        "higher_is_better": found.higher_is_better,
        "objective": found.ranked[0].score,
        "weights": dict(zip((criterion.name for criterion in found.criteria), found.weights, strict=True)),
        "agreement": found.agreement,
        "draws": found.draws,
        "ranks": {entry.id: entry.by_method for entry in found.ranked},
        "contributions": {
            entry.id: dict(zip((criterion.name for criterion in found.criteria), row, strict=True))
            for entry, row in zip(found.ranked, found.contributions.tolist(), strict=True)
        },
        "reasons": {entry.id: asdict(entry.reason) for entry in found.ranked},
        "refused": {entry.id: asdict(entry.reason) for entry in found.refused},
        "notes": [asdict(note) for note in found.notes],
        "seconds": seconds,
    }
