"""Marks and measurements as they are given, read without ever raising; and what is wrong with one, for a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any

from ..edition import Criterion
from ..text import Text

NA = "NA"
"""Given instead of a mark: in this assessor's view the criterion does not apply to the case."""

AGREED = ""
"""The assessor of a mark that all agreed on, such as a consensus: no minimum number of assessors is asked of it."""

TINY = 1e-9
"""Two numbers of points, or a mark and a step of its scale, closer than this are the same."""

LARGEST = 1e15
"""No measurement of a city service is larger; what is, is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given on one criterion: the usable numbers, how many said NA, what was unusable, and by whom."""

    numbers: tuple[float, ...] = ()
    not_applicable: int = 0
    unusable: tuple[tuple[str, Any], ...] = ()
    assessors: frozenset[str] = frozenset()

    @property
    def agreed(self) -> bool:
        """Whether it is one mark that all agreed on."""
        return self.assessors == {AGREED}


def scale(criterion: Criterion) -> tuple[float, ...]:
    """The marks an assessor may give, ascending; empty where any number (a measurement) or none (a formula) may be.

    A rubric without `step` takes its levels; with `step` everything from the lowest to the highest by that step.

    >>> from cityloop import rulebook
    >>> scale(rulebook.load("horizon-like/2026").criteria[0])[:4]
    (0.0, 0.5, 1.0, 1.5)
    """
    if criterion.kind == "binary":
        return (0, 1)
    if criterion.kind != "rubric":
        return ()
    if criterion.step is None:
        return tuple(level.mark for level in criterion.levels)
    count = round((criterion.highest - criterion.lowest) / criterion.step)
    return tuple(round(criterion.lowest + i * criterion.step, 9) for i in range(count + 1))


def mark_problem(criterion: Criterion, mark: Any) -> Text | None:
    """What is wrong with a mark on a criterion, said for a form; None where nothing is. No mark and NA are right.

    >>> from cityloop.engine.edition import Level
    >>> levels = tuple(Level(mark=mark, means=Text("…", "…")) for mark in range(3))
    >>> text = Text("가", "a")
    >>> rubric = Criterion(id="x", area="a", title=text, asks=text, kind="rubric", weight=1, levels=levels)
    >>> print(mark_problem(rubric, 2), "|", mark_problem(rubric, 7))
    None | Give one of 0, 1, 2.
    """
    if mark is None or _is_na(mark):
        return None
    if criterion.kind == "formula":
        return Text("산식으로 계산하는 지표이므로 점수를 주지 않습니다.", "It is computed: nobody marks it.")
    number = as_number(mark)
    if criterion.kind == "measured":
        return None if number is not None else Text("숫자를 입력하십시오.", "Give a number.")
    allowed = scale(criterion)
    if number is not None and any(abs(number - step) <= TINY for step in allowed):
        return None
    listed = ", ".join(f"{step:g}" for step in allowed)
    if len(allowed) > 12:
        listed = f"{allowed[0]:g}, {allowed[1]:g}, … {allowed[-1]:g}"
    return Text("{l} 중 하나를 입력하십시오.", "Give one of {l}.").format(l=listed)


def as_number(value: Any) -> float | None:
    """A number no larger than `LARGEST` as a float; None for everything else: text, NaN, the infinities."""
    if not isinstance(value, Real | Decimal):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError, TypeError):
        return None
    return number if abs(number) <= LARGEST else None  # NaN fails the comparison, too


def given(criterion: Criterion, value: Any, assessors: tuple[str, ...] | None = None) -> Given:
    """Read what was given on a criterion: one agreed mark, a list in the order of `assessors`, or marks by assessor."""
    numbers: list[float] = []
    unusable: list[tuple[str, Any]] = []
    names: set[str] = set()
    not_applicable = 0
    for name, mark in _by_assessor(value, assessors):
        if mark is None:
            continue
        names.add(name)
        if _is_na(mark):
            not_applicable += 1
        elif mark_problem(criterion, mark) is None:
            numbers.append(float(mark))
        else:
            unusable.append((name, mark))
    return Given(tuple(numbers), not_applicable, tuple(unusable), frozenset(names))


def _by_assessor(value: Any, assessors: tuple[str, ...] | None) -> Iterable[tuple[str, Any]]:
    if isinstance(value, Mapping):
        return [(str(name), mark) for name, mark in value.items()]
    if isinstance(value, list | tuple) or hasattr(value, "tolist"):
        marks = value.tolist() if hasattr(value, "tolist") else value
        if isinstance(marks, list | tuple):
            names = [*(assessors or ()), *(f"#{i + 1}" for i in range(len(assessors or ()), len(marks)))]
            return list(zip(names, marks, strict=False))
        value = marks
    return [(AGREED, value)]


def _is_na(mark: Any) -> bool:
    return isinstance(mark, str) and mark == NA
