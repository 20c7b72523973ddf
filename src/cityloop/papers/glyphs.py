"""Which characters the bundled font can print: read from the font itself, asked before anything is printed."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

FONTS = Path(__file__).with_name("fonts")
FACES = ("PretendardGOV-Regular.otf", "PretendardGOV-Bold.otf")
BREAKS = frozenset("\n")
SHOWN_IN_A_REFUSAL = 5


class Unprintable(Exception):
    """A text has characters that cannot be printed: what happened, why, what to do, in the reader's language."""

    def __init__(self, text: str, characters: list[str]):
        super().__init__(text, characters)
        self.text, self.characters = text, characters

    @property
    def what(self):
        return _("The paper was not made.")

    @property
    def why(self):
        named = ", ".join(map(_named, self.characters[:SHOWN_IN_A_REFUSAL]))
        return _("“%(text)s” has characters that the font of the papers lacks: %(characters)s.") % {
            "text": shown(self.text)[:80],
            "characters": named,
        }

    @property
    def remedy(self):
        return _("Write it without them, and try again.")

    def __str__(self):
        return f"{self.what} {self.why} {self.remedy}"


def tidy(text) -> str:
    """A text as it is printed: composed (a Mac writes Hangul in pieces), tabs as spaces, line ends alike."""
    composed = unicodedata.normalize("NFC", str(text))
    return composed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")


def missing(text: str) -> list[str]:
    """The characters of a tidy text that cannot be printed, each once, in order."""
    known = coverage()
    return [character for character in dict.fromkeys(text) if ord(character) not in known and character not in BREAKS]


def require_printable(*texts: str) -> None:
    """Raise `Unprintable` at the first text with a character that the font lacks."""
    for text in map(tidy, texts):
        if lacking := missing(text):
            raise Unprintable(text, lacking)


def shown(text: str) -> str:
    """The text with every character that cannot be printed shown by its code, such as [U+1F600]."""
    return text.translate({ord(character): f"[U+{ord(character):04X}]" for character in missing(text)})


@cache
def coverage() -> frozenset[int]:
    """The code points that every face of the font has."""
    return frozenset.intersection(*(_characters((FONTS / face).read_bytes()) for face in FACES))


def _characters(font: bytes) -> frozenset[int]:
    """The code points of an OpenType font's `cmap`, format 12: groups of first and last character."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[at : at + 4]: struct.unpack_from(">L", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    cmap = tables[b"cmap"]
    subtables = [
        cmap + struct.unpack_from(">HHL", font, cmap + 4 + 8 * n)[2]
        for n in range(struct.unpack_from(">H", font, cmap + 2)[0])
    ]
    groups = next(at for at in subtables if struct.unpack_from(">H", font, at)[0] == 12)
    size = struct.unpack_from(">L", font, groups + 12)[0]
    pairs = (struct.unpack_from(">LL", font, groups + 16 + 12 * n) for n in range(size))
    return frozenset(point for first, last in pairs for point in range(first, last + 1))


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{code} {name}" if (name := unicodedata.name(character, "")) else code
