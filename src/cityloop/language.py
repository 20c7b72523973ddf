"""Two languages, one source: what is shown follows the reader, what is decided never does."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import get_language

from cityloop.engine.text import Text

LANGUAGES = ("ko", "en")
READ = ("ko", "en", "ar", "es", "fr", "id", "ja", "pt", "ru", "th", "uz", "vi", "zh")
"""Languages that somebody may say to read; the site itself speaks the first two."""
NO_COUNTRY = frozenset(("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"))  # in the CLDR beside the countries


def current() -> str:
    """The reader's language, `ko` or `en`."""
    return "en" if (get_language() or "ko").startswith("en") else "ko"


def pick(text: Text | Mapping[str, str] | Promise | str | None) -> str:
    """The reader's side of a text (`Text`, `{ko, en}`, or one that is translated); a plain string as it is.

    The other side stands in where one is empty.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     pick({"ko": "교통", "en": "Transport"})
    'Transport'
    """
    if text is None or isinstance(text, str):
        return text or ""
    if isinstance(text, Promise):
        return str(text)
    first = current()
    if isinstance(text, Text):
        return text.pick(first)
    other = "ko" if first == "en" else "en"
    return text.get(first) or text.get(other) or ""


class bilingual:
    """`name = bilingual("name")` reads `name_ko` or `name_en` by the reader's language.

    The other language stands in where one is empty: a name that exists in one language only is shown, not hidden.
    """

    def __init__(self, stem: str):
        self.stem = stem

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return pick({code: getattr(instance, f"{self.stem}_{code}") for code in LANGUAGES})


def country_name(code: str) -> str:
    """The name of a country by its ISO 3166-1 code, from the Unicode CLDR; the code itself where there is none.

    >>> from django.utils.translation import override
    >>> with override("ko"):
    ...     country_name("VN")
    '베트남'
    """
    return _territories(current()).get(code, code)


def countries() -> list[tuple[str, str]]:
    """Code and name of every country, by name in the reader's language."""
    named = _territories(current())
    codes = (code for code in named if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY)
    return sorted(((code, named[code]) for code in codes), key=lambda pair: pair[1])


@lru_cache
def _territories(language: str):
    return Locale(language).territories


def languages_read() -> list[tuple[str, str]]:
    """Code and name of every language that somebody may say to read, in the reader's language."""
    named = Locale(current()).languages
    return [(code, named[code]) for code in READ]


def in_full(day) -> str:
    """A day in words: `2026년 9월 7일`, `7 September 2026`.

    >>> from datetime import date
    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     in_full(date(2026, 9, 7))
    '7 September 2026'
    """
    return format_date(day, "long", locale="ko" if current() == "ko" else "en_GB")
