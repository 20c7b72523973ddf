"""`cityloop roadmap`: which services in which year, from files of services and of how they hang together."""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from cityloop.engine.roadmap import Roadmap, Task


def add(subparsers: Any) -> None:
    """Describe the verb."""
    from .files import add_report

    verb = subparsers.add_parser("roadmap", help="choose services and years under budgets, staff and order")
    verb.add_argument("services", type=Path, metavar="SERVICES.csv", help="id,capex,opex,staff,benefit[,year_min]")
    verb.add_argument("--budgets", required=True, metavar="10,10,8", help="what each year can spend")
    verb.add_argument("--budget", metavar="36", help="what all years together can spend")
    verb.add_argument("--staff", metavar="5,5,5", help="the staff there is in each year")
    verb.add_argument("--discount", metavar="1,.9,.8", help="the worth of a benefit by its first year")
    verb.add_argument("--precedence", type=Path, metavar="P.csv", help="before,after")
    verb.add_argument("--exclusions", type=Path, metavar="E.csv", help="a,b")
    verb.add_argument("--synergies", type=Path, metavar="S.csv", help="a,b,bonus")
    verb.add_argument("--require", default="", metavar="ID,ID", help="services that must be in")
    verb.add_argument("--gap", default="0.001", metavar="0.001", help="how far from the best possible it may be")
    verb.add_argument("--limit", default="60", metavar="SECONDS", help="stop then, with the best found (60)")
    verb.add_argument("--regret", default="", metavar="ID,ID", help="report what forcing these in would cost")
    verb.add_argument("--front", type=int, default=0, metavar="N", help="report what N smaller whole budgets would buy")
    verb.add_argument("--draws", type=int, default=0, metavar="N", help="report how stable picks are (benefit_sd)")
    verb.add_argument("--seed", type=int, default=1)
    verb.add_argument("--out", type=Path, required=True, metavar="ROADMAP.csv")
    add_report(verb)
    verb.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, search, write. Ctrl-C keeps the best roadmap found."""
    from cityloop.deadline import within
    from cityloop.engine.impossible import Impossible as NoAnswer
    from cityloop.engine.roadmap import plan

    from .files import Impossible, save
    from .progress import until_interrupted
    from .tasks import number, read_task

    begun = time.monotonic()
    gap, seconds = number("--gap", args.gap), number("--limit", args.limit)
    task, sd = read_task(args)
    try:
        with until_interrupted("roadmap") as going:
            found = plan(
                task, gap=gap, search=within(seconds), tell=lambda at: going(f"{at.objective:.6g}, gap {at.gap():.3%}")
            )
    except NoAnswer as error:
        raise Impossible(error.text) from error
    report = report_of(task, found)
    if args.report:
        report |= _what_if(args, task, found, sd, gap, seconds)
    order = sorted((i for i in range(len(found.years)) if found.years[i]), key=lambda i: (found.years[i], i))
    rows = {"id": [task.services.ids[i] for i in order], "year": [int(found.years[i]) for i in order]}
    save({args.out: rows, args.report: {**report, "seconds": time.monotonic() - begun}})
    return 0


def report_of(task: Task, found: Roadmap) -> dict[str, Any]:
    """Value, bound and gap; what each limit is used for; why each service is in or not."""
    ids = task.services.ids
    return {
        "objective": found.objective,
        "bound": found.bound,
        "gap": found.gap,
        "stopped": found.stopped,
        "limits": [{**asdict(use), "binding": use.binding} for use in found.uses],
        "reasons": {name: asdict(reason) for name, reason in zip(ids, found.reasons, strict=True)},
    }


def _what_if(
    args: argparse.Namespace, task: Task, found: Roadmap, sd: np.ndarray | None, gap: float, seconds: float
) -> dict[str, Any]:
    """The further questions that were asked."""
    from cityloop.deadline import within
    from cityloop.engine.roadmap import front, regret, spending, stability

    from .progress import until_interrupted
    from .tasks import positions

    answers: dict[str, Any] = {}
    search = within(seconds)
    if args.regret:
        asked = positions(args.services, task, args.regret, "--regret")
        answers["regret"] = [asdict(regret(task, found, i, gap=gap, search=search)) for i in asked]
    if args.front > 0:
        spent = float(spending(task, found.years).sum())
        budgets = [spent * (k + 1) / args.front for k in range(args.front)]
        answers["front"] = [asdict(point) for point in front(task, budgets, gap=gap, search=search)]
    if args.draws > 0 and sd is not None:
        with until_interrupted("roadmap") as going:
            shares = stability(
                task, sd, draws=args.draws, seed=args.seed, progress=lambda done: going(f"{done} / {args.draws}")
            )
        answers["stability"] = dict(zip(task.services.ids, shares.tolist(), strict=True))
    return answers
