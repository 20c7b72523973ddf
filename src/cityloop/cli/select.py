"""`cityloop select`: proposals under budget, seats and caps, with a reason for each."""

from __future__ import annotations

import shlex
import sys
import time
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cityloop.engine.text import Text

from .errors import Impossible, language
from .files import add_report, save
from .proposals import BadOption, a_count, add_limits, error_of, limits_of, read_proposals

if TYPE_CHECKING:
    from cityloop.engine.selection import Limits, Proposals, Scenario, Selection

EXACT_UP_TO, EXACT_BEYOND = 100, 10
"""Under `total`, so many proposals are told exactly what it would have taken: all of a small call, the nearest else."""


def add(subparsers: Any) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser("select", help="choose proposals inside budget, seats and caps")
    parser.add_argument("proposals", type=Path, metavar="PROPOSALS", help="id,cost,score[,country,track,…]")
    add_limits(parser)
    parser.add_argument("--error", metavar="N|COL", help="the standard error of scores: how often is each one in?")
    parser.add_argument("--draws", type=a_count, metavar="N", help="draws for --error (1000 by rank, 200 by total)")
    parser.add_argument("--seed", type=a_count, default=1, metavar="N")
    parser.add_argument("--reserve", type=a_count, default=5, metavar="N", help="how many on the reserve list")
    parser.add_argument(
        "--scenario", action="append", default=[], metavar="'NAME: --budget 3200 …'", help="also under these limits"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="SELECTION", help="id,in,rank,reason,…")
    add_report(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Read, select, ask what it would have taken and how sure it is, write."""
    from cityloop.engine.impossible import Impossible as NoAnswer

    from .progress import until_interrupted

    started = time.perf_counter()
    named = dict(_scenario(text, args) for text in args.scenario)
    proposals, table = read_proposals(args.proposals, [args, *named.values()], args.error)
    limits = limits_of(args, table)
    error = None if args.error is None else error_of(args.error, table)
    scenarios = {name: (limits_of(options, table), options.policy) for name, options in named.items()}
    try:
        with until_interrupted("select") as going:
            found, chance, report = _answers(args, proposals, limits, error, scenarios, going)
    except NoAnswer as error:
        raise Impossible(error.text) from error
    report["seconds"] = round(time.perf_counter() - started, 4)
    save({args.out: _rows(found, chance, report), args.report: report})
    sys.stdout.write(_summary(report, args.out).pick(language()) + "\n")
    return 0


def _answers(
    args: Namespace, proposals: Proposals, limits: Limits, error: Any, scenarios: dict[str, Any], going: Any
) -> tuple[Selection, Any, dict[str, Any]]:
    from cityloop.engine.selection import Scenario, compare, robustness, select, what_it_takes

    def watch(best: float, bound: float) -> bool:
        return going(f"{best:.6g} / {bound:.6g}")

    found = select(proposals, limits, policy=args.policy, watch=watch)
    nearest = found.reserve if len(proposals) <= EXACT_UP_TO else found.reserve[:EXACT_BEYOND]
    found = what_it_takes(proposals, limits, found, nearest)
    chance = None
    if error is not None:
        draws = args.draws or (1000 if args.policy == "rank" else 200)
        chance = robustness(proposals, limits, error, policy=args.policy, draws=draws, seed=args.seed, watch=watch)
    policies = compare(proposals, _both(found, limits, proposals))
    asked = compare(proposals, {name: Scenario(*each) for name, each in scenarios.items()})
    return found, chance, _report(args, proposals, found, chance, policies.selections, asked)


def _both(found: Selection, limits: Limits, proposals: Proposals) -> dict[str, Scenario]:
    """The policies that have an answer: rank order may miss a minimum that the optimum keeps."""
    from cityloop.engine.impossible import Impossible as NoAnswer
    from cityloop.engine.selection import Scenario, select

    other = "total" if found.policy == "rank" else "rank"
    try:
        select(proposals, limits, policy=other)
    except NoAnswer:
        return {found.policy: Scenario(limits, found.policy)}
    return {policy: Scenario(limits, policy) for policy in ("rank", "total")}


def _scenario(text: str, args: Namespace) -> tuple[str, Namespace]:
    """A name and the limits it changes; what it does not name stays as it is."""
    name, colon, options = text.partition(":")
    parser = ArgumentParser(prog=f"--scenario '{name}'", add_help=False, argument_default=None)
    add_limits(parser)
    if not colon or not name.strip():
        raise BadOption(
            Text("--scenario: '이름: --budget 3200'처럼 쓰십시오.", "--scenario: write it as 'name: --budget 3200'.")
        )
    given = parser.parse_args(shlex.split(options))
    defaults = parser.parse_args([])
    changed = {key: value for key, value in vars(given).items() if value != getattr(defaults, key)}
    return name.strip(), Namespace(**{**{key: getattr(args, key) for key in vars(defaults)}, **changed})


def _rows(found: Selection, chance: Any, report: dict[str, Any]) -> dict[str, Any]:
    rows = {
        "id": found.ids,
        "in": found.chosen.astype(int),
        "rank": [int(rank) or None for rank in found.rank],
        "reason": [reason.pick(language()) for reason in found.reasons],
        "share": found.share.round(9),
        "score_needed": found.score_needed.round(6),
        "cost_needed": found.cost_needed.round(6),
    }
    if chance is not None:
        rows["chance"] = chance.chance
    for name, scenario in report["scenarios"].items():
        inside = set(scenario["in"])
        rows[f"in: {name}"] = [int(each in inside) for each in found.ids]
    return rows


def _brief(proposals: Proposals, found: Selection) -> dict[str, Any]:
    inside = [name for name, chosen in zip(found.ids, found.chosen, strict=True) if chosen]
    cost = float((found.share * proposals.cost).sum())
    return {"objective": found.objective, "bound": found.bound, "count": len(inside), "cost": cost, "in": inside}


def _report(
    args: Namespace, proposals: Proposals, found: Selection, chance: Any, policies: Any, asked: Any
) -> dict[str, Any]:
    gap = 0.0 if found.bound <= 0 else (found.bound - found.objective) / found.bound
    return {
        "policy": found.policy,
        **_brief(proposals, found),
        "gap": gap,
        "proven": found.proven,
        "limits": [{**asdict(use.limit), "used": use.used, "least": use.least, "most": use.most} for use in found.uses],
        "reserve": list(found.reserve[: args.reserve]),
        "policies": {name: _brief(proposals, each) for name, each in policies.items()},
        "scenarios": {name: _brief(proposals, each) for name, each in asked.selections.items()},
        "always": list(asked.always) if asked.selections else [],
        "chance": None if chance is None else dict(zip(found.ids, chance.chance.tolist(), strict=True)),
        "chance_error": None if chance is None else dict(zip(found.ids, chance.error.tolist(), strict=True)),
        "draws": None if chance is None else chance.draws,
        "exact": dict(zip(found.ids, found.exact.tolist(), strict=True)),
        "reasons": {name: asdict(reason) for name, reason in zip(found.ids, found.reasons, strict=True)},
    }


def _summary(report: dict[str, Any], out: Path) -> Text:
    said = Text(
        "{n}건 중 {k}건 선정, 비용 {c}, 총점 {s} ({p}) → {o}", "{k} of {n} in, cost {c}, total score {s} ({p}) → {o}"
    ).format(
        n=len(report["reasons"]),
        k=report["count"],
        c=f"{report['cost']:,.6g}",
        s=f"{report['objective']:,.6g}",
        p=report["policy"],
        o=out,
    )
    policies = report["policies"]
    if len(policies) < 2 or policies["rank"]["objective"] <= 0:
        return said
    more = policies["total"]["objective"] / policies["rank"]["objective"] - 1
    counts = policies["rank"]["count"], policies["total"]["count"]
    note = Text(
        "순위순은 {a}건, 총점 최대화는 {b}건을 선정하며 총점 차이는 {m}임.",
        "Rank order takes {a}, the highest total {b}: {m} in total score.",
    ).format(a=counts[0], b=counts[1], m=f"{more:+.1%}")
    return Text(f"{said.ko}\n{note.ko}", f"{said.en}\n{note.en}")
