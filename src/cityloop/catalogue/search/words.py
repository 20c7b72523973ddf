"""A text cut into words of one script each, with the places where a phrase cannot run on."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

HANGUL, OTHER, BREAK = "hangul", "other", "break"
LONGEST = 48  # characters; what is longer is no word, and is cut
_KOREAN = "가-힣ㄱ-ㅎㅏ-ㅣ"
_LETTERS = rf"[^\W_{_KOREAN}]+"
_WORD = re.compile(
    rf"(?P<{HANGUL}>[{_KOREAN}]+)|(?P<{OTHER}>{_LETTERS}(?:[.'’\-]{_LETTERS})*)|(?P<{BREAK}>[^\w\s'’\-]|_)"
)
_JOINTS = re.compile(r"[.'’\-]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its text as written, its script (`hangul`, `other`), and whether it leans on the word before it."""

    text: str
    script: str
    attached: bool = False

    @property
    def pieces(self) -> list[str]:
        """The parts of a hyphenated or dotted word, folded: `Real-time` is `real` and `time`."""
        return [folded for piece in _JOINTS.split(self.text) if (folded := fold(piece))]


def cut(text: str) -> Iterator[Word]:
    """Words in order; a `BREAK` between two words says that a phrase ends there (punctuation, not space or hyphen).

    >>> [word.text for word in cut("IoT기반 real-time 주차, 안내")]
    ['IoT', '기반', 'real-time', '주차', '', '안내']
    """
    end = -1
    for found in _WORD.finditer(unicodedata.normalize("NFKC", text)):
        script = found.lastgroup
        if script == BREAK:
            yield Word("", BREAK)
            continue
        attached = found.start() == end
        end = found.end()
        for start in range(0, len(found.group()), LONGEST):
            yield Word(found.group()[start : start + LONGEST], script, attached or start > 0)


def fold(text: str) -> str:
    """Letters without case and accents: `Región` is `region`.

    >>> fold("Región"), fold("ÉCOLE")
    ('region', 'ecole')
    """
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return bare.casefold()


def normalised(text: str) -> str:
    """A whole text without case, spaces and punctuation, to compare names and labels."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
