"""Countries as people write them: names in either language, or ISO codes, parted by commas."""

import re
from functools import cache

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.language import country_name

_JOINT = re.compile(r"[,;、·\n]+")
# What people say besides the names of the Unicode CLDR.
ALSO_CALLED = {
    "한국": "KR",
    "korea": "KR",
    "republic of korea": "KR",
    "usa": "US",
    "uk": "GB",
    "터키": "TR",
    "turkey": "TR",
    "myanmar": "MM",
    "viet nam": "VN",
    "czech republic": "CZ",
    "russian federation": "RU",
    "uae": "AE",
    "lao pdr": "LA",
}


@cache
def codes_by_name() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes by name in Korean and English, lower case."""
    named = {
        name.casefold(): code
        for language in ("ko", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return named | ALSO_CALLED | {code.casefold(): code for code in set(named.values())}


class CountriesField(forms.CharField):
    """Cleans to ISO codes parted by commas; shows the names in the reader's language."""

    def prepare_value(self, value):
        codes = [code for code in (value or "").split(",") if code in codes_by_name().values()]
        return ", ".join(country_name(code) for code in codes) or value

    def clean(self, value):
        names = [name.strip() for name in _JOINT.split(super().clean(value)) if name.strip()]
        unknown = [name for name in names if name.casefold() not in codes_by_name()]
        if unknown:
            raise forms.ValidationError(
                _("“%(name)s” is no country that is known here. Write its name or its two-letter code."),
                params={"name": unknown[0]},
            )
        return ",".join(dict.fromkeys(codes_by_name()[name.casefold()] for name in names))
