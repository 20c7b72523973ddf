"""The same proposals under several sets of limits, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from .awards import select
from .values import Limits, Proposals, Selection


@dataclass(frozen=True)
class Scenario:
    """One set of limits and a policy."""

    limits: Limits = field(default_factory=Limits)
    policy: str = "rank"


@dataclass(frozen=True)
class Comparison:
    """`selections` by scenario; the ids that are in `always` (under every scenario), `never`, and in some: `open`."""

    selections: Mapping[str, Selection]
    always: tuple[str, ...]
    never: tuple[str, ...]
    open: tuple[str, ...]


def compare(proposals: Proposals, scenarios: Mapping[str, Scenario]) -> Comparison:
    """Select under every scenario; raises as `select` does.

    >>> from cityloop.engine.selection import Budget
    >>> some = Proposals(("a", "b", "c"), cost=[3, 2, 2], score=[90, 80, 70])
    >>> limits = Limits(budgets=(Budget(4),))
    >>> both = compare(some, {"strict": Scenario(limits), "best": Scenario(limits, "total")})
    >>> {name: round(found.objective) for name, found in both.selections.items()}, both.open
    ({'strict': 90, 'best': 150}, ('a', 'b', 'c'))
    """
    selections = {name: select(proposals, each.limits, policy=each.policy) for name, each in scenarios.items()}
    count = np.sum([found.chosen for found in selections.values()], axis=0) if selections else np.zeros(len(proposals))
    ids = np.array(proposals.ids, dtype=object)
    groups = (count == len(selections), count == 0, (count > 0) & (count < len(selections)))
    return Comparison(selections, *(tuple(ids[group]) for group in groups))
