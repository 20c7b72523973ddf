"""How one person's answers become weights, by three methods, and which answers contradict each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from cityloop.consulting.guide import guide
from cityloop.engine.matching import (
    Contradiction,
    ahp,
    ahp_contradictions,
    best_worst,
    best_worst_contradictions,
    swing,
)
from cityloop.engine.matching.weights import BEARABLE

DIGITS, HUNDRED, MOST = 6, 100, 9
BARELY = 1 + 1e-9
"""The engine takes the first 1 for the best and the worst: whatever is as important stands a hair beside it."""
SWING, BEST_WORST, AHP = "swing", "best_worst", "ahp"


@dataclass(frozen=True)
class Weighed:
    """Weights by criterion that add up to one, how far the answers contradict each other, and which ones do."""

    weights: Mapping[str, float]
    inconsistency: float | None
    contradictions: tuple[Contradiction, ...]

    @property
    def contradicts(self) -> bool:
        return self.inconsistency is not None and self.inconsistency > BEARABLE


def criteria() -> list[str]:
    """Ids of what services are weighed by, in the order of the guide."""
    return [one.id for one in guide().criteria]


def pairs() -> list[tuple[str, str]]:
    """Every two criteria once, in the order of the guide."""
    return list(combinations(criteria(), 2))


def weighed(method: str, answers: Mapping) -> Weighed:
    """Weights from answers; raises `ValueError` where these are not complete or lie outside the scale.

    `swing`: `points` (0 to 100) by criterion. `best_worst`: `best`, `worst`, and by criterion how much the best
    outweighs it (`best_to`) and how much it outweighs the worst (`to_worst`), 1 to 9. `ahp`: `pairs`, by
    "first/second" from -8 (the second counts 9 times as much) over 0 (alike) to 8 (the first does).
    """
    return {SWING: _swing, BEST_WORST: _best_worst, AHP: _ahp}[method](answers)


def _swing(answers) -> Weighed:
    points = [answers["points"][one] for one in _whole(answers, "points")]
    if max(points) != HUNDRED or any(not 0 <= one <= HUNDRED for one in points):
        raise ValueError("points lie between 0 and 100, and the most wanted step has 100")
    return Weighed(_named(swing(points).values), None, ())


def _best_worst(answers) -> Weighed:
    ids = criteria()
    best, worst = answers["best"], answers["worst"]
    if best == worst or best not in ids or worst not in ids:
        raise ValueError("the most and the least important are two different criteria")
    up = {**{one: answers["best_to"][one] for one in ids if one != best}, best: 1}
    down = {**{one: answers["to_worst"][one] for one in ids if one not in (best, worst)}, best: up[worst], worst: 1}
    if any(not 1 <= one <= MOST for one in (*up.values(), *down.values())):
        raise ValueError("comparisons lie between 1 and 9")
    order = [best, *(one for one in ids if one not in (best, worst)), worst]
    ups, downs = [up[one] for one in order], [down[one] for one in order]
    ups[1:] = [max(one, BARELY) for one in ups[1:]]
    downs[:-1] = [max(one, BARELY) for one in downs[:-1]]
    found = best_worst(ups, downs)
    wrong = best_worst_contradictions(ups, downs)
    at = [ids.index(one) for one in order]
    told = tuple(Contradiction(at[one.first], at[one.second], one.said, one.fits, one.ratio) for one in wrong)
    share = max((one.ratio for one in wrong), default=0.0)
    return Weighed(_named(found.values, order), round(share, DIGITS), told)


def _ahp(answers) -> Weighed:
    ids, given = criteria(), answers["pairs"]
    matrix = np.ones((len(ids), len(ids)))
    for first, second in pairs():
        step = given[f"{first}/{second}"]
        if step not in range(1 - MOST, MOST):
            raise ValueError("comparisons lie between -8 and 8")
        i, j = ids.index(first), ids.index(second)
        matrix[i, j] = step + 1 if step >= 0 else 1 / (1 - step)
        matrix[j, i] = 1 / matrix[i, j]
    found = ahp(matrix)
    return Weighed(_named(found.values), round(found.inconsistency, DIGITS), ahp_contradictions(matrix))


def _whole(answers, key) -> list[str]:
    if set(answers[key]) != set(criteria()):
        raise ValueError("every criterion needs an answer")
    return criteria()


def _named(values, order=None) -> dict[str, float]:
    by = dict(zip(order or criteria(), (round(float(one), DIGITS) for one in values), strict=True))
    return {one: by[one] for one in criteria()}


def points_of(weights: Mapping[str, float]) -> dict[str, int]:
    """Weights as whole points that add up to a hundred, by the largest remainder.

    >>> points_of({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})
    {'a': 34, 'b': 33, 'c': 33}
    """
    exact = {one: HUNDRED * weight / sum(weights.values()) for one, weight in weights.items()}
    points = {one: int(value) for one, value in exact.items()}
    rest = sorted(exact, key=lambda one: points[one] - exact[one])[: HUNDRED - sum(points.values())]
    return {one: value + (one in rest) for one, value in points.items()}


def middle(people: list[Mapping[str, float]]) -> dict[str, float]:
    """The arithmetic mean of several people's weights, by criterion."""
    return {one: round(sum(weights[one] for weights in people) / len(people), DIGITS) for one in criteria()}


def spread(people: list[Mapping[str, float]]) -> dict[str, tuple[float, float]]:
    """The least and the greatest weight that somebody gives, by criterion."""
    return {one: (min(w[one] for w in people), max(w[one] for w in people)) for one in criteria()}
