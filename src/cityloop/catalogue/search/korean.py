"""Parts of a Korean word: nouns, their suffixes, verbs. Kiwi finds them; it is loaded only for a word not yet known."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from cityloop.catalogue.search import thesaurus

NOUN, SUFFIX, VERB, PREFIX = "n", "s", "v", "p"
KINDS = {
    "NNG": NOUN,
    "NNP": NOUN,
    "NR": NOUN,
    "XR": NOUN,
    "XSN": SUFFIX,
    "NNB": SUFFIX,
    "XPN": PREFIX,
    "VV": VERB,
    "VA": VERB,
}
_PARTICLES = """
에서는 에서도 으로는 으로도 으로써 으로서 에게서 이라고 까지는 부터는 에서 에게 에는 에도 으로 로서 로써 까지 부터 보다
처럼 만큼 마다 조차 이나 이란 이며 라고 라는 와의 과의 은 는 이 가 을 를 의 에 와 과 도 만 로 나 란 며 요
"""
PARTICLES = tuple(_PARTICLES.split())
_FUNCTION_WORDS = """
및 등 또는 그리고 그 이 저 더 약 각 것 수 때 곳 우리 있는 있다 없는 하는 한 할 된 되는 되다 하다 위한 위해 위하여 대한
관한 통한 통해 따른 같은 어떤 모든 여러 무엇 어디 좀 잘
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch `start:end` of a word; `lemma` is the dictionary form of a verb or adjective."""

    kind: str
    start: int
    end: int
    lemma: str = ""


Parts = tuple[Part, ...]


@cache
def kiwi():
    """The morphological analyser, taught the words of the thesaurus that it would misread. About 2 s and 520 MB."""
    from kiwipiepy import Kiwi

    analyser = Kiwi(num_workers=1)
    words = sorted(thesaurus.load().korean_words)
    for word, tokens in zip(words, analyser.tokenize(words), strict=True):
        if _is_misread(word, tokens):
            analyser.add_user_word(word, "NNG", 0.0)
    return analyser


def _is_misread(word: str, tokens) -> bool:
    """Is a noun of the thesaurus read as something else? What is made of a verb (걷기) may be read as one."""
    if all(_is_noun(token) for token in tokens):
        return False
    return _is_noun(tokens[-1]) or (word in thesaurus.load().korean_ends and tokens[-1].tag != "ETN")


def _is_noun(token) -> bool:
    return KINDS.get(token.tag) in (NOUN, SUFFIX, PREFIX)


def analyse(words: Iterable[str]) -> dict[str, Parts]:
    """The parts of each word, by Kiwi, each word on its own: the same word has the same parts wherever it stands.

    A word of the thesaurus with a particle behind it is read as that word, and so is a noun that looks like a verb's.
    """
    bases = {word: _without_known_particle(word) for word in words}
    if not bases:
        return {}
    distinct = sorted(set(bases.values()))
    read_once = {word: _parts(word, _as_noun(word, tokens)) for word, tokens in _tokens(distinct)}
    return {word: read_once[base] for word, base in bases.items()}


def _tokens(words: list[str]):
    return zip(words, kiwi().tokenize(words), strict=True)


def _as_noun(word: str, tokens):
    """The tokens of a word, or of what is left of it without its particle where that alone is a noun.

    With a particle behind it a noun like 사기 is read as a form of a verb (사다), by itself it is not.
    """
    if any(token.tag == "ETN" for token in tokens):
        for _base, found in _tokens(without_particle(word)):
            if all(_is_noun(token) for token in found):
                return found
    return tokens


def _without_known_particle(word: str) -> str:
    known = thesaurus.load().korean_words
    return word if word in known else next((base for base in without_particle(word) if base in known), word)


def _parts(word: str, tokens) -> Parts:
    parts: list[Part] = []
    prefix = None
    for token in tokens:
        kind = KINDS.get(token.tag.split("-")[0])
        start, end = token.start, token.start + token.len
        if kind == PREFIX:
            prefix = start
        elif kind == NOUN:
            begin = start if prefix is None else prefix
            parts += [Part(NOUN, begin + a, begin + b) for a, b in _atoms(word[begin:end])]
            prefix = None
        elif kind:
            parts.append(Part(kind, start, end, f"{token.form}다" if kind == VERB else ""))
    return tuple(part for part in parts if part.end > part.start)


def _atoms(noun: str) -> list[tuple[int, int]]:
    """Cut a long noun that Kiwi left whole where it begins or ends with a word of the thesaurus (스마트|시티패스)."""
    for atom in thesaurus.load().atoms:
        cut = len(atom) if noun.startswith(atom) else len(noun) - len(atom)
        if 0 < cut < len(noun) and (noun.startswith(atom) or (noun.endswith(atom) and cut >= 2)):
            return [*_atoms(noun[:cut]), *((a + cut, b + cut) for a, b in _atoms(noun[cut:]))]
    return [(0, len(noun))]


def without_particle(word: str) -> list[str]:
    """What may remain of a word when a particle is taken off its end: at least two syllables, the shortest first."""
    return [
        word[: -len(particle)] for particle in PARTICLES if word.endswith(particle) and len(word) - len(particle) >= 2
    ]


def write(parts: Parts) -> str:
    """Parts as one line of text, to be stored.

    >>> write((Part("n", 0, 3), Part("v", 3, 5, "줄이다")))
    'n0-3 v3-5:줄이다'
    """
    return " ".join(f"{p.kind}{p.start}-{p.end}" + (f":{p.lemma}" if p.lemma else "") for p in parts)


@lru_cache(maxsize=65_536)
def read(line: str) -> Parts:
    """The parts that `write` wrote."""
    parts = []
    for item in line.split():
        place, _, lemma = item[1:].partition(":")
        start, _, end = place.partition("-")
        parts.append(Part(item[0], int(start), int(end), lemma))
    return tuple(parts)
