"""Why a service stands where it does: what lifts it, what holds it back, what is not known, how stable that is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from cityloop.engine.text import Text, joined, same

from .stability import Acceptability
from .values import Criterion

NOTABLE = 0.02
"""A criterion is named when it moves the weighted standing by this much against the median service."""
NOBODY = -1

_LIFTED = Text("강점: {c}", "lifted by {c}")
_HELD_BACK = Text("약점: {c}", "held back by {c}")
_MIDDLE = Text("모든 기준에서 중간", "near the middle on every criterion")
_NO_DATA = Text("자료 없음: {c}", "no data on {c}")


def reasons(
    criteria: Sequence[Criterion], contributions: np.ndarray, missing: np.ndarray, stable: Acceptability
) -> list[Text]:
    """One text per service; `contributions` and `missing` are (m, n), in the order of the services.

    >>> one = Acceptability(np.array([0.62]), np.array([1.0]), np.array([1.0]), 100)
    >>> cost, effect, reach = Criterion("cost", "min"), Criterion("effect"), Criterion("reach")
    >>> reasons([cost, effect, reach], np.array([[-0.2, 0.3, 0.0]]), np.array([[False, False, True]]), one)[0].en
    'lifted by effect; held back by cost; no data on reach; first in 62 % of draws'
    """
    order = np.argsort(-contributions, axis=1, kind="stable")
    ups, downs = order[:, :2], order[:, ::-1][:, :2]
    ups = np.where(np.take_along_axis(contributions, ups, axis=1) >= NOTABLE, ups, NOBODY)
    downs = np.where(np.take_along_axis(contributions, downs, axis=1) <= -NOTABLE, downs, NOBODY)
    said = _Said([criterion.name for criterion in criteria])
    each = zip(ups.tolist(), downs.tolist(), missing, stable.first.tolist(), stable.top5.tolist(), strict=True)
    return [
        joined((said.place(tuple(up), tuple(down)), *said.blanks(gone.tobytes()), said.stability(first, top5)), "; ")
        for up, down, gone, first, top5 in each
    ]


class _Said:
    """The parts of reasons: each is worded once, however many services share it."""

    def __init__(self, names: Sequence[str]):
        self.names = names
        self.place, self.blanks, self.stability = cache(self._place), cache(self._blanks), cache(_stability)

    def _place(self, ups: tuple[int, ...], downs: tuple[int, ...]) -> Text:
        said = ((_LIFTED, ups), (_HELD_BACK, downs))
        parts = [text.format(c=same(names)) for text, which in said if (names := self._named(which))]
        return joined(parts, "; ") if parts else _MIDDLE

    def _blanks(self, missing: bytes) -> tuple[Text, ...]:
        """`missing`: a byte of 1 for each criterion without a value."""
        names = self._named([j for j, gone in enumerate(missing) if gone])
        return (_NO_DATA.format(c=same(names)),) if names else ()

    def _named(self, which: Sequence[int]) -> str:
        return ", ".join(self.names[j] for j in which if j != NOBODY)


def _stability(first: float, top5: float) -> Text:
    if first >= 0.005:
        return Text("반복 계산의 {p:.0f}%에서 1위", "first in {p:.0f} % of draws").format(p=100 * first)
    return Text("반복 계산의 {p:.0f}%에서 5위 이내", "among the first five in {p:.0f} % of draws").format(p=100 * top5)
