"""The one analyser: a text to the tokens it is found by, a word of a query to what answers it.

Tokens of a document, parted by spaces:

`주차난을`   a Korean word as it stands, and its noun `주차난`
`주차`       a noun of two syllables, or a pair inside a longer one: strong, matched on its own
`~차난`      any other pair of neighbouring syllables: weak, matched only together with its neighbours
`물` `걷다`  a noun of one syllable; the dictionary form of a verb
`parking` `monitor`   an English word, and its stem
`#smart-parking`      a concept of the thesaurus that the text names, in whatever language and form
`=스마트맨홀iot시스템`  a whole name
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256

from cityloop.catalogue.search import syllables, thesaurus
from cityloop.catalogue.search.english import STOP_WORDS, light, stem
from cityloop.catalogue.search.korean import Parts, without_particle
from cityloop.catalogue.search.port import Need, Token, either, every
from cityloop.catalogue.search.words import BREAK, HANGUL, Word, cut, fold, normalised

CONCEPT, WHOLE = "#", "="
VERSION = 5

Known = Mapping[str, Parts]


@cache
def version() -> str:
    """Changes whenever the same text would give other tokens."""
    return sha256(f"{VERSION} {thesaurus.FILE.read_bytes().hex()}".encode()).hexdigest()[:16]


def korean_words(texts: Iterable[str]) -> set[str]:
    """The Korean words of some texts: whose parts `index_tokens` must be told."""
    return {word.text for text in texts for word in cut(text) if word.script == HANGUL}


def index_tokens(text: str, known: Known) -> list[str]:
    """All tokens of a document's text; `known` has the parts of its Korean words."""
    tokens: list[str] = []
    for word in cut(text):
        if word.script == HANGUL:
            tokens += syllables.tokens(word.text, known.get(word.text, ()))
        elif word.script != BREAK:
            tokens += _latin_tokens(word)
    return [*tokens, *(CONCEPT + concept for concept in concepts_in(text, known))]


def whole(name: str) -> list[str]:
    """The token that stands for a whole name."""
    return [WHOLE + bare[:200]] if (bare := normalised(name)) else []


def _latin_tokens(word: Word) -> Iterator[str]:
    for piece in word.pieces:
        yield piece
        if (root := root_of(piece)) != piece:
            yield root
    if len(word.pieces) > 1:
        yield "".join(word.pieces)


def root_of(folded: str) -> str:
    """The stem of an English word, unless the thesaurus keeps it apart from another with the same stem."""
    return light(folded) if light(folded) in thesaurus.load().apart else stem(folded)


def answer_to(word: Word, parts: Parts) -> Need:
    """What a document must have to answer one word by itself or by its forms."""
    if word.script != HANGUL:
        if abbreviation := _abbreviation(word):
            return Token(CONCEPT + abbreviation)
        roots = every(Token(root_of(piece)) for piece in word.pieces)
        return either((roots, Token("".join(word.pieces)))) if len(word.pieces) > 1 else roots
    return syllables.answer(word.text, parts)


def _abbreviation(word: Word) -> str | None:
    """The concept that a word like ITS stands for, which as a plain word would say nothing."""
    key = fold(word.text)
    return thesaurus.load().by_key.get(key) if word.text.isupper() and key in STOP_WORDS else None


def elements(text: str, known: Known) -> Iterator[tuple[str, Word] | None]:
    """The text as pieces that labels are put together from, each with its word; None where a phrase ends."""
    for word in cut(text):
        if word.script == BREAK:
            yield None
        elif word.script == HANGUL:
            for piece in korean_elements(word.text, known.get(word.text, ())):
                yield piece, word
        else:
            for piece in word.pieces:
                yield light(piece), word


def korean_elements(word: str, parts: Parts) -> list[str]:
    """Nouns and suffixes one by one without the particle behind them; a word that says more, as it stands.

    A label that is misread as more than nouns (전세사기) is still that label with a particle behind it.
    """
    if not parts or syllables.noun_of(word, parts) != word[: parts[-1].end]:
        labels = thesaurus.load().by_key
        return [word if word in labels else next((base for base in without_particle(word) if base in labels), word)]
    return [word[part.start : part.end] for part in parts]


def concepts_in(text: str, known: Known) -> list[str]:
    """Ids of the concepts that a text names by any of their labels, nested ones too."""
    labels = thesaurus.load()
    found: dict[str, None] = {}
    run = [*elements(text, known), None]
    for item in run:
        if item and item[0].isascii() and (concept := labels.by_stem.get(stem(item[0]))):
            found[concept] = None
    for at in range(len(run)):
        key = ""
        for item in run[at:]:
            if item is None or (key := key + item[0]) not in labels.starts:
                break
            if key in labels.by_key and not is_plain_word(key, item[1]):
                found[labels.by_key[key]] = None
    return list(found)


def is_plain_word(key: str, word: Word) -> bool:
    """Is it the English word “its”, not the abbreviation ITS?"""
    return key in STOP_WORDS and not word.text.isupper()
