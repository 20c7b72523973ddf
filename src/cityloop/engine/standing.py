"""How a certificate stands: the fold of what happened to it, and of the calendar.

A certificate's status is never set: it follows from its happenings, in their order, and from its last day. What the
database stores is what `fold` gives of all that is recorded; what a page says of a day is `standing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

NOT_ISSUED = ""
VALID, SUSPENDED, WITHDRAWN, EXPIRED, SUPERSEDED = "valid", "suspended", "withdrawn", "expired", "superseded"
IN_FORCE = (VALID, SUSPENDED)
"""What the calendar ends."""

NEXT = {
    (NOT_ISSUED, "issued"): VALID,
    (VALID, "suspended"): SUSPENDED,
    (SUSPENDED, "reinstated"): VALID,
    (VALID, "withdrawn"): WITHDRAWN,
    (SUSPENDED, "withdrawn"): WITHDRAWN,
    (WITHDRAWN, "reinstated"): VALID,  # where an appeal against the withdrawal was upheld
    (VALID, "expired"): EXPIRED,
    (SUSPENDED, "expired"): EXPIRED,
    (VALID, "superseded"): SUPERSEDED,
    (SUSPENDED, "superseded"): SUPERSEDED,
}
"""Which status follows, from the status before and the kind of what happened."""


@dataclass(frozen=True)
class Happening:
    """Something that happened to a certificate on a day: one of the kinds in `NEXT`."""

    kind: str
    on: date


@dataclass(frozen=True)
class Standing:
    """A status, the day since which it holds, and the place of the happening it follows from; None: the calendar."""

    status: str
    since: date | None = None
    by: int | None = None


def follows(status: str, kind: str) -> bool:
    """Whether something of this kind can happen to a certificate of this status.

    >>> follows("valid", "suspended"), follows("withdrawn", "suspended"), follows("expired", "withdrawn")
    (True, False, False)
    """
    return (status, kind) in NEXT


def fold(happenings: Sequence[Happening]) -> Standing:
    """The standing after all that is recorded, in the order given; what cannot follow changes nothing.

    >>> fold([Happening("issued", date(2026, 7, 1)), Happening("suspended", date(2026, 9, 1))])
    Standing(status='suspended', since=datetime.date(2026, 9, 1), by=1)
    """
    found = Standing(NOT_ISSUED)
    for place, happening in enumerate(happenings):
        after = NEXT.get((found.status, happening.kind))
        if after is not None:
            found = Standing(after, happening.on, place)
    return found


def standing(happenings: Sequence[Happening], valid_until: date, on: date) -> Standing:
    """The standing on a day: of what had happened by then, and expired once the last day is past.

    >>> standing([Happening("issued", date(2026, 7, 1))], valid_until=date(2028, 7, 1), on=date(2028, 7, 2))
    Standing(status='expired', since=datetime.date(2028, 7, 2), by=None)
    """
    found = fold([happening for happening in happenings if happening.on <= on])
    if found.status in IN_FORCE and on > valid_until:
        return Standing(EXPIRED, valid_until + timedelta(days=1))
    return found
