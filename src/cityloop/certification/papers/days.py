"""Days as papers write them in full."""

from babel.dates import format_date

from cityloop.language import current


def in_full(day) -> str:
    """A day in words: `2026년 9월 7일`, `7 September 2026`.

    >>> from datetime import date
    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     in_full(date(2026, 9, 7))
    '7 September 2026'
    """
    return format_date(day, "long", locale="ko" if current() == "ko" else "en_GB")
