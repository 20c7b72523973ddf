"""A place's clock: what it showed when, the hour that comes twice in October and the one that never comes in March."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = 1970, 2100


@dataclass(frozen=True)
class Clock:
    """Seconds of world time at which the offset from it changes, and the offset from then on, ascending."""

    moments: np.ndarray
    offsets: np.ndarray

    @classmethod
    def of(cls, zone: str) -> Clock:
        """The clock of a time zone. Raises `KeyError` or `ValueError` for a zone that does not exist.

        >>> clock = Clock.of("Europe/Madrid")
        >>> int(clock.offsets[0]) // 3600, len(Clock.of("Asia/Seoul").moments) < 10
        (1, True)
        """
        place = ZoneInfo(zone)
        moments, offsets = [-(2**62)], [_offset(place, datetime(_FIRST, 1, 1, tzinfo=UTC))]
        day = datetime(_FIRST, 1, 1, tzinfo=UTC)
        while day.year < _LAST:
            after = day + timedelta(days=28)
            if _offset(place, after) != _offset(place, day):
                moment = _change(place, day, after)
                moments.append(int((moment - EPOCH).total_seconds()))
                offsets.append(_offset(place, after))
            day = after
        return cls(np.array(moments, dtype=np.int64), np.array(offsets, dtype=np.int64))

    def local(self, at: np.ndarray) -> np.ndarray:
        """What the clock shows (seconds) at world times `at`."""
        return at + self.offsets[np.searchsorted(self.moments, at, side="right") - 1]

    def world(self, local: np.ndarray, again: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """World times of what the clock showed; whether it showed that twice, and whether it never did.

        `again` marks readings that come the second time in the hour that comes twice.

        >>> clock = Clock.of("Europe/Madrid")
        >>> half_past_two = int(datetime(2018, 10, 28, 2, 30, tzinfo=UTC).timestamp())
        >>> at, twice, never = clock.world(np.array([half_past_two] * 2), np.array([False, True]))
        >>> (at[1] - at[0]).item(), twice.tolist(), never.tolist()
        (3600, [True, True], [False, False])
        """
        before = np.searchsorted(self.moments[1:] + self.offsets[:-1], local, side="right")
        after = np.searchsorted(self.moments[1:] + self.offsets[1:], local, side="right")
        twice, never = after > before, after < before
        return local - self.offsets[np.where(twice & ~again, before, after)], twice, never


def _offset(place: ZoneInfo, moment: datetime) -> int:
    return int(moment.astimezone(place).utcoffset().total_seconds())


def _change(place: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The second at which the offset changes between two moments."""
    own = _offset(place, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if _offset(place, middle) == own else (low, middle)
    return high
