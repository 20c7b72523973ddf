"""The kinds of value that a rulebook file writes as text or number, and how each is read from plain data.

A reader returns the value or raises `ValueError`; `EXPECTED` says for each kind what a file should have there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, Any, NewType

from ..expressions import program
from ..text import Text, same
from .duration import Duration

if TYPE_CHECKING:  # the kinds tell the reader of files what to expect; to code they are the values they are
    Id = str
    Cel = str
    Currency = str
    Zone = str
    Told = str
    Wording = Text
    Number = float
    Positive = float
    NotNegative = float
    Share = float
    Count = int
    Moment = datetime
else:
    Id = NewType("Id", str)
    Cel = NewType("Cel", str)
    Currency = NewType("Currency", str)
    Zone = NewType("Zone", str)
    Told = NewType("Told", str)
    Wording = NewType("Wording", Text)
    Number = NewType("Number", float)
    Positive = NewType("Positive", float)
    NotNegative = NewType("NotNegative", float)
    Share = NewType("Share", float)
    Count = NewType("Count", int)
    Moment = NewType("Moment", datetime)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,99}")


def _text(value: Any) -> Text:
    if not isinstance(value, Mapping) or set(value) != {"ko", "en"}:
        raise ValueError
    ko, en = value["ko"], value["en"]
    if not (isinstance(ko, str) and isinstance(en, str) and ko.strip() and en.strip()):
        raise ValueError
    return Text(ko, en)


def _plain(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _wording(value: Any) -> Text:
    return same(_plain(value)) if isinstance(value, str) else _text(value)


def _id(value: Any) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError
    return value


def _matching(pattern: str) -> Callable[[Any], str]:
    form = re.compile(pattern)

    def read(value: Any) -> str:
        if not isinstance(value, str) or not form.fullmatch(value):
            raise ValueError
        return value

    return read


def _finite(value: int | float) -> bool:
    """Neither NaN nor infinite, nor an integer beyond all floats."""
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _number(least: float = float("-inf"), most: float = float("inf"), *, open_below: bool = False) -> Callable:
    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
            raise ValueError
        if not least <= value <= most or (open_below and value == least):
            raise ValueError
        return value

    return read


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _date(value: Any) -> date:
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError
    return date.fromisoformat(value)


def _moment(value: Any) -> date | datetime:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value):
        return datetime.fromisoformat(value)
    return _date(value)


def _fraction(value: Any) -> Fraction:
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,3}/\d{1,3}", value):
        raise ValueError
    top, bottom = map(int, value.split("/"))
    if not 0 < top <= bottom:
        raise ValueError
    return Fraction(top, bottom)


def _cel(value: Any) -> str:
    program(_plain(value))
    return value


READERS: Mapping[Any, Callable[[Any], Any]] = {
    Text: _text,
    Wording: _wording,
    str: _plain,
    bool: _flag,
    Id: _id,
    Cel: _cel,
    Currency: _matching(r"[A-Z]{3}"),
    Zone: _matching(r"[A-Z][A-Za-z]+(/[A-Z][A-Za-z_]+){1,2}|UTC"),
    Told: _matching(r"request|(project|proposal)\.[a-z][a-z_]*"),
    Number: _number(),
    Positive: _number(0, open_below=True),
    NotNegative: _number(0),
    Share: _number(0, 1),
    Count: _count,
    date: _date,
    Moment: _moment,
    Duration: Duration.parse,
    Fraction: _fraction,
}

EXPECTED: Mapping[Any, Text] = {
    Text: Text("{ko: …, en: …} 형식의 국문·영문 문안", "a text in both languages, {ko: …, en: …}"),
    Wording: Text("글자 또는 {ko: …, en: …}", "a text, or {ko: …, en: …}"),
    str: Text("빈칸이 아닌 글자", "a text"),
    bool: Text("true 또는 false", "true or false"),
    Id: Text("영문자·숫자·_·.·-로 된 식별자(100자 이하)", "an id of ASCII letters, digits, _ . - (at most 100)"),
    Cel: Text("CEL 식", "a CEL expression"),
    Currency: Text("KRW와 같은 세 글자 통화 부호", "a currency code of three letters such as KRW"),
    Zone: Text("Asia/Seoul과 같은 시간대", "a time zone such as Asia/Seoul"),
    Told: Text("request 또는 project.ends와 같은 사실", "a fact such as request or project.ends"),
    Number: Text("숫자", "a number"),
    Positive: Text("0보다 큰 숫자", "a number above 0"),
    NotNegative: Text("0 이상의 숫자", "a number, 0 or more"),
    Share: Text("0과 1 사이의 숫자", "a number from 0 to 1"),
    Count: Text("0 이상의 정수", "a whole number, 0 or more"),
    date: Text("2026-03-01과 같은 날짜", "a date such as 2026-03-01"),
    Moment: Text('2026-03-01 또는 "2026-03-01T18:00"', 'a date such as 2026-03-01, or "2026-03-01T18:00"'),
    Duration: Text("P2Y, P3M, P14D와 같은 기간", "a duration such as P2Y, P3M or P14D"),
    Fraction: Text('"2/3"와 같은 분수', 'a fraction such as "2/3"'),
}
