"""How a scheme takes applications."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class SchemeIntake:
    """`notice`: only within the window of a notice of a round (공고); `rolling`: on any day.

    `joint` names who may apply together with whoever leads the application; nobody where it is empty.
    """

    by: Literal["notice", "rolling"]
    joint: tuple[Literal["provider", "local_government"], ...] = ()
