"""count(): what a vote of citizens came to, how sure it is, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""The normal quantile of an interval that misses one time in twenty."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A count: codes handed out, votes cast, votes of each option, and the share that is measured.

    `share` is that of the voters who chose the option that counts, None without a vote; `low` and `high` are the ends
    of its interval where the voters were a sample. `enough`: the turnout reached what the rules ask for.
    """

    issued: int
    cast: int
    votes: Mapping[str, int]
    turnout: float
    share: float | None
    low: float | None
    high: float | None
    enough: bool


def one_of(options: Sequence[str], choices: Sequence[str], at_most: int) -> bool:
    """Is it exactly one of the options?"""
    return len(choices) == 1 and choices[0] in options


def some_of(options: Sequence[str], choices: Sequence[str], at_most: int) -> bool:
    """Are these different options, one or more, and no more than allowed?"""
    return 0 < len(choices) == len(set(choices)) <= at_most and set(choices) <= set(options)


METHODS: Mapping[str, Callable[[Sequence[str], Sequence[str], int], bool]] = {"yes_no": one_of, "approval": some_of}
"""What a vote may say by each method. A vote is a list of options; what a method makes of it is counted below."""


def valid(method: str, options: Sequence[str], choices: object, at_most: int) -> bool:
    """May a vote say this?

    >>> valid("yes_no", ["yes", "no"], ["yes"], 1), valid("yes_no", ["yes", "no"], ["yes", "no"], 1)
    (True, False)
    """
    said = list(choices) if isinstance(choices, list | tuple) else []
    return all(isinstance(one, str) for one in said) and METHODS[method](options, said, at_most)


def count(
    options: Sequence[str],
    votes: Iterable[Sequence[str]],
    counts: str,
    issued: int,
    *,
    turnout: float = 0,
    population: int | None = None,
) -> Counted:
    """Count votes. `population` is that of the sample who were given codes, None where everybody was asked.

    >>> found = count(["yes", "no"], [["yes"], ["yes"], ["no"]], "yes", 6, turnout=0.4)
    >>> found.votes["yes"], round(found.share, 3), found.turnout, found.enough
    (2, 0.667, 0.5, True)
    """
    found = dict.fromkeys(options, 0)
    cast = 0
    for vote in votes:
        cast += 1
        for choice in vote:
            found[choice] += 1
    share = found[counts] / cast if cast else None
    low, high = interval(found[counts], cast, population) if population and cast else (None, None)
    came = cast / issued if issued else 0.0
    return Counted(issued, cast, found, came, share, low, high, cast > 0 and came >= turnout)


def interval(chose: int, cast: int, population: int) -> tuple[float, float]:
    """Wilson's interval of a share in a sample without replacement, for those who would vote as these did.

    >>> [round(end, 3) for end in interval(60, 100, 100_000)], interval(60, 100, 100)
    ([0.502, 0.691], (0.6, 0.6))
    """
    share = chose / cast
    if cast >= population:
        return share, share
    n = cast * (population - 1) / (population - cast)
    middle, spread = share + Z * Z / (2 * n), Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def shown(votes: Mapping[str, int], cast: int, smallest: int) -> dict[str, int | None] | None:
    """The counts that may be shown, None in place of the others; nothing at all where too few voted.

    A single hidden count would follow from the total, so the smallest of the rest is hidden with it. Nobody in a cell
    is few, too: where nobody said no, everybody's vote would be known.

    >>> shown({"yes": 60, "no": 40}, 100, 10), shown({"yes": 97, "no": 3}, 100, 10), shown({"yes": 5, "no": 3}, 8, 10)
    ({'yes': 60, 'no': 40}, {'yes': None, 'no': None}, None)
    """
    if cast < smallest:
        return None
    hidden = {name for name, n in votes.items() if n < smallest or cast - n < smallest}
    rest = [name for name in votes if name not in hidden]
    if len(hidden) == 1 and rest:
        hidden.add(min(rest, key=lambda name: (votes[name], name)))
    return {name: None if name in hidden else n for name, n in votes.items()}
