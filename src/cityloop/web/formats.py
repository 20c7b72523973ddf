"""Numbers, dates and money as a reader of either language writes them.

A true minus (U+2212), grouped thousands, no padding zeros in days; dense tables use ISO dates. Values come as
plain numbers, `Decimal`, `date` or aware `datetime` (shown in the current time zone); `None` is a dash.
"""

import datetime
from decimal import ROUND_HALF_EVEN, Decimal

from django.utils import timezone

from cityloop.language import current

MINUS, NOTHING = "−", "–"
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
KOREAN_UNITS = {"KRW": "원", "EUR": "유로", "USD": "달러"}
KOREAN_WEEKDAYS, ENGLISH_WEEKDAYS = "월화수목금토일", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def figure(value, decimals: int | None = None) -> str:
    """A number with grouped thousands and a true minus, rounded half to even to `decimals` if given.

    >>> figure(-1234567.5, 1)
    '−1,234,567.5'
    >>> figure(84.6), figure(7), figure(None)
    ('84.6', '7', '–')
    """
    if value is None or value == "":
        return NOTHING
    exact = Decimal(str(value))
    if not exact.is_finite():
        return NOTHING
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-int(decimals)), ROUND_HALF_EVEN)
    text = f"{abs(exact):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return MINUS + text if exact < 0 else text


def signed(value, decimals: int | None = None) -> str:
    """A number that always says its direction: `+9.4`, `−6`, `0`."""
    text = figure(value, decimals)
    positive = text not in (NOTHING, "") and text[0] != MINUS and any(digit in text for digit in "123456789")
    return f"+{text}" if positive else text


def percent(share, decimals: int | None = 1) -> str:
    """A share between 0 and 1 as a percentage.

    >>> percent(0.071), percent(1, 0), percent(None)
    ('7.1%', '100%', '–')
    """
    text = figure(None if share in (None, "") else Decimal(str(share)) * 100, decimals)
    return text if text == NOTHING else f"{text}%"


def span(low, high, decimals: int | None = None) -> str:
    """A range of numbers: `−42 ~ −19`."""
    return f"{figure(low, decimals)} ~ {figure(high, decimals)}"


def money(amount, currency: str = "KRW") -> str:
    """An amount in the largest words that keep it exact: `3억 8,000만 원`, `KRW 380 million`.

    >>> from django.utils.translation import override
    >>> with override("ko"):
    ...     money(380_000_000), money(2_600_000, "EUR"), money(9_500)
    ('3억 8,000만 원', '260만 유로', '9,500원')
    >>> with override("en"):
    ...     money(380_000_000), money(2_600_000, "EUR"), money(-9_500)
    ('KRW 380 million', 'EUR 2.6 million', '−KRW 9,500')
    """
    if amount is None or amount == "":
        return NOTHING
    value = Decimal(str(amount))
    words = _korean_money if current() == "ko" else _english_money
    return (MINUS if value < 0 else "") + words(abs(value), currency)


def _korean_money(value: Decimal, currency: str) -> str:
    unit = KOREAN_UNITS.get(currency, currency)
    if value < 10_000 or value % 10_000:
        return f"{figure(value)}{'' if unit == '원' else ' '}{unit}"
    hundred_millions, rest = divmod(int(value) // 10_000, 10_000)
    parts = [f"{figure(hundred_millions)}억" if hundred_millions else "", f"{figure(rest)}만" if rest else ""]
    joined = " ".join(part for part in parts if part)
    return f"{joined} {unit}"


def _english_money(value: Decimal, currency: str) -> str:
    for size, word in ((Decimal(10**9), "billion"), (Decimal(10**6), "million")):
        if value >= size and (value / size * 1000) % 1 == 0:
            return f"{currency} {figure(value / size)} {word}"
    return f"{currency} {figure(value)}"


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime.datetime) and timezone.is_aware(value) else value


def day(value, form: str = "long") -> str:
    """A day. `long`: `2026년 9월 1일`, `1 September 2026`; `short`: without the year; `dense`: `2026-09-01`;
    `weekday`: `9월 1일(화)`, `Tue 1 September`.

    >>> from django.utils.translation import override
    >>> with override("ko"):
    ...     day(datetime.date(2026, 9, 1)), day(datetime.date(2026, 9, 1), "weekday")
    ('2026년 9월 1일', '9월 1일(화)')
    """
    if not value:
        return NOTHING
    value = _local(value)
    if form == "dense":
        return f"{value:%Y-%m-%d}"
    if current() == "ko":
        text = f"{value.month}월 {value.day}일"
        return {"long": f"{value.year}년 {text}", "weekday": f"{text}({KOREAN_WEEKDAYS[value.weekday()]})"}.get(
            form, text
        )
    text = f"{value.day} {ENGLISH_MONTHS[value.month - 1]}"
    return {"long": f"{text} {value.year}", "weekday": f"{ENGLISH_WEEKDAYS[value.weekday()]} {text}"}.get(form, text)


def moment(value, form: str = "long") -> str:
    """A day with its time of day, in the current time zone: `2026년 9월 1일 18:00`, `1 September 2026, 18:00`."""
    if not value:
        return NOTHING
    value = _local(value)
    joint = ", " if current() == "en" and form != "dense" else " "
    return f"{day(value, form)}{joint}{value:%H:%M}"


def days_span(start, end) -> str:
    """A span of days: `2026년 2월 5일 – 3월 12일`, `5 February – 12 March 2026`; open ends are left open."""
    if not (start and end):
        return f"{day(start) if start else ''} – {day(end) if end else ''}".strip()
    if _local(start).year != _local(end).year:
        return f"{day(start)} – {day(end)}"
    return f"{day(start)} – {day(end, 'short')}" if current() == "ko" else f"{day(start, 'short')} – {day(end)}"


def size(number_of_bytes) -> str:
    """A file's size: `2.4 MB`."""
    if number_of_bytes is None:
        return NOTHING
    for limit, unit in ((1_000_000, "MB"), (1_000, "kB")):
        if number_of_bytes >= limit:
            return f"{figure(number_of_bytes / limit, 1)} {unit}"
    return f"{figure(number_of_bytes)} B"


def digest(sha256: str | None) -> str:
    """A digest short enough to compare by eye: its first four and last three characters."""
    text = sha256 or ""
    return text if len(text) <= 9 else f"{text[:4]}…{text[-3:]}"
