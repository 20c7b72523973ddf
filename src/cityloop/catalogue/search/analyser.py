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

from cityloop.catalogue.search import thesaurus
from cityloop.catalogue.search.english import STOP_WORDS, light, stem
from cityloop.catalogue.search.korean import NOUN, SUFFIX, VERB, Part, Parts, without_particle
from cityloop.catalogue.search.port import Need, Token, either, every
from cityloop.catalogue.search.words import BREAK, HANGUL, Word, cut, fold, normalised

WEAK, CONCEPT, WHOLE = "~", "#", "="
PREFIXES = frozenset("상하신초재대소고저총부공노구생맨헛각")  # 상수도 is a 수도; 스마트 is no 마트
VERSION = 1

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
            tokens += _korean_tokens(word.text, known.get(word.text, ()))
        elif word.script != BREAK:
            tokens += _latin_tokens(word)
    return [*tokens, *(CONCEPT + concept for concept in concepts_in(text, known))]


def whole(name: str) -> list[str]:
    """The token that stands for a whole name."""
    return [WHOLE + bare[:200]] if (bare := normalised(name)) else []


def _korean_tokens(word: str, parts: Parts) -> Iterator[str]:
    yield word
    noun = noun_of(word, parts)
    if noun and noun != word:
        yield noun
    owners = _owners(word, parts)
    for at in range(len(word) - 1):
        pair = word[at : at + 2]
        yield pair if _is_strong(word, at, owners) else WEAK + pair
    for part in parts:
        if part.kind == NOUN and part.end - part.start == 1:
            yield word[part.start]
        elif part.kind == VERB:
            yield part.lemma


def noun_of(word: str, parts: Parts) -> str:
    """The surface span of the nouns with which a word begins."""
    end = 0
    for part in parts:
        if part.kind not in (NOUN, SUFFIX) or part.start != end:
            break
        end = part.end
    return word[:end]


def _owners(word: str, parts: Parts) -> list[Part | None]:
    owners: list[Part | None] = [None] * len(word)
    for part in parts:
        if part.kind == NOUN:
            owners[part.start : part.end] = [part] * (part.end - part.start)
    return owners


def _is_strong(word: str, at: int, owners: list[Part | None]) -> bool:
    """Does the pair at `at` stand for a word, rather than for an accident of writing (전기차 has no 기차)?"""
    left, right = owners[at], owners[at + 1]
    if left is None or right is None:
        return False
    if left is right:
        tail_of_three = left.end - left.start == 3 and at == left.start + 1
        return not tail_of_three or word[left.start] in PREFIXES
    return left.end - left.start == 1 and right.end - right.start == 1


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
    return korean_answer(word.text, parts)


def _abbreviation(word: Word) -> str | None:
    """The concept that a word like ITS stands for, which as a plain word would say nothing."""
    key = fold(word.text)
    return thesaurus.load().by_key.get(key) if word.text.isupper() and key in STOP_WORDS else None


def korean_answer(word: str, parts: Parts) -> Need:
    """Any of: the word as written; its nouns and verbs; the same with lone syllables joined; its run of syllables."""
    nouns = [word[part.start : part.end] for part in parts if part.kind == NOUN]
    verbs = [Token(part.lemma) for part in parts if part.kind == VERB]
    run = noun_of(word, parts) if not verbs and nouns else next(iter(without_particle(word)), word)
    return either(
        (
            Token(word),
            every((*map(_noun, nouns), *verbs)),
            every((*map(_noun, _without_lone_syllables(word, parts)), *verbs)),
            _run(run) if len(run) >= 3 else None,
        )
    )


def _noun(noun: str) -> Need:
    return Token(noun) if len(noun) < 3 else _run(noun)


def _run(text: str) -> Need:
    """Every pair of neighbouring syllables, strong or weak."""
    pairs = dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1))
    return every(either((Token(pair), Token(WEAK + pair))) for pair in pairs)


def _without_lone_syllables(word: str, parts: Parts) -> list[str]:
    """Nouns of a word; a lone syllable is joined to the noun before it: 전기|차|충전소 becomes 전기차|충전소."""
    spans: list[list[int]] = []
    for part in parts:
        if part.kind != NOUN:
            continue
        lone = part.end - part.start == 1
        if spans and lone and spans[-1][1] == part.start:
            spans[-1][1] = part.end
        else:
            spans.append([part.start, part.end])
    return [word[start:end] for start, end in spans]


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
    """Nouns and suffixes one by one without the particle behind them; a word that says more, as it stands."""
    if not parts or noun_of(word, parts) != word[: parts[-1].end]:
        return [word]
    return [word[part.start : part.end] for part in parts]


def concepts_in(text: str, known: Known) -> list[str]:
    """Ids of the concepts that a text names by any of their labels, nested ones too."""
    labels = thesaurus.load()
    found: dict[str, None] = {}
    run = [*elements(text, known), None]
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
