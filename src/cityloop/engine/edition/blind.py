"""Who is hidden from whom while a proposal is judged, and from when on names are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .kinds import Id


@dataclass(frozen=True, kw_only=True)
class Blind:
    """One side of the judging is hidden from the other, until the proposal has come so far, or for good (`never`).

    `applicants` are hidden from reviewers: their names, what identifies them in the form, and what their files say of
    their makers. `reviewers` are hidden from applicants also on the page on which a member can be challenged. Names
    are open at the `consensus`, once the evaluation is over (`assessed`), or once it is `decided`. Of a `track` where
    one is named, else of every track.
    """

    hides: Literal["applicants", "reviewers"]
    until: Literal["consensus", "assessed", "decided", "never"]
    track: Id | None = None
