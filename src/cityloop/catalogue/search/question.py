"""A query read as units, each of which an answer must have; and what is done when nothing has them all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cityloop.catalogue.search import analyser, english, korean, syllables, thesaurus
from cityloop.catalogue.search.korean import SUFFIX, Parts
from cityloop.catalogue.search.port import Engine, Need, Token, either, every, leaves
from cityloop.catalogue.search.spelling import slips
from cityloop.catalogue.search.words import BREAK, HANGUL, Word, cut

MOST_CHARACTERS, MOST_WORDS = 400, 32
TOO_SHORT_TO_GUESS = 2  # letters: such a word is only taken for another that the thesaurus knows

Lexicon = Callable[[Iterable[str]], Mapping[str, Parts]]


@dataclass(frozen=True)
class Unit:
    """Words of a query that are answered together; `concepts` are the thesaurus' ids of what they say."""

    text: str
    need: Need
    concepts: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    instead_of: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked. `cut_short` says that the query was longer than is read."""

    units: tuple[Unit, ...]
    name: str = ""
    cut_short: bool = False

    @property
    def need(self) -> Need | None:
        return every(unit.need for unit in self.units)

    @property
    def prefer(self) -> tuple[str, ...]:
        """Tokens that count more in a name than elsewhere."""
        tokens = (leaf for unit in self.units for leaf in leaves(unit.need))
        return tuple(dict.fromkeys((*analyser.whole(self.name), *tokens)))

    @property
    def near(self) -> list[thesaurus.Concept]:
        """Concepts beside those asked for: for suggestions, and a little for the order."""
        labels = thesaurus.load()
        asked = dict.fromkeys(concept for unit in self.units for concept in unit.concepts)
        near = {one.id: one for concept in asked for one in labels.near(concept)}
        return [one for key, one in near.items() if key not in asked]


@dataclass(frozen=True)
class Reading:
    """How a question was answered: the question that has answers, the units left out, and the units spelled anew."""

    question: Question
    dropped: tuple[Unit, ...] = ()

    @property
    def corrected(self) -> list[Unit]:
        return [unit for unit in self.question.units if unit.instead_of]


def read(query: str, lexicon: Lexicon) -> Question:
    """Cut a query into units: the longest runs of words that the thesaurus has a label for, and single words."""
    text = query[:MOST_CHARACTERS]
    words = [word for word in cut(text) if word.script != BREAK]
    kept = (list(_without_function_words(words)) or words)[:MOST_WORDS]
    known = lexicon({word.text for word in kept if word.script == HANGUL})
    units = tuple({unit.text: unit for unit in _units(kept, known)}.values())
    return Question(units, text, len(query) > MOST_CHARACTERS or len(words) > MOST_WORDS)


def answer(question: Question, engine: Engine, lexicon: Lexicon) -> Reading:
    """The question itself where something answers all of it; else with words respelled, then with words left out.

    Left out is as little as can be: units are kept from the rarest to the commonest as long as something has them all.
    """
    if not question.units or engine.counts([question.need])[0]:
        return Reading(question)
    counts = engine.counts(unit.need for unit in question.units)
    units = [
        unit if count else _respelled(unit, engine, lexicon) or unit
        for unit, count in zip(question.units, counts, strict=True)
    ]
    respelled = replace(question, units=tuple(units))
    if engine.counts([respelled.need])[0]:
        return Reading(respelled)
    return _with_fewer(respelled, engine)


def _with_fewer(question: Question, engine: Engine) -> Reading:
    counts = dict(zip(question.units, engine.counts(unit.need for unit in question.units), strict=True))
    kept: list[Unit] = []
    for unit in sorted((unit for unit in question.units if counts[unit]), key=lambda unit: counts[unit]):
        if engine.counts([every(one.need for one in (*kept, unit))])[0]:
            kept.append(unit)
    if not kept:
        return Reading(question)
    units = tuple(unit for unit in question.units if unit in kept)
    return Reading(replace(question, units=units), tuple(unit for unit in question.units if unit not in kept))


def _respelled(unit: Unit, engine: Engine, lexicon: Lexicon) -> Unit | None:
    """The unit with one slip of spelling undone, where that is a word which some document has; the commonest such."""
    if len(unit.words) != 1:
        return None
    word = unit.words[0]
    written = word.text if word.script == HANGUL else "".join(word.pieces)
    candidates = engine.known(slips(written))
    labels = thesaurus.load().by_key
    for candidate in sorted(candidates, key=lambda one: (-candidates[one], one)):
        if len(candidate) <= TOO_SHORT_TO_GUESS and candidate not in labels:
            continue
        question = read(candidate, lexicon)
        if question.units and engine.counts([question.need])[0]:
            concepts = tuple(concept for one in question.units for concept in one.concepts)
            return Unit(candidate, question.need, concepts, unit.words, instead_of=unit.text)
    return None


def _without_function_words(words: list[Word]) -> Iterable[Word]:
    labels = thesaurus.load().by_key
    for word in words:
        if word.script == HANGUL:
            if word.text not in korean.STOP_WORDS and not (word.attached and word.text in korean.PARTICLES):
                yield word
        elif (key := "".join(word.pieces)) and (
            key not in english.STOP_WORDS or (key in labels and not analyser.is_plain_word(key, word))
        ):
            yield word


@dataclass(frozen=True)
class _Piece:
    """A part of a word from which labels are put together."""

    key: str
    word: Word
    parts: Parts


@dataclass(frozen=True)
class _Segment:
    """Pieces that a label of a concept is made of, or pieces of one word that no label is made of."""

    pieces: tuple[_Piece, ...]
    concept: str = ""

    @property
    def words(self) -> dict[Word, list[_Piece]]:
        by_word: dict[Word, list[_Piece]] = {}
        for piece in self.pieces:
            by_word.setdefault(piece.word, []).append(piece)
        return by_word

    @property
    def need(self) -> Need | None:
        own = every(_own(word, pieces) for word, pieces in self.words.items())
        return either((Token(analyser.CONCEPT + self.concept) if self.concept else None, own))


def _pieces(word: Word, parts: Parts) -> list[_Piece]:
    if word.script != HANGUL:
        return [_Piece("".join(english.light(piece) for piece in word.pieces), word, ())]
    elements = analyser.korean_elements(word.text, parts)
    if len(elements) != len(parts) or elements == [word.text]:
        return [_Piece(elements[0], word, parts)]
    return [_Piece(element, word, (part,)) for element, part in zip(elements, parts, strict=True)]


def _segments(pieces: list[_Piece]) -> Iterator[_Segment]:
    """The query from left to right, at each place the longest label; between labels, word by word."""
    at = 0
    loose: list[_Piece] = []
    while at < len(pieces):
        length, concept = _longest_label(pieces, at)
        if loose and (length or pieces[at].word is not loose[0].word):
            yield _Segment(tuple(loose))
            loose = []
        if length:
            yield _Segment(tuple(pieces[at : at + length]), concept)
        else:
            loose.append(pieces[at])
        at += max(length, 1)
    if loose:
        yield _Segment(tuple(loose))


def _longest_label(pieces: list[_Piece], at: int) -> tuple[int, str]:
    labels, key, best = thesaurus.load(), "", (0, "")
    for end in range(at, len(pieces)):
        key += pieces[end].key
        if key not in labels.starts:
            break
        if key in labels.by_key and not analyser.is_plain_word(key, pieces[end].word):
            best = (end - at + 1, labels.by_key[key])
    return best


def _units(words: list[Word], known: Mapping[str, Parts]) -> Iterator[Unit]:
    """Words that a label joins make one unit; within a unit the words as written will do, or their labels."""
    segments = list(_segments([piece for word in words for piece in _pieces(word, known.get(word.text, ()))]))
    for joined in _joined(segments):
        own = dict.fromkeys(word for segment in joined for word in segment.words)
        as_written = every(analyser.answer_to(word, known.get(word.text, ())) for word in own)
        yield Unit(
            text=" ".join(word.text for word in own),
            need=either((as_written, every(segment.need for segment in joined))),
            concepts=tuple(segment.concept for segment in joined if segment.concept),
            words=tuple(own),
        )


def _joined(segments: list[_Segment]) -> Iterator[list[_Segment]]:
    group: list[_Segment] = []
    for segment in segments:
        if group and segment.pieces[0].word is not group[-1].pieces[-1].word:
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def _own(word: Word, pieces: list[_Piece]) -> Need | None:
    """What answers these pieces of a word by themselves; nothing where they are suffixes only."""
    parts = tuple(part for piece in pieces for part in piece.parts)
    if word.script != HANGUL or not parts:
        return analyser.answer_to(word, parts)
    if all(part.kind == SUFFIX for part in parts):
        return None
    start, end = parts[0].start, parts[-1].end
    moved = tuple(replace(part, start=part.start - start, end=part.end - start) for part in parts)
    label = thesaurus.load().by_key.get(word.text[start:end])
    return either((syllables.answer(word.text[start:end], moved), label and Token(analyser.CONCEPT + label)))
