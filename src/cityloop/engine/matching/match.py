"""match(): needs to services, filtered with reasons, ranked by one method, with how far that ranking can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from cityloop.engine.text import Text

from .filters import Filter, Value, refusal
from .kernels import LOWER_IS_BETTER, METHODS, normalised, standings
from .reasons import reasons
from .stability import acceptability
from .values import Criterion, Ranked, Refused, Shortlist


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
    value weighs nothing. Raises `ValueError` for doubled ids, infinite values, an unknown method or weights that are
    all zero, `KeyError` for a filter on an unknown column.

    >>> needs = [Criterion("effect", "max", 2), Criterion("cost", "min", 1)]
    >>> table = np.array([[5.0, 30.0], [4.0, 10.0], [1.0, 9.0], [9.0, 99.0]])
    >>> found = match(["a", "b", "c", "d"], table, needs, filters=[Filter("cost", "max", 50)], draws=200)
    >>> [(entry.id, entry.rank) for entry in found.ranked], found.refused[0].reason.en
    ([('b', 1), ('a', 2), ('c', 3)], 'cost is 99, at most 50 is allowed')
    >>> found.ranked[0].first > found.ranked[1].first
    True
    """
    table = _checked(ids, table, criteria, method)
    columns = {**(attributes or {}), **{criterion.name: table[:, j] for j, criterion in enumerate(criteria)}}
    verdicts = [refusal({item.column: columns[item.column][i] for item in filters}, filters) for i in range(len(ids))]
    kept = np.array([verdict is None for verdict in verdicts], dtype=bool)
    refused = tuple(Refused(name, why) for name, why in zip(ids, verdicts, strict=True) if why is not None)
    spread = np.broadcast_to([criterion.sd for criterion in criteria], table.shape) if sd is None else np.asarray(sd)
    names = [name for name, keep in zip(ids, kept, strict=True) if keep]
    weights, notes = _usable(table[kept], criteria)
    if not names:
        return Shortlist(method, True, (), refused, tuple(criteria), tuple(weights), {}, table[:0], 0, notes)
    return _rank(
        names, table[kept], criteria, weights, spread[kept], method, refused, notes, draws, seed, trust, progress
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
    if not criteria or not any(criterion.weight > 0 for criterion in criteria):
        raise ValueError("at least one criterion has a weight above zero")
    return table


def _usable(table: np.ndarray, criteria: Sequence[Criterion]) -> tuple[np.ndarray, tuple[Text, ...]]:
    """Weights adding up to one, with nothing on columns that hold no value; and what is said about such columns."""
    weights = np.array([criterion.weight for criterion in criteria], dtype=float)
    empty = np.isnan(table).all(axis=0)
    notes = []
    for criterion, column, gone in zip(criteria, table.T, empty, strict=True):
        known = column[~np.isnan(column)]
        if len(table) and gone:
            notes.append(
                Text("{c}: 값이 있는 서비스가 없어 반영하지 않음", "{c}: no service has a value, so it weighs nothing")
                .format(c=criterion.name)
            )  # fmt: skip
        elif len(known) > 1 and (known == known[0]).all():
            notes.append(
                Text("{c}: 모두 같은 값이라 순위를 가르지 않음", "{c}: the same for all, so it separates none").format(
                    c=criterion.name
                )
            )
    if (weights * ~empty).sum() > 0:
        weights = weights * ~empty
    return normalised(weights), tuple(notes)


def _rank(
    names: list[str],
    table: np.ndarray,
    criteria: Sequence[Criterion],
    weights: np.ndarray,
    sd: np.ndarray,
    method: str,
    refused: tuple[Refused, ...],
    notes: tuple[Text, ...],
    draws: int,
    seed: int,
    trust: float,
    progress: Callable[[int], bool] | None,
) -> Shortlist:
    signs = np.array([criterion.sign for criterion in criteria])
    missing = np.isnan(table)
    usable = np.where(missing.all(axis=0), 0.0, table)
    filled = _filled(usable)
    scores = {name: kernel(filled, signs)(weights) for name, kernel in METHODS.items()}
    ranks = {name: _ranks(-score if name not in LOWER_IS_BETTER else score) for name, score in scores.items()}
    stable = acceptability(
        usable, signs, weights, method=method, draws=draws, seed=seed, trust=trust, sd=sd, progress=progress
    )
    places = standings(filled, signs)
    contributions = weights * (places - np.median(places, axis=0))
    order = sorted(range(len(names)), key=lambda i: (ranks[method][i], names[i]))
    said = reasons(criteria, contributions, missing, stable)
    ranked = tuple(
        Ranked(
            id=names[i],
            rank=int(ranks[method][i]),
            score=float(scores[method][i]),
            first=float(stable.first[i]),
            top5=float(stable.top5[i]),
            top10=float(stable.top10[i]),
            by_method={name: int(rank[i]) for name, rank in ranks.items()},
            missing=tuple(criterion.name for criterion, gone in zip(criteria, missing[i], strict=True) if gone),
            reason=said[i],
        )
        for i in order
    )
    agreement = {name: _agreement(ranks[method], rank) for name, rank in ranks.items()}
    return Shortlist(
        method, method not in LOWER_IS_BETTER, ranked, refused, tuple(criteria), tuple(weights.tolist()), agreement,
        contributions[order], stable.draws, notes,
    )  # fmt: skip


def _filled(table: np.ndarray) -> np.ndarray:
    """Missing cells at the median of their column."""
    missing = np.isnan(table)
    if not missing.any():
        return table
    return np.where(missing, np.nanmedian(table, axis=0), table)


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
