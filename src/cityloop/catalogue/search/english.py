"""Forms of words in Latin script: stems, the light form that labels are compared by, and words that carry nothing."""

from functools import lru_cache

import snowballstemmer

_FUNCTION_WORDS = """
a about after all also an and any are as at be been before being between both but by can could did do does during each
etc for from had has have how i if in into is it its me more most my no nor not of off on or other our out over own same
should so some such than that the their them then there these they this those through to too under until up very was we
were what when where which while who whom why will with would you your us
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
IRREGULAR = {"buses": "bus", "gases": "gas", "viruses": "virus"}


@lru_cache(maxsize=65_536)
def stem(folded: str) -> str:
    """The Snowball (English) stem of a folded word; words of other languages pass through the same mill.

    Up to three letters it is the word itself: AED is no past tense.

    >>> stem("crossings"), stem("monitoring"), stem("aed")
    ('cross', 'monitor', 'aed')
    """
    folded = IRREGULAR.get(folded, folded)
    return snowballstemmer.stemmer("english").stemWord(folded) if len(folded) > 3 else folded


def light(folded: str) -> str:
    """A folded word in the singular, by the ending alone; labels are compared in this form.

    >>> light("cities"), light("sensors"), light("bus"), light("glass"), light("buses")
    ('city', 'sensor', 'bus', 'glass', 'bus')
    """
    if folded in IRREGULAR:
        return IRREGULAR[folded]
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        return folded[:-1]
    return folded
