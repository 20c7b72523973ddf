"""A city's participatory budget: 160 projects and 90,494 voters who approve up to ten: medians of CPU seconds.

Peer: pabutools (GPL, with a proprietary solver among what it asks for, so it is not in our environment), the same
votes, equal shares by cost and without completion, in floats as quick as it gets; ballots are equal ballots once there
as well. A peer that funds something else makes the benchmark fail.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import Row
from cityloop.engine.budgeting import Completion, Project, Rule, collected, fund

PROJECTS, VOTERS, RUNS = 160, 90_494, 5
BUDGET = 30_000_000


def vote(seed: int) -> tuple[list[Project], list[list[str]]]:
    """Projects of unequal cost, and voters who mostly choose near their home."""
    random = np.random.default_rng(seed)
    costs = np.exp(random.normal(12.5, 0.9, PROJECTS)).astype(int) + 1000
    projects = [Project(f"P{number:03}", int(cost)) for number, cost in enumerate(costs)]
    district = random.integers(0, 18, PROJECTS)
    liked = random.pareto(1.4, PROJECTS) + 0.1
    ballots = []
    for home, size in zip(random.integers(0, 18, VOTERS), random.integers(1, 11, VOTERS), strict=True):
        weight = liked * np.where(district == home, 12.0, 1.0)
        chosen = random.choice(PROJECTS, size, replace=False, p=weight / weight.sum())
        ballots.append([projects[one].id for one in chosen])
    return projects, ballots


def measured(work: Callable[[], Any]) -> tuple[float, Any]:
    """The median over runs, and the last result."""
    took = []
    for _run in range(RUNS):
        begun = time.process_time()
        found = work()
        took.append(time.process_time() - begun)
    return statistics.median(took), found


def peer(projects: list[Project], ballots: list[list[str]]) -> tuple[float, set[str]] | None:
    """CPU seconds of one run of pabutools and what it funds; None where it is not installed."""
    try:
        import pabutools.fractions
        from pabutools import election
        from pabutools.rules import method_of_equal_shares
    except ImportError:
        return None
    pabutools.fractions.FRACTION = "float"
    known = {project.id: election.Project(project.id, project.cost) for project in projects}
    instance = election.Instance(known.values(), budget_limit=BUDGET)
    profile = election.ApprovalMultiProfile(
        profile=election.ApprovalProfile([election.ApprovalBallot(known[one] for one in ballot) for ballot in ballots])
    )
    begun = time.process_time()
    found = method_of_equal_shares(instance, profile, sat_class=election.Cost_Sat)
    return time.process_time() - begun, {project.name for project in found}


def said(seconds: float) -> str:
    """CPU seconds as a cell."""
    return f"{seconds:.2f} s of CPU"


def main() -> list[Row]:
    """Collecting the ballots, equal shares, and the two completions."""
    projects, ballots = vote(1)
    collecting, votes = measured(lambda: collected(projects, ballots))
    bare, found = measured(lambda: fund(votes, BUDGET, completion=Completion.NONE))
    completed, _found = measured(lambda: fund(votes, BUDGET))
    raised, more = measured(lambda: fund(votes, BUDGET, completion=Completion.RAISED))
    greedy, _found = measured(lambda: fund(votes, BUDGET, rule=Rule.GREEDY))
    other = peer(projects, ballots)
    if other and other[1] != set(found.chosen):
        raise AssertionError(f"the peer funds {sorted(other[1] ^ set(found.chosen))} otherwise")
    return [
        Row("ballots collected", "", said(collecting)),
        Row(
            f"equal shares, {len(found.chosen)} projects funded",
            "<= 2 s",
            said(bare),
            f"pabutools {said(other[0])}" if other else "",
            round(other[0] / bare, 1) if other else None,
        ),
        Row("equal shares, greedy completion", "<= 2 s", said(completed)),
        Row(f"equal shares, raised by steps, {len(more.chosen)} funded", "", said(raised)),
        Row("greedy", "", said(greedy)),
    ]
