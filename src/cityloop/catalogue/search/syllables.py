"""A Korean word as tokens of a document, and as what answers it: pairs of syllables, strong or weak.

The analyser reads each word by itself and is sometimes wrong, above all about compounds without spaces. So a word is
never sought by one reading only: also as it stands, as its run of syllables, and cut in two or three where it may be.
"""

from collections.abc import Iterator

from cityloop.catalogue.search.korean import NOUN, PARTICLES, SUFFIX, VERB, Part, Parts, without_particle
from cityloop.catalogue.search.port import Need, Token, either, every

WEAK = "~"
PREFIXES = frozenset("상하신초재대소고저총부공노구생맨헛각")  # 상수도 is a 수도; 스마트 is no 마트
SHORTEST_CUT, LONGEST_CUT = 4, 10  # syllables of a run that may be cut


def tokens(word: str, parts: Parts) -> Iterator[str]:
    """The word, its noun, every pair of syllables, lone nouns, and dictionary forms of verbs."""
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


def answer(word: str, parts: Parts) -> Need:
    """Any of: the word as written; its nouns and verbs; the same with lone syllables joined; its run of syllables."""
    nouns = [word[part.start : part.end] for part in parts if part.kind == NOUN]
    verbs = [Token(part.lemma) for part in parts if part.kind == VERB]
    return either(
        (
            Token(word),
            every((*map(_noun, nouns), *verbs)),
            every((*map(_noun, _without_lone_syllables(word, parts)), *verbs)),
            *_readings(_run_of(word, parts)),
        )
    )


def noun_of(word: str, parts: Parts) -> str:
    """The surface span of the nouns with which a word begins.

    >>> noun_of("주차난을", (Part("n", 0, 3),))
    '주차난'
    """
    end = 0
    for part in parts:
        if part.kind not in (NOUN, SUFFIX) or part.start != end:
            break
        end = part.end
    return word[:end]


def _owners(word: str, parts: Parts) -> list[Part | None]:
    """The noun or verb that each syllable belongs to; a noun that was taken for a verb keeps its pairs."""
    owners: list[Part | None] = [None] * len(word)
    for part in parts:
        if part.kind in (NOUN, VERB):
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


def _run_of(word: str, parts: Parts) -> str:
    """The syllables that a word is about: its noun where a particle follows, else what remains without a particle."""
    noun = noun_of(word, parts)
    rest = word[len(noun) :]
    if noun and (not rest or rest in PARTICLES):
        return noun
    return next(iter(without_particle(word)), word)


def _readings(run: str) -> Iterator[Need]:
    """The run whole, and cut into two or three words of two syllables or more, as it might be written with spaces."""
    if len(run) >= 3:
        yield _pairs(run)
    if SHORTEST_CUT <= len(run) <= LONGEST_CUT:
        for cut in range(2, len(run) - 1):
            yield every((_noun(run[:cut]), _noun(run[cut:])))
            for second in range(cut + 2, len(run) - 1):
                yield every((_noun(run[:cut]), _noun(run[cut:second]), _noun(run[second:])))


def _noun(noun: str) -> Need:
    return Token(noun) if len(noun) < 3 else _pairs(noun)


def _pairs(text: str) -> Need:
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
