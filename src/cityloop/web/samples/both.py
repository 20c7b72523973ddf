"""Text of samples in both languages: it is data, so it stays out of the catalogues of the interface."""

from django.utils.functional import lazy

from cityloop.language import pick


def _pick(korean: str, english: str) -> str:
    return pick({"ko": korean, "en": english})


both = lazy(_pick, str)
