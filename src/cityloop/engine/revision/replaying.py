"""`replay`: a draft edition over the whole record, case by case, and what the change amounts to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..edition import Duration, Edition
from ..evaluation import Outcomes
from ..evaluation.outcome import STATUSES
from ..text import Text, joined
from .changes import COMMENT_PERIODS, Change, diff, heaviest
from .record import Record
from .rules import KINDS, hybrids

SAME = 1e-9
NEAR = 0.05
"""A case is near the cut within this share of all points."""


@dataclass(frozen=True)
class Impact:
    """What a draft would do to n recorded cases.

    `old`, `new` are the outcomes under the two editions, their cases in one order. `moved` (n,) tells whose status or
    grade changes; `rules` has for each of those the kinds of rule (keys of `rules.KINDS`) that alone would move it,
    or `together`. `level` is what the change amounts to; `comment` how long the draft is then open to comments.
    """

    old: Outcomes
    new: Outcomes
    moved: np.ndarray
    rules: Mapping[str, tuple[str, ...]]
    changes: tuple[Change, ...]
    level: str
    comment: Duration

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases, in the order of the arrays."""
        return self.old.cases

    @cached_property
    def flows(self) -> Counter[tuple[str, str]]:
        """How many cases go from which status to which, those that stay included."""
        pairs = zip(self.old.codes.tolist(), self.new.codes.tolist(), strict=True)
        return Counter((STATUSES[before], STATUSES[after]) for before, after in pairs)

    @property
    def distance(self) -> np.ndarray:
        """Points above the new cut, negative below, (n,)."""
        return self.new.points - (self.new.edition.passing.points if self.new.edition.passing else 0)

    @property
    def near(self) -> np.ndarray:
        """Whose points lie within `NEAR` of the whole of the new cut, (n,)."""
        of = self.new.edition.passing.of if self.new.edition.passing else 0
        return np.abs(self.distance) <= NEAR * of

    def missing_evidence(self, case: int) -> tuple[str, ...]:
        """Criteria that lack a mark or measurement under the draft and did not before."""
        before = set(self.old.missing(case))
        return tuple(id for id in self.new.missing(case) if id not in before)

    @property
    def extreme(self) -> Text | None:
        """What is to be said of a draft that lets nobody pass any more, or everybody; None of any other."""
        passing = STATUSES.index("pass")
        before, after, size = self.old.codes == passing, self.new.codes == passing, len(self.cases)
        if not size or after.sum() not in (0, size) or before.sum() == after.sum():
            return None
        if after.any():
            said = Text(
                "이 개정안에서는 {n}건 모두 통과하며, 종전 불합격 {k}건도 통과함. 아무도 가르지 못하는 기준임.",
                "Under this draft all {n} cases pass, also the {k} that did not before: it separates nobody.",
            )
            return said.format(n=size, k=size - int(before.sum()))
        lacking = int((self.new.codes == STATUSES.index("incomplete")).sum())
        said = Text(
            "이 개정안에서는 {n}건 가운데 통과하는 것이 없음(종전 통과 {k}건). 자료 부족으로 판정 불가 {m}건.",
            "Under this draft none of {n} cases passes; {k} did before. {m} of them lack what it asks for.",
        )
        return said.format(n=size, k=int(before.sum()), m=lacking)

    def reason(self, case: int) -> str:
        """Why the case at that position moved, in codes joined by `|`: `weights`, `cut`, …; `points` where only its
        points change, `unchanged` where nothing does."""
        if self.moved[case]:
            return "|".join(self.rules[self.cases[case]])
        return "unchanged" if abs(self.new.points[case] - self.old.points[case]) <= SAME else "points"

    def reason_text(self, case: int) -> Text:
        """The same as a phrase in both languages."""
        phrases = {
            **KINDS,
            "points": Text("점수만 변동", "only its points change"),
            "unchanged": Text("변동 없음", "no change"),
        }
        return joined([phrases[code] for code in self.reason(case).split("|")], ", ")


def replay(old: Edition, new: Edition, cases: Any, assessors: Any, criteria: Any, marks: Any, **given: Any) -> Impact:
    """Judge the whole record under both editions and say whom the draft moves, and by which rule.

    The columns and `given` (`not_applicable`, `measurements`, `voided`, `pending`, `profile`, `track`) are those of
    `evaluate_many`. A criterion that only the draft has is missing on every case, which is what it would cost.

    >>> from cityloop import rulebook
    >>> from cityloop.engine.edition import compile_edition
    >>> from cityloop.engine.frozen import thaw
    >>> goods = rulebook.load("digital-public-goods/2021-reviews")
    >>> aggregate = {"assessors": "unanimous", "minimum_assessors": 2, "unmarked": "not_applicable"}
    >>> draft = compile_edition({**thaw(goods.content), "edition": "draft", "aggregate": aggregate})
    >>> ids = ["ownership"] * 3 + ["documentation"] * 2
    >>> impact = replay(goods, draft, ["p"] * 5, ["A", "B", "C", "A", "B"], ids, [1, 1, 0, 1, 1])
    >>> dict(impact.flows), impact.reason(0)
    ({('pass', 'fail'): 1}, 'aggregate')
    """
    record = Record.of(cases, assessors, criteria, marks, **given)
    before, after = record.judged_under(old), record.judged_under(new)
    moved = (before.codes != after.codes) | (before.grade != after.grade)
    names = [case for case, gone in zip(before.cases, moved, strict=True) if gone]
    rules = _rules(old, new, record.only(set(names)), names, after) if names else {}
    changes = diff(old, new)
    decided = np.isin(before.codes, [STATUSES.index("pass"), STATUSES.index("fail")])
    flips = "major" if (moved & decided & (before.codes != after.codes)).any() else "editorial"
    level = heaviest([*(change.level for change in changes), flips])
    comment = old.revision.comments.of(level) if old.revision else COMMENT_PERIODS[level]
    return Impact(before, after, moved, rules, changes, level, comment)


def _rules(old: Edition, new: Edition, record: Record, names: list[str], after: Outcomes) -> dict[str, tuple[str, ...]]:
    """For each moved case the kinds of rule that alone bring it to where it ends up."""
    place = {case: position for position, case in enumerate(after.cases)}
    alone: dict[str, list[str]] = {case: [] for case in names}
    for kind, edition in hybrids(old, new).items():
        found = record.judged_under(edition)
        grades, reached = found.grade, after.grade
        for position, case in enumerate(found.cases):
            end = place[case]
            if found.codes[position] == after.codes[end] and grades[position] == reached[end]:
                alone[case].append(kind)
    return {case: tuple(kinds) or ("together",) for case, kinds in alone.items()}
