"""match(): needs to services, filtered with reasons, ranked by one method, with how far that ranking can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np

from cityloop.engine.text import Text

from .filters import Filter, Value, refusal
from .kernels import LOWER_IS_BETTER, METHODS, normalised, standings
from .reasons import reasons
from .stability import Acceptability, acceptability
from .values import Criterion, Ranked, Refused, Shortlist

NO_VALUE = Text("{c}: 값이 있는 서비스가 없어 반영하지 않음", "{c}: no service has a value, so it weighs nothing")
SAME_VALUE = Text("{c}: 모두 같은 값이라 순위를 가르지 않음", "{c}: the same for all, so it separates none")


def match(
    ids: Sequence[str],
    table: np.ndarray,
    criteria: Sequence[Criterion],
    *,
    method: str = "topsis",
    filters: Sequence[Filter] = (),
    attributes: Mapping[str, Sequence[Value]] | None = None,
    sd: np.ndarray | None = None,
    draws: int = 1000,
    seed: int = 1,
    trust: float = 1.0,
    progress: Callable[[int], bool] | None = None,
) -> Shortlist:
    """Rank the services that pass every filter. Ties share a rank and stand in the order of their ids.

    `table` (m, n) holds services × criteria, NaN where nothing is known; `sd` (m, n) the standard errors of its
    cells, else each criterion's own. `attributes` are further columns that filters may ask. A missing cell is valued
    at the median of its column for the ranking and drawn from its column for the stability; a criterion without any
    value weighs nothing. `draws`, `seed`, `trust` and `progress` are those of `acceptability`. Raises `ValueError`
    for doubled ids, infinite values, an unknown method or weights that are all zero, `KeyError` for a filter on an
    unknown column.

    >>> needs = [Criterion("effect", "max", 2), Criterion("cost", "min", 1)]
    >>> table = np.array([[5.0, 30.0], [4.0, 10.0], [1.0, 9.0], [9.0, 99.0]])
    >>> found = match(["a", "b", "c", "d"], table, needs, filters=[Filter("cost", "max", 50)], draws=200)
    >>> [(entry.id, entry.rank) for entry in found.ranked], found.refused[0].reason.en
    ([('b', 1), ('a', 2), ('c', 3)], 'cost is 99, at most 50 is allowed')
    >>> found.ranked[0].first > found.ranked[1].first
    True
    """
    table = _checked(ids, table, criteria, method)
    kept, refused = _filtered(ids, table, criteria, filters, attributes or {})
    spread = np.broadcast_to([criterion.sd for criterion in criteria], table.shape) if sd is None else np.asarray(sd)
    weights, notes = _usable(table[kept], criteria)
    if not kept.any():
        return Shortlist(method, True, (), refused, tuple(criteria), tuple(weights), {}, table[:0], 0, notes)
    standing = _Standing.of(table[kept], criteria, weights, method)
    stable = acceptability(
        standing.usable, standing.signs, weights, method=method, draws=draws, seed=seed, trust=trust,
        sd=spread[kept], progress=progress,
    )  # fmt: skip
    names = [name for name, keep in zip(ids, kept, strict=True) if keep]
    order = sorted(range(len(names)), key=lambda i: (standing.ranks[method][i], names[i]))
    return Shortlist(
        method=method,
        higher_is_better=method not in LOWER_IS_BETTER,
        ranked=_ranked(names, order, method, standing, criteria, stable),
        refused=refused,
        criteria=tuple(criteria),
        weights=tuple(weights.tolist()),
        agreement={name: _agreement(standing.ranks[method], rank) for name, rank in standing.ranks.items()},
        contributions=standing.contributions[order],
        draws=stable.draws,
        notes=notes,
    )


def _checked(ids: Sequence[str], table: np.ndarray, criteria: Sequence[Criterion], method: str) -> np.ndarray:
    table = np.asarray(table, dtype=float)
    if method not in METHODS:
        raise ValueError(f"method {method!r} is none of {', '.join(METHODS)}")
    if table.shape != (len(ids), len(criteria)):
        raise ValueError(f"the table has shape {table.shape}, not services x criteria {(len(ids), len(criteria))}")
    if len(set(ids)) < len(ids):
        raise ValueError("a service is listed twice")
    if np.isinf(table).any():
        raise ValueError("a value is infinite")
    if not any(criterion.weight > 0 for criterion in criteria):
        raise ValueError("at least one criterion has a weight above zero")
    return table


def _filtered(
    ids: Sequence[str],
    table: np.ndarray,
    criteria: Sequence[Criterion],
    filters: Sequence[Filter],
    attributes: Mapping[str, Sequence[Value]],
) -> tuple[np.ndarray, tuple[Refused, ...]]:
    """Which services pass every filter, (m,), and why the others do not."""
    if not filters:
        return np.ones(len(ids), dtype=bool), ()
    columns: dict[str, Any] = {**attributes, **{criterion.name: table[:, j] for j, criterion in enumerate(criteria)}}
    asked = {item.column: columns[item.column] for item in filters}
    verdicts = [refusal({name: cells[i] for name, cells in asked.items()}, filters) for i in range(len(ids))]
    refused = tuple(Refused(name, why) for name, why in zip(ids, verdicts, strict=True) if why is not None)
    return np.array([verdict is None for verdict in verdicts], dtype=bool), refused


def _usable(table: np.ndarray, criteria: Sequence[Criterion]) -> tuple[np.ndarray, tuple[Text, ...]]:
    """Weights adding up to one, with nothing on columns that hold no value; and what is said about such columns."""
    weights = np.array([criterion.weight for criterion in criteria], dtype=float)
    empty = np.isnan(table).all(axis=0)
    notes = []
    for criterion, column, gone in zip(criteria, table.T, empty, strict=True):
        known = column[~np.isnan(column)]
        if len(table) and gone:
            notes.append(NO_VALUE.format(c=criterion.name))
        elif len(known) > 1 and (known == known[0]).all():
            notes.append(SAME_VALUE.format(c=criterion.name))
    if (weights * ~empty).sum() > 0:
        weights = weights * ~empty
    return normalised(weights), tuple(notes)


@dataclass(frozen=True)
class _Standing:
    """Scores and ranks of the services (m,) under every method, and what each criterion contributes (m, n)."""

    usable: np.ndarray
    missing: np.ndarray
    signs: np.ndarray
    scores: Mapping[str, np.ndarray]
    ranks: Mapping[str, np.ndarray]
    contributions: np.ndarray

    @classmethod
    def of(cls, table: np.ndarray, criteria: Sequence[Criterion], weights: np.ndarray, method: str) -> _Standing:
        signs = np.array([criterion.sign for criterion in criteria])
        missing = np.isnan(table)
        usable = np.where(missing.all(axis=0), 0.0, table)
        filled = np.where(missing, np.nanmedian(usable, axis=0), usable) if missing.any() else usable
        scores = {name: kernel(filled, signs)(weights) for name, kernel in METHODS.items()}
        ranks = {name: _ranks(score if name in LOWER_IS_BETTER else -score) for name, score in scores.items()}
        places = standings(filled, signs)
        return cls(usable, missing, signs, scores, ranks, weights * (places - np.median(places, axis=0)))


def _ranked(
    names: list[str],
    order: list[int],
    method: str,
    standing: _Standing,
    criteria: Sequence[Criterion],
    stable: Acceptability,
) -> tuple[Ranked, ...]:
    by_method = np.column_stack(list(standing.ranks.values()))
    criterion_names = [criterion.name for criterion in criteria]
    columns = zip(
        [names[i] for i in order],
        standing.ranks[method][order].tolist(),
        standing.scores[method][order].tolist(),
        stable.first[order].tolist(),
        stable.top5[order].tolist(),
        stable.top10[order].tolist(),
        (dict(zip(standing.ranks, row, strict=True)) for row in by_method[order].tolist()),
        (tuple(compress(criterion_names, row)) for row in standing.missing[order].tolist()),
        reasons(criteria, standing.contributions[order], standing.missing[order], stable.of(order)),
        strict=True,
    )
    return tuple(Ranked(*row) for row in columns)


def _ranks(cost: np.ndarray) -> np.ndarray:
    """1 for the lowest; equals share the best rank. Scores equal to twelve digits are equal."""
    rounded = np.round(cost, 12)
    return np.searchsorted(np.sort(rounded), rounded) + 1


def _agreement(one: np.ndarray, other: np.ndarray) -> float:
    """Spearman's rank correlation; 1 where either ranks all alike."""
    if len(one) < 2 or one.std() == 0 or other.std() == 0:
        return 1.0
    return float(np.corrcoef(_mid_ranks(one), _mid_ranks(other))[0, 1])


def _mid_ranks(ranks: np.ndarray) -> np.ndarray:
    ordered = np.sort(ranks)
    return (np.searchsorted(ordered, ranks, "left") + np.searchsorted(ordered, ranks, "right")) / 2
