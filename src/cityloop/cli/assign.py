"""`cityloop assign`: panels for cases, from a file of who could sit on which."""

from __future__ import annotations

import argparse
import sys
import time
from argparse import Namespace
from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cityloop.engine.text import Text

from .errors import Impossible, language
from .files import add_report, save
from .proposals import a_count

if TYPE_CHECKING:
    from cityloop.engine.assignment import Panels

    from .eligibility import Eligible


def add(subparsers: Any) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser("assign", help="put assessors on panels, exactly, fairly, without conflicts")
    parser.add_argument("affinity", type=Path, metavar="AFFINITY", help="case,assessor,affinity: who is eligible where")
    parser.add_argument("--per-case", type=a_count, required=True, metavar="N", help="the members of a panel")
    parser.add_argument("--max-load", type=a_count, required=True, metavar="N", help="the panels of a person, at most")
    parser.add_argument("--min-load", type=a_count, default=0, metavar="N", help="the panels of a person, at least")
    parser.add_argument("--conflicts", type=Path, metavar="C", help="case,assessor[,ground]: who may not")
    parser.add_argument("--cases", type=Path, metavar="F", help="case[,seats,field,group]")
    parser.add_argument("--people", type=Path, metavar="F", help="assessor[,max_load,min_load,organisation,field]")
    parser.add_argument("--per-organisation", type=a_count, metavar="K", help="at most K of one on a panel (--people)")
    parser.add_argument("--from-field", type=a_count, default=0, metavar="K", help="at least K from the case's field")
    parser.add_argument("--floor", type=_floor, metavar="max|VALUE", help="the least total of any panel")
    parser.add_argument("--link", type=a_count, metavar="N", help="0: one component; N: common members of a group")
    parser.add_argument("--seed", type=a_count, metavar="N", help="let ties fall otherwise than by name")
    parser.add_argument("--out", type=Path, required=True, metavar="PANELS", help="case,assessor,affinity")
    add_report(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Read, assign, write the panels and the report. Ctrl-C keeps the best panels found."""
    from cityloop.engine.assignment import assign
    from cityloop.engine.impossible import Impossible as NoAnswer

    from .eligibility import read_eligible
    from .progress import until_interrupted

    started = time.perf_counter()
    eligible = read_eligible(args)
    try:
        with until_interrupted("assign") as going:
            panels = assign(
                eligible.pairs,
                eligible.rules,
                seed=args.seed,
                watch=lambda best, bound: going(f"{best:.6g} / {bound:.6g}"),
            )
    except NoAnswer as error:
        raise Impossible(error.text) from error
    report = {**_report(eligible, panels), "seconds": round(time.perf_counter() - started, 4)}
    save({args.out: _rows(eligible, panels), args.report: report})
    sys.stdout.write(_summary(args, eligible, panels).pick(language()) + "\n")
    return 0


def _floor(text: str) -> float | str:
    if text == "max":
        return text
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise argparse.ArgumentTypeError(f"'{text}' is neither 'max' nor a number")
    return number


def _rows(eligible: Eligible, panels: Panels) -> dict[str, Any]:
    pairs = eligible.pairs
    return {
        "case": [pairs.cases[i] for i in pairs.case[panels.pairs]],
        "assessor": [pairs.assessors[i] for i in pairs.assessor[panels.pairs]],
        "affinity": pairs.affinity[panels.pairs],
    }


def _report(eligible: Eligible, panels: Panels) -> dict[str, Any]:
    pairs = eligible.pairs
    cases, people = pairs.cases, pairs.assessors
    reasons: dict[str, dict[str, Any]] = {}
    for pair, reason in zip(panels.pairs.tolist(), panels.reasons, strict=True):
        reasons.setdefault(cases[pairs.case[pair]], {})[people[pairs.assessor[pair]]] = asdict(reason)
    gap = (panels.bound - panels.total) / panels.bound if panels.bound > 0 else panels.bound - panels.total
    return {
        "objective": panels.total,
        "bound": panels.bound,
        "gap": gap,
        "proven": panels.proven,
        "worst": panels.worst,
        "worst_bound": panels.worst_bound,
        "components": panels.components,
        "component": dict(zip(cases, panels.component.tolist(), strict=True)),
        "loads": dict(zip(people, panels.loads.tolist(), strict=True)),
        "conflicts_barred": eligible.conflicts,
        "exchanges": [
            {"case": cases[m.case], "left": people[m.left], "came": people[m.came], "loss": m.loss}
            for m in panels.exchanges
        ],
        "common": {
            eligible.groups[group] if group < len(eligible.groups) else str(group): [people[j] for j in members]
            for group, members in panels.common.items()
        },
        "reasons": reasons,
    }


def _summary(args: Namespace, eligible: Eligible, panels: Panels) -> Text:
    said = Text(
        "{n}건 {k}석 배정, 합계 {t}(상한 {b}), 최저 위원회 {w}, 최대 {m}건, 연결 묶음 {c}개 → {o}",
        "{n} cases, {k} seats: total {t} (bound {b}), worst panel {w}, largest load {m}, components {c} → {o}",
    ).format(
        n=len(eligible.pairs.cases),
        k=len(panels.pairs),
        t=f"{panels.total:.6f}",
        b=f"{panels.bound:.6f}",
        w=f"{panels.worst:.6g}",
        m=int(panels.loads.max(initial=0)),
        c=panels.components,
        o=args.out,
    )
    if panels.components < 2:
        return said
    note = Text(
        "묶음이 다른 위원의 엄격도는 비교할 수 없습니다. --link 0으로 이을 수 있습니다.",
        "Severity cannot be compared across components: --link 0 joins them.",
    )
    return Text(f"{said.ko}\n{note.ko}", f"{said.en}\n{note.en}")
