"""May a committee decide, and what did it decide: quorum and majority as exact fractions of people.

The fractions and the treatment of recused members are the edition's (`panel` of a rulebook file). Recused members are
never present. Where they do not count as in office, the quorum is taken of the others; counted, they only raise it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .edition.parts import Panel
from .text import Text

MET = Text("정족수 {n}명을 채움(출석 {p}명).", "The quorum of {n} is met: {p} present.")
SHORT = Text(
    "정족수 {n}명에 {m}명이 모자라 의결할 수 없음.",
    "The quorum is {n}; {m} more must be present before anything is decided.",
)
CARRIED = Text("출석 {p}명 중 찬성 {f}명으로 의결함({n}명 이상).", "Carried: {f} of {p} present in favour, {n} needed.")
LOST = Text(
    "출석 {p}명 중 찬성 {f}명으로 {n}명에 미치지 못함.", "Not carried: {f} of {p} present in favour, {n} needed."
)


@dataclass(frozen=True)
class Quorum:
    """How many of those who count must be present, and how many are missing."""

    counted: int
    needed: int
    present: int

    @property
    def missing(self) -> int:
        """How many more must come; 0 where the quorum is met."""
        return max(self.needed - self.present, 0)

    @property
    def met(self) -> bool:
        """May the committee decide?"""
        return self.missing == 0

    @property
    def says(self) -> Text:
        """The quorum in a sentence."""
        return (MET if self.met else SHORT).format(n=self.needed, p=self.present, m=self.missing)


@dataclass(frozen=True)
class Resolution:
    """What came of a vote: nothing without a quorum, else carried or not."""

    quorum: Quorum
    in_favour: int
    needed: int

    @property
    def carried(self) -> bool:
        """Was the motion carried? Never without a quorum."""
        return self.quorum.met and self.in_favour >= self.needed

    @property
    def says(self) -> Text:
        """The result in a sentence."""
        if not self.quorum.met:
            return self.quorum.says
        return (CARRIED if self.carried else LOST).format(p=self.quorum.present, f=self.in_favour, n=self.needed)


def at_least(share: Fraction, of: int) -> int:
    """The smallest whole number of people that is the share of so many, and never nobody.

    >>> at_least(Fraction(2, 3), 9), at_least(Fraction(2, 3), 7), at_least(Fraction(2, 3), 0)
    (6, 5, 1)
    """
    return max(-(-share.numerator * of // share.denominator), 1)


def quorum(panel: Panel, *, in_office: int, present: int, recused: int = 0) -> Quorum:
    """The quorum of an item: `in_office` includes the recused, `present` does not.

    >>> rule = Panel(seats=9, quorum=Fraction(2, 3), decision=Fraction(2, 3))
    >>> quorum(rule, in_office=9, recused=2, present=5).met, quorum(rule, in_office=9, present=5).missing
    (True, 1)
    """
    if not 0 <= recused <= in_office or not 0 <= present <= in_office - recused:
        raise ValueError(f"{present} present and {recused} recused do not fit {in_office} in office")
    counted = in_office if panel.recused_count_as_in_office else in_office - recused
    return Quorum(counted, at_least(panel.quorum, counted), present)


def resolve(panel: Panel, *, in_office: int, present: int, in_favour: int, recused: int = 0) -> Resolution:
    """What a vote came to. Whoever is present and does not vote in favour stands against, said or not.

    >>> rule = Panel(seats=9, quorum=Fraction(2, 3), decision=Fraction(2, 3))
    >>> [resolve(rule, in_office=9, present=n, in_favour=4).carried for n in (6, 7)]
    [True, False]
    """
    if not 0 <= in_favour <= present:
        raise ValueError(f"{in_favour} in favour of {present} present")
    found = quorum(panel, in_office=in_office, present=present, recused=recused)
    return Resolution(found, in_favour, at_least(panel.decision, present))
