"""Values under one framework read as values of another: which indicator says what another asks for, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from cityloop.engine.text import Text

from .values import Observations


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is `scale` × `source` + `offset`; `fit` is `same`, or `near` where something else is measured."""

    source: str
    target: str
    fit: str
    scale: float = 1.0
    offset: float = 0.0
    note: Text | None = None

    def of(self, value: float) -> float:
        """The value as the target measures it, without the dust of binary fractions.

        >>> Link("gap", "share", "near", scale=-0.01, offset=1).of(10.7)
        0.893
        """
        return float(f"{self.scale * value + self.offset:.12g}")


@dataclass(frozen=True)
class FrameworkMapping:
    """The links from one framework to another, each framework by its reference `id/edition`."""

    id: str
    title: Text
    source: str
    target: str
    links: tuple[Link, ...]


def translated(seen: Observations, links: Iterable[Link]) -> tuple[Observations, Mapping[str, Link]]:
    """The observations with the targets of links added, and the links used; a value given for the target stays.

    >>> seen = Observations(("Lyon", "Oslo"), ("gini", "share"), np.array([[30.0, np.nan], [25.0, 0.9]]))
    >>> more, used = translated(seen, [Link("gini", "g", "same", 0.01), Link("x", "share", "same")])
    >>> more.indicators, more.values.tolist(), list(used)
    (('gini', 'share', 'g'), [[30.0, nan, 0.3], [25.0, 0.9, 0.25]], ['g'])
    """
    used: dict[str, Link] = {}
    for link in links:
        if link.source in seen.indicators and link.target not in used:
            seen = _with(seen, link)
            used[link.target] = link
    return seen, used


def _with(seen: Observations, link: Link) -> Observations:
    there = seen.indicators.index(link.source)
    if link.target not in seen.indicators:
        seen = replace(
            seen,
            indicators=(*seen.indicators, link.target),
            values=_wider(seen.values, np.nan),
            years=None if seen.years is None else _wider(seen.years, np.nan),
            quality=None if seen.quality is None else _wider(seen.quality, ""),
        )
    here = seen.indicators.index(link.target)
    empty = np.isnan(seen.values[:, here])
    filled = np.array([np.nan if np.isnan(value) else link.of(value) for value in seen.values[:, there]])
    return replace(
        seen,
        values=_filled(seen.values, here, empty, filled),
        years=None if seen.years is None else _filled(seen.years, here, empty, seen.years[:, there]),
        quality=None if seen.quality is None else _filled(seen.quality, here, empty, seen.quality[:, there]),
    )


def _wider(array: np.ndarray, blank: object) -> np.ndarray:
    return np.column_stack([array, np.full(len(array), blank, dtype=array.dtype)])


def _filled(array: np.ndarray, column: int, where: np.ndarray, new: np.ndarray) -> np.ndarray:
    array = array.copy()
    array[where, column] = new[where]
    return array
