"""Spans of the calendar: `P2Y`, `P3M`, `P2W`, `P14D`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

Day = TypeVar("Day", bound=date)

_FORM = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")


@dataclass(frozen=True, slots=True)
class Duration:
    """Whole months and whole days, as ISO 8601 writes them, without times of day."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read an ISO 8601 duration of years, months, weeks and days. Raises `ValueError` for anything else.

        >>> Duration.parse("P1Y6M"), Duration.parse("P2W")
        (Duration(months=18, days=0), Duration(months=0, days=14))
        """
        found = _FORM.fullmatch(text) if isinstance(text, str) else None
        if not found:
            raise ValueError(f"not a duration of years, months, weeks and days: {text!r}")
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        return cls(years * 12 + months, weeks * 7 + days)

    def after(self, day: Day) -> Day:
        """The day (or moment) this long after `day`; where a month is too short, its last day.

        >>> Duration.parse("P1M").after(date(2026, 1, 31)), Duration.parse("P2Y").after(date(2024, 2, 29))
        (datetime.date(2026, 2, 28), datetime.date(2026, 2, 28))
        """
        return self._shifted(day, 1)

    def before(self, day: Day) -> Day:
        """The day (or moment) this long before `day`; where a month is too short, its last day.

        >>> Duration.parse("P3M").before(date(2026, 5, 31))
        datetime.date(2026, 2, 28)
        """
        return self._shifted(day, -1)

    def _shifted(self, day: Day, sign: int) -> Day:
        year, month = divmod(day.year * 12 + day.month - 1 + sign * self.months, 12)
        clamped = min(day.day, monthrange(year, month + 1)[1])
        return day.replace(year=year, month=month + 1, day=clamped) + timedelta(days=sign * self.days)

    def times(self, n: int) -> Duration:
        """The span `n` times over.

        >>> str(Duration.parse("P6M").times(3))
        'P1Y6M'
        """
        return Duration(self.months * n, self.days * n)

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        parts = [f"{years}Y" if years else "", f"{months}M" if months else "", f"{self.days}D" if self.days else ""]
        return "P" + ("".join(parts) or "0D")
