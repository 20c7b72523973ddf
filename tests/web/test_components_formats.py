"""Numbers, dates and money read naturally in both languages."""

import datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from cityloop.web import formats

SEPTEMBER = datetime.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("amount", "currency", "korean", "english"),
    [
        (380_000_000, "KRW", "3억 8,000만 원", "KRW 380 million"),
        (2_800_000_000, "KRW", "28억 원", "KRW 2.8 billion"),
        (400_000_000, "KRW", "4억 원", "KRW 400 million"),
        (1_234_567, "KRW", "1,234,567원", "KRW 1,234,567"),
        (2_600_000, "EUR", "260만 유로", "EUR 2.6 million"),
        (0, "KRW", "0원", "KRW 0"),
        (-50_000, "KRW", "−5만 원", "−KRW 50,000"),
        (Decimal("19.90"), "USD", "19.9 달러", "USD 19.9"),
        (None, "KRW", "–", "–"),
    ],
)
def test_money_is_said_in_the_largest_words_that_keep_it_exact(amount, currency, korean, english):
    with override("ko"):
        assert formats.money(amount, currency) == korean
    with override("en"):
        assert formats.money(amount, currency) == english


def test_a_minus_is_a_true_minus_and_nothing_is_a_dash():
    assert formats.figure(-3.25, 1) == "−3.2"
    assert formats.figure(None) == formats.figure(float("nan")) == "–"


def test_a_signed_figure_says_its_direction_and_zero_has_none():
    assert [formats.signed(value, 1) for value in (9.4, -6, 0, 0.01)] == ["+9.4", "−6.0", "0.0", "0.0"]


@pytest.mark.parametrize(
    ("form", "korean", "english"),
    [
        ("long", "2026년 9월 1일", "1 September 2026"),
        ("short", "9월 1일", "1 September"),
        ("weekday", "9월 1일(화)", "Tue 1 September"),
        ("dense", "2026-09-01", "2026-09-01"),
    ],
)
def test_a_day_reads_as_people_write_it(form, korean, english):
    with override("ko"):
        assert formats.day(SEPTEMBER, form) == korean
    with override("en"):
        assert formats.day(SEPTEMBER, form) == english


def test_a_moment_is_told_in_the_time_of_the_site():
    closing = datetime.datetime(2027, 3, 12, 9, 0, tzinfo=datetime.UTC)
    with override("ko"):
        assert formats.moment(closing) == "2027년 3월 12일 18:00"
    with override("en"):
        assert formats.moment(closing, "weekday") == "Fri 12 March, 18:00"


def test_a_span_of_days_says_its_year_once_and_leaves_an_open_end_open():
    with override("en"):
        assert formats.days_span(datetime.date(2026, 2, 5), datetime.date(2026, 3, 12)) == "5 February – 12 March 2026"
        assert formats.days_span(SEPTEMBER, None) == "1 September 2026 –"
        assert formats.days_span(datetime.date(2026, 12, 1), datetime.date(2027, 1, 5)) == (
            "1 December 2026 – 5 January 2027"
        )
    with override("ko"):
        assert formats.days_span(datetime.date(2026, 2, 5), datetime.date(2026, 3, 12)) == "2026년 2월 5일 – 3월 12일"


def test_a_digest_is_short_enough_to_compare_by_eye():
    assert formats.digest("9f3c" + "0" * 57 + "e21") == "9f3c…e21"
    assert formats.digest(None) == ""
