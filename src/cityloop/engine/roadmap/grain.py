"""The step in which a roadmap's value can move: benefits in whole won or cents leave no room between two of them."""

from __future__ import annotations

import numpy as np

from .values import Task

STEPS = (1.0, 0.1, 0.01, 0.001)
NEAR = 1e-9
"""How far from a whole number of steps, relative to it, a figure may lie that was meant to be one."""


def grain(task: Task) -> float:
    """The largest step of which every possible gain is a whole number; 0 where there is none.

    >>> from .values import Limits, Services
    >>> two = Services(("a", "b"), *np.ones((3, 2)), np.array([9.25, 0.5]), np.array([1, 1]))
    >>> grain(Task(two, Limits((10.0,)))), grain(Task(two, Limits((10.0, 10.0), discount=(1.0, 1 / 3))))
    (0.01, 0.0)
    """
    gains = np.concatenate([np.outer(task.services.benefit, task.discount).ravel(), task.links.bonus])
    for step in STEPS:
        counts = gains / step
        if (np.abs(counts - np.round(counts)) <= NEAR * np.maximum(np.abs(counts), 1.0)).all():
            return step
    return 0.0


def lowered(bound: float, step: float) -> float:
    """A bound at the highest value that a roadmap can have below it.

    >>> round(lowered(22562.1247, 0.01), 9), lowered(7.5, 0.0), lowered(3.9999999999, 1.0)
    (22562.12, 7.5, 4.0)
    """
    if not step or not np.isfinite(bound):
        return bound
    counts = bound / step
    return float(np.floor(counts + NEAR * max(abs(counts), 1.0)) * step)
