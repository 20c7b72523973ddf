"""Codes of new services: from the English name, else from the provider's code; never from Korean."""

from itertools import count

from django.utils.text import slugify

from cityloop.catalogue.models import Service
from cityloop.catalogue.records import RESERVED
from cityloop.catalogue.search.words import fold

LONGEST = 60
NAMELESS = "service"


def fresh_code(name_en: str, provider_code: str) -> str:
    """A code that no service has yet: `safe-crossing`, or `daon-systems-2`."""
    stem = slugify(name_en)[:LONGEST].strip("-_") or provider_code.strip("-_") or NAMELESS
    taken = set(Service.objects.filter(code__startswith=stem).values_list("code", flat=True)) | RESERVED
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(code for code in candidates if code not in taken)


def code_of_city(city_en: str) -> str:
    """The code by which a city is known: its English name in small letters.

    >>> code_of_city("São Paulo"), code_of_city("부산")
    ('sao-paulo', '')
    """
    return slugify(fold(city_en))[:60]
