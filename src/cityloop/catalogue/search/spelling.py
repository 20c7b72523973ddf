"""Words one slip away: a letter left out, added, swapped or wrong; in Korean, a letter of a syllable."""

import string
from collections.abc import Iterator

FIRST, LAST = 0xAC00, 0xD7A3
MEDIALS, FINALS = 21, 28
LETTERS = string.ascii_lowercase
SHORTEST_LATIN, SHORTEST_KOREAN, LONG_KOREAN = 4, 2, 4


def slips(word: str) -> list[str]:
    """Every other word at distance 1 of a folded Latin word or of a Korean one; none of a very short word.

    >>> "parking" in slips("parkng"), "미세먼지" in slips("미세멋지"), slips("its")
    (True, True, [])
    """
    if word.isascii():
        found = _latin(word) if len(word) >= SHORTEST_LATIN else ()
    else:
        found = _korean(word) if len(word) >= SHORTEST_KOREAN else ()
    return [slip for slip in dict.fromkeys(found) if slip != word]


def _latin(word: str) -> Iterator[str]:
    yield from _shortened_or_swapped(word)
    for at in range(len(word) + 1):
        for letter in LETTERS:
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]


def _korean(word: str) -> Iterator[str]:
    if len(word) >= LONG_KOREAN:
        yield from _shortened_or_swapped(word)
    for at, syllable in enumerate(word):
        if FIRST <= ord(syllable) <= LAST:
            for other in _neighbours(syllable):
                yield word[:at] + other + word[at + 1 :]


def _shortened_or_swapped(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _neighbours(syllable: str) -> Iterator[str]:
    """Syllables that differ in one of initial, medial and final letter."""
    initial, rest = divmod(ord(syllable) - FIRST, MEDIALS * FINALS)
    medial, final = divmod(rest, FINALS)
    yield from (_syllable(other, medial, final) for other in range(19))
    yield from (_syllable(initial, other, final) for other in range(MEDIALS))
    yield from (_syllable(initial, medial, other) for other in range(FINALS))


def _syllable(initial: int, medial: int, final: int) -> str:
    return chr(FIRST + (initial * MEDIALS + medial) * FINALS + final)
