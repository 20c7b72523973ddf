"""How well somebody fits a case: what they know, what they bid, what they read, and how much they carry already.

>>> affinity(in_field=True) > affinity(in_field=False)
True
>>> affinity(in_field=False, bid="eager") > affinity(in_field=True, bid="not")
True
"""

from __future__ import annotations

OF_FIELD, FROM_ELSEWHERE, PER_CASE_AT_WORK, MOST_CASES = 1.0, 0.3, 0.02, 10
KNOWS = {"expert": 1.0, "versed": 0.8, "acquainted": 0.55}
"""What somebody says of themselves; of it and the field in which the pool has them the higher counts."""
BIDS = {"eager": 0.5, "willing": 0.25, "if_needed": -0.1, "not": -0.6}
"""A bid moves the affinity by less than no knowledge at all would; no bid leaves it. A conflict is no bid: it bars."""
UNREAD = -0.4
"""Whoever reads none of the languages of a case."""


def affinity(
    *, in_field: bool, level: str | None = None, bid: str | None = None, reads: bool = True, load: int = 0
) -> float:
    """The affinity of one person and one case: the field first, then the bid; of equals whoever marks fewer cases.

    `level` is what the person says to know of the field, `bid` their last bid, `load` the cases that they are marking.
    Words that are not known count nothing.

    >>> round(affinity(in_field=False, level="versed", bid="willing", load=2), 2)
    1.01
    >>> round(affinity(in_field=True, load=99), 2)
    0.8
    """
    known = max(OF_FIELD if in_field else FROM_ELSEWHERE, KNOWS.get(level or "", 0.0))
    read = 0.0 if reads else UNREAD
    return known + BIDS.get(bid or "", 0.0) + read - PER_CASE_AT_WORK * min(load, MOST_CASES)
