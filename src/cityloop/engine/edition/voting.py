"""A vote of citizens that a measured criterion is read from: what they are asked, and what of their answer counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..text import Text
from .kinds import Count, Id, Share


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An answer that citizens may give."""

    id: Id
    title: Text


@dataclass(frozen=True, kw_only=True)
class CitizenVote:
    """The vote whose result is the value of the criterion: the share of the voters who chose the option `counts`.

    `voters` says who may vote; below the share `turnout` of the codes handed out it counts as not filed. No count
    below `smallest_cell` is shown to anybody. It lasts as long as the step `citizen_vote` of the edition says.
    """

    asks: Text
    options: tuple[Choice, ...]
    counts: Id
    voters: Text
    method: Literal["yes_no", "approval"] = "yes_no"
    at_most: Count | None = None
    turnout: Share = 0
    smallest_cell: Count = 10
