"""What a selection is asked and what it answers: proposals, limits, and the selection with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ..text import Text

SEPARATOR = "|"
"""Divides the values of a cell that holds several, such as a proposal of two countries."""


@dataclass(frozen=True)
class Proposals:
    """`n` proposals: unique `ids`, `cost` and `score` of shape (n,), and any further columns of texts or numbers.

    Costs are finite and not negative, in one unit of money throughout; scores are finite. Raises `ValueError`.

    >>> some = Proposals(("a", "b"), [3.0, 2.0], [80.0, 90.0], {"country": ["VN", "VN|KH"]})
    >>> {value: members.tolist() for value, members in some.groups("country").items()}
    {'VN': [0, 1], 'KH': [1]}
    """

    ids: tuple[str, ...]
    cost: np.ndarray
    score: np.ndarray
    columns: Mapping[str, np.ndarray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", tuple(self.ids))
        object.__setattr__(self, "cost", np.asarray(self.cost, float))
        object.__setattr__(self, "score", np.asarray(self.score, float))
        object.__setattr__(self, "columns", {name: np.asarray(values) for name, values in self.columns.items()})
        if len(set(self.ids)) < len(self.ids):
            raise ValueError("an id occurs twice")
        for name in ("cost", "score", *self.columns):
            if self.column(name).shape != (len(self.ids),):
                raise ValueError(f"{name}: one value for each of {len(self.ids)} proposals is needed")
        for name in ("cost", "score"):
            if not np.isfinite(self.column(name)).all():
                raise ValueError(
                    f"{name}: NaN or infinite for {self.ids[int(np.argmin(np.isfinite(self.column(name))))]}"
                )
        if (self.cost < 0).any():
            raise ValueError(f"cost: negative for {self.ids[int(np.argmin(self.cost))]}")

    def __len__(self) -> int:
        return len(self.ids)

    def column(self, name: str) -> np.ndarray:
        """The column of that name, `cost` and `score` among them; `KeyError` where there is none."""
        return self.cost if name == "cost" else self.score if name == "score" else self.columns[name]

    def groups(self, name: str) -> dict[str, np.ndarray]:
        """For each value in a column, the positions of its proposals; an empty cell belongs to no group."""
        members: dict[str, list[int]] = {}
        for position, cell in enumerate(self.column(name).tolist()):
            text = f"{cell:g}" if isinstance(cell, float) else str(cell)
            for value in dict.fromkeys(part.strip() for part in text.split(SEPARATOR)):
                if value and value != "nan":
                    members.setdefault(value, []).append(position)
        return {value: np.array(positions) for value, positions in members.items()}

    def positions(self, ids: object) -> np.ndarray:
        """Where these ids stand; `ValueError` for an id that is not among the proposals."""
        place = {name: position for position, name in enumerate(self.ids)}
        wanted = list(ids)  # type: ignore[call-overload]
        unknown = [name for name in wanted if name not in place]
        if unknown:
            raise ValueError(f"no proposal has the id {unknown[0]!r}")
        return np.array([place[name] for name in wanted], dtype=int)


@dataclass(frozen=True)
class Budget:
    """At most `amount` of the column `cost` over all proposals, or over those whose `column` holds `value`."""

    amount: float
    cost: str = "cost"
    column: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Cap:
    """At most `at_most` proposals whose `column` holds `value`; of each value, where `value` is None."""

    column: str
    at_most: int
    value: str | None = None


@dataclass(frozen=True)
class Minimum:
    """At least `at_least` proposals whose `column` holds `value`."""

    column: str
    value: str
    at_least: int


@dataclass(frozen=True)
class Limits:
    """The rules of a call.

    `thresholds`: the least value of `score` or of another column of numbers; a missing value does not meet it.
    `fixed_in` holds whatever the thresholds say. `partial` is the least share of its cost that a proposal may be
    funded with; None funds whole proposals only. `ties`: the columns that order equal scores, highest first, or
    lowest first behind a `-`; the id decides last.
    """

    budgets: tuple[Budget, ...] = ()
    seats: int | None = None
    caps: tuple[Cap, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)
    fixed_in: frozenset[str] = frozenset()
    fixed_out: frozenset[str] = frozenset()
    incompatible: tuple[tuple[str, str], ...] = ()
    partial: float | None = None
    ties: tuple[str, ...] = ("-cost",)

    def __post_init__(self) -> None:
        if self.fixed_in & self.fixed_out:
            raise ValueError(f"{min(self.fixed_in & self.fixed_out)!r} is fixed both in and out")
        if self.partial is not None and not 0 < self.partial <= 1:
            raise ValueError("partial: a share above 0 and at most 1 is needed")
        amounts = [budget.amount for budget in self.budgets]
        counts = [*(cap.at_most for cap in self.caps), *(least.at_least for least in self.minimums), self.seats or 0]
        if not all(np.isfinite(amount) and amount >= 0 for amount in amounts) or min(counts) < 0:
            raise ValueError("a budget, seats, cap or minimum is negative, NaN or infinite")


@dataclass(frozen=True)
class Use:
    """How much of one limit a selection uses."""

    limit: Text
    used: float
    least: float
    most: float


@dataclass(frozen=True)
class Selection:
    """Which proposals are in, and why; every array has shape (n,) and follows the order of the proposals.

    `share` is the part of the cost granted (0 out, 1 whole). `rank` counts from 1 and is 0 where a threshold or a
    fixing keeps a proposal out. `score_needed`: with it, all else equal, a proposal would be level with what keeps it
    out: any more, or the same and a better tie, and it is in; NaN where it is in or no score would help.
    `cost_needed`: at that cost or below it would be in; NaN likewise. Both are `exact`, or else (policy `total`
    before `what_it_takes`) `score_needed` is a score below which it is proven to stay out. `reserve`: ids, first to
    move up first. `objective` is the sum of score × share, `bound` what no selection under these limits can exceed.
    """

    policy: str
    ids: tuple[str, ...]
    share: np.ndarray
    rank: np.ndarray
    reasons: tuple[Text, ...]
    score_needed: np.ndarray
    cost_needed: np.ndarray
    exact: np.ndarray
    reserve: tuple[str, ...]
    objective: float
    bound: float
    proven: bool
    uses: tuple[Use, ...]

    @property
    def chosen(self) -> np.ndarray:
        """Which are in, bools of shape (n,)."""
        return self.share > 0
