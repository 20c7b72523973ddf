"""`cityloop calibrate`: severity, difficulty and standing from a file of marks, and which decisions are luck."""

from __future__ import annotations

import argparse
import sys
import time
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cityloop.engine.text import Text

from .errors import language
from .files import add_report, save
from .proposals import a_count, a_number

if TYPE_CHECKING:
    from cityloop.engine.calibration import Calibration, Facet, Marks


def add(subparsers: Any) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser("calibrate", help="severity of assessors, and which decisions are luck")
    parser.add_argument("marks", type=Path, nargs="?", metavar="MARKS", help="case,assessor,criterion,mark")
    parser.add_argument("--cut", type=a_number, default=70.0, metavar="N", help="the points of 100 that pass")
    parser.add_argument("--scale", type=_scale, metavar="LOW:HIGH", help="its ends (0 to the highest mark)")
    parser.add_argument("--criteria", type=Path, metavar="F", help="criterion,low,high[,weight], where they differ")
    parser.add_argument("--level", choices=("nominal", "ordinal", "interval"), default="ordinal", help="of alpha")
    parser.add_argument("--draws", type=a_count, default=400, metavar="N", help="plausible panels drawn for each case")
    parser.add_argument("--seed", type=a_count, default=1, metavar="N")
    parser.add_argument("--simulate", type=a_count, metavar="ROUNDS", help="instead: luck in simulated rounds")
    parser.add_argument("--out", type=Path, required=True, metavar="calibration.json")
    add_report(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Read, calibrate, write."""
    from cityloop.engine.calibration import calibrate

    from .ratings import read_ratings

    if args.simulate:
        return _simulate(args)
    started = time.perf_counter()
    marks = read_ratings(args)
    found = calibrate(marks, cut=args.cut, draws=max(args.draws, 1), seed=args.seed)
    content = _content(args, marks, found)
    report = {**_report(marks, found), "seconds": round(time.perf_counter() - started, 4)}
    save({args.out: content, args.report: report})
    sys.stdout.write(_summary(args, marks, found).pick(language()) + "\n")
    return 0


def _simulate(args: Namespace) -> int:
    from cityloop.engine.calibration import simulate

    found = simulate(rounds=args.simulate, seed=args.seed, cut=args.cut)
    save({args.out: asdict(found), args.report: {"rounds": args.simulate, "seed": args.seed, **asdict(found)}})
    said = Text(
        "잘못된 판정: 원점수 {r}, 공통위원으로 이은 위원회에서 조정 후 {c}, 서로 떨어진 위원회에서 조정 후 {d}",
        "Wrong decisions: raw {r}, calibrated on linked panels {c}, calibrated on disjoint panels {d}",
    ).format(r=f"{found.raw:.1%}", c=f"{found.calibrated:.1%}", d=f"{found.disjoint_calibrated:.1%}")
    sys.stdout.write(said.pick(language()) + "\n")
    return 0


def _scale(text: str) -> tuple[float, float]:
    low, _, high = text.partition(":")
    ends = a_number(low), a_number(high)
    if not ends[0] < ends[1]:
        raise argparse.ArgumentTypeError(f"'{text}' is not like 0:4")
    return ends


def _content(args: Namespace, marks: Marks, found: Calibration) -> dict[str, Any]:
    """What calibration.json holds."""
    cases = {
        name: {
            "raw": found.raw[i],
            "fair": found.fair[i],
            "passes": found.passes[i],
            "standing": found.cases.measure[i],
            "se": found.cases.se[i],
            "component": found.cases.group[i],
        }
        for i, name in enumerate(marks.cases)
    }
    return {
        "severity": dict(zip(marks.assessors, found.assessors.measure, strict=True)),
        "se": dict(zip(marks.assessors, found.assessors.se, strict=True)),
        "difficulty": dict(zip(marks.criteria, found.criteria.measure, strict=True)),
        "cases": cases,
        "alpha": found.alpha[args.level],
        "alphas": found.alpha,
        "components": found.components,
        "groups": _groups(marks, found),
        "moderate": [marks.cases[i] for i in found.moderate],
        "cut": args.cut,
        "level": args.level,
        "converged": found.converged,
    }


def _groups(marks: Marks, found: Calibration) -> list[dict[str, list[str]]]:
    """Who can be compared with whom."""

    def members(names: tuple[str, ...], facet: Facet, group: int) -> list[str]:
        return [name for name, own in zip(names, facet.group, strict=True) if own == group]

    many = max(found.cases.group.max(), found.assessors.group.max()) + 1
    return [
        {
            "assessors": members(marks.assessors, found.assessors, group),
            "cases": members(marks.cases, found.cases, group),
        }
        for group in range(many)
    ]


def _report(marks: Marks, found: Calibration) -> dict[str, Any]:
    return {
        "marks": len(marks),
        "assessors": _facet(marks.assessors, found.assessors),
        "criteria": _facet(marks.criteria, found.criteria),
        "cases": _facet(marks.cases, found.cases),
        "steps": {f"{low:g}:{high:g}": steps for (low, high), steps in found.steps.items()},
        "reasons": {marks.cases[i]: asdict(found.reasons[i]) for i in found.moderate},
    }


def _facet(names: tuple[str, ...], facet: Facet) -> dict[str, Any]:
    fields = ("measure", "se", "infit", "outfit", "group", "marks")
    rows = zip(names, *(getattr(facet, field) for field in fields), strict=True)
    elements = {name: dict(zip(fields, values, strict=True)) for name, *values in rows}
    return {"separation": facet.separation, "reliability": facet.reliability, "elements": elements}


def _summary(args: Namespace, marks: Marks, found: Calibration) -> Text:
    said = Text(
        "점수 {m}개, {c}건, 위원 {a}명: alpha({l}) {k}, 비교 묶음 {g}개, 검토 대상 {r}건 → {o}",
        "{m} marks, {c} cases, {a} assessors: alpha ({l}) {k}, components {g}, {r} to moderate → {o}",
    ).format(
        m=len(marks),
        c=len(marks.cases),
        a=len(marks.assessors),
        l=args.level,
        k=f"{found.alpha[args.level]:.3f}",
        g=found.components,
        r=len(found.moderate),
        o=args.out,
    )
    if found.components < 2:
        return said
    note = Text(
        "공통위원이 없는 묶음끼리는 비교하지 않았습니다.",
        "Groups without common members were not compared with each other.",
    )
    return Text(f"{said.ko}\n{note.ko}", f"{said.en}\n{note.en}")
