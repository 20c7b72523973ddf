"""Amounts of money: whole numbers of a currency's smallest unit, exact to the last one (decision record 0014).

The decimals of a currency are those of ISO 4217, as the Unicode CLDR has them: none for the won, two for the euro.
"""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from babel.numbers import get_currency_precision, list_currencies

from cityloop.language import current

LARGEST = 10**15
"""Above every budget, and far below what an integer column holds; sums of many stay exact."""


def is_currency(code) -> bool:
    """Is it the ISO 4217 code of a currency?

    >>> is_currency("KRW"), is_currency("WON"), is_currency("krw")
    (True, False, False)
    """
    return isinstance(code, str) and code in list_currencies()


def minor(whole, currency: str) -> int:
    """An amount in the currency's own unit as a number of its smallest; `ValueError` where it is finer than that.

    >>> minor(400_000_000, "KRW"), minor("12.5", "EUR")
    (400000000, 1250)
    """
    if not is_currency(currency):
        raise ValueError(f"no currency: {currency!r}")
    try:
        scaled = Decimal(str(whole)).scaleb(get_currency_precision(currency))
    except InvalidOperation:
        raise ValueError(f"no amount: {whole!r}") from None
    if not scaled.is_finite() or scaled != scaled.to_integral_value() or abs(scaled) > LARGEST:
        raise ValueError(f"no amount in {currency}: {whole!r}")
    return int(scaled)


def whole(amount: int, currency: str) -> Decimal:
    """An amount in the currency's own unit, as it is written on an invoice.

    >>> whole(1250, "EUR"), whole(400_000_000, "KRW")
    (Decimal('12.50'), Decimal('400000000'))
    """
    return Decimal(amount).scaleb(-get_currency_precision(currency))


def exchanged(amount: int, currency: str, into: str, rate: Decimal) -> int:
    """What an amount is in another currency, at so many units of `into` for one of `currency`; rounded half up.

    >>> exchanged(1_000_00, "EUR", "KRW", Decimal("1650.255"))
    1650255
    """
    exact = whole(amount, currency) * rate
    return int(exact.scaleb(get_currency_precision(into)).to_integral_value(ROUND_HALF_UP))


def spoken(amount: int | None, currency: str) -> str:
    """An amount in full, to its last digit, as the reader's language writes it.

    >>> from django.utils.translation import override
    >>> with override("ko"):
    ...     spoken(120_000_001, "KRW"), spoken(-1250, "EUR")
    ('120,000,001원', '−EUR 12.50')
    >>> with override("en"):
    ...     spoken(120_000_001, "KRW")
    'KRW 120,000,001'
    """
    if amount is None:
        return "–"
    figures = f"{whole(abs(amount), currency):,f}"
    sign = "−" if amount < 0 else ""
    if currency == "KRW" and current() == "ko":
        return f"{sign}{figures}원"
    return f"{sign}{currency} {figures}"
