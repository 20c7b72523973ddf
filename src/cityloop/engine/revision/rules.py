"""Which rule moved a case: the old edition with one kind of rule taken from the new one, judged again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ..edition import Criterion, Edition, Passing
from ..text import Text

KINDS: Mapping[str, Text] = {
    "criteria": Text("지표의 추가·삭제", "criteria added or removed"),
    "gates": Text("필수요건", "gates"),
    "scales": Text("척도·배점 기준", "scales and thresholds"),
    "weights": Text("지표 가중치", "weights of criteria"),
    "applicability": Text("분야별 적용 여부", "what applies to the profile"),
    "areas": Text("영역의 구성·가중치·하한", "areas, their weights and minimums"),
    "aggregate": Text("평가위원 점수의 종합 방법", "how assessors' marks are put together"),
    "cut": Text("합격선", "the cut"),
    "grades": Text("등급", "grades"),
    "together": Text("여러 규칙의 결합", "several rules together"),
}

_SCALE = ("kind", "levels", "step", "points", "direction", "between", "formula", "unit")


def hybrids(old: Edition, new: Edition) -> dict[str, Edition]:
    """For each kind of rule that differs: the old edition with that kind taken from the new one.

    They are for judging only: their weights need not add up, and they have no digest.
    """
    made = {kind: make(old, new) for kind, make in _MAKERS.items()}
    return {kind: edition for kind, edition in made.items() if _judging(edition) != _judging(old)}


def _judging(edition: Edition) -> tuple:
    return edition.criteria, edition.areas, edition.aggregate, edition.passing, edition.grades, edition.profiles


def _with(old: Edition, new: Edition, *names: str) -> Edition:
    """The old edition, its criteria with the named attributes of the new ones of the same id."""
    theirs = new.by_id
    return replace(old, criteria=tuple(_mixed(c, theirs.get(c.id), names) for c in old.criteria))


def _mixed(ours: Criterion, theirs: Criterion | None, names: tuple[str, ...]) -> Criterion:
    return replace(ours, **{name: getattr(theirs, name) for name in names}) if theirs else ours


def _with_new_criteria(old: Edition, new: Edition) -> Edition:
    ours = old.by_id
    known = {area.id for area in old.areas}
    added = [c for c in new.criteria if c.id not in ours and c.area in known]
    return replace(old, criteria=(*(c for c in old.criteria if c.id in new.by_id), *added))


def _with_areas(old: Edition, new: Edition) -> Edition:
    return replace(_with(old, new, "area"), areas=new.areas, passing=_whole_of(old, new))


def _whole_of(old: Edition, new: Edition) -> Passing | None:
    """The old cut as the same share of the new whole, since areas of other sums are points of another size."""
    ours, theirs = old.passing, new.passing
    if not ours or not theirs or ours.of == theirs.of:
        return ours
    return replace(ours, points=ours.points * theirs.of / ours.of, of=theirs.of)


_MAKERS: Mapping[str, Callable[[Edition, Edition], Edition]] = {
    "criteria": _with_new_criteria,
    "gates": lambda old, new: _with(old, new, "mandatory"),
    "scales": lambda old, new: _with(old, new, *_SCALE),
    "weights": lambda old, new: _with(old, new, "weight"),
    "applicability": lambda old, new: replace(_with(old, new, "not_for"), profiles=new.profiles),
    "areas": _with_areas,
    "aggregate": lambda old, new: replace(old, aggregate=new.aggregate),
    "cut": lambda old, new: replace(old, passing=new.passing),
    "grades": lambda old, new: replace(old, grades=new.grades),
}
