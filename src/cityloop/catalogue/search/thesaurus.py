"""The two-language thesaurus: concepts, their labels in both languages, and how they hang together."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cityloop
from cityloop.catalogue.search.english import STOP_WORDS, light, stem
from cityloop.catalogue.search.words import BREAK, HANGUL, cut
from cityloop.rulebook.reading import read

FILE = Path(cityloop.__file__).parent / "rulebook" / "thesaurus" / "smart-city.yaml"


@dataclass(frozen=True)
class Concept:
    """A concept of the field. `label` is its preferred name as `{ko, en}`; `labels` are all names in both languages."""

    id: str
    kind: str
    field: str
    label: dict[str, str]
    labels: tuple[str, ...]
    broader: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True)
class Thesaurus:
    """All concepts by id, and by the key of every label; `starts` are the beginnings of keys, to stop looking early.

    `by_stem` finds a concept by any form of an English label of one word (flooded), where no other is meant by it.
    `korean_words` are those that labels are written with, `korean_ends` those a label ends with, which are nouns.
    """

    edition: str
    concepts: dict[str, Concept]
    by_key: dict[str, str]
    by_stem: dict[str, str]
    starts: frozenset[str]
    narrower: dict[str, tuple[str, ...]]
    korean_words: frozenset[str]
    korean_ends: frozenset[str]
    atoms: tuple[str, ...]
    apart: frozenset[str]

    def near(self, concept_id: str) -> list[Concept]:
        """Concepts to suggest beside one: narrower, related, then broader. They never widen a match by themselves."""
        concept = self.concepts[concept_id]
        ids = dict.fromkeys((*self.narrower.get(concept_id, ()), *concept.related, *concept.broader))
        return [self.concepts[one] for one in ids]


@cache
def load() -> Thesaurus:
    """The thesaurus of the rulebook, read once."""
    data, _ = read(FILE)
    concepts = {item["id"]: _concept(item) for item in data["concepts"]}
    by_key = {key_of(label): concept.id for concept in concepts.values() for label in concept.labels}
    narrower: dict[str, list[str]] = {}
    for concept in concepts.values():
        for broader in concept.broader:
            narrower.setdefault(broader, []).append(concept.id)
    labels = [_korean(label) for concept in concepts.values() for label in concept.labels]
    words = frozenset(word for written in labels for word in written)
    apart = _apart(by_key)
    return Thesaurus(
        edition=data["edition"],
        concepts=concepts,
        by_key=by_key,
        by_stem=_by_stem(concepts, by_key, apart),
        starts=frozenset(key[:end] for key in by_key for end in range(1, len(key) + 1)),
        narrower={key: tuple(ids) for key, ids in narrower.items()},
        korean_words=words,
        korean_ends=frozenset(
            _korean(label)[-1] for one in concepts.values() for label in one.labels if _korean(label)
        ),
        atoms=tuple(sorted((word for word in words if len(word) >= 3), key=lambda word: (-len(word), word))),
        apart=apart,
    )


def key_of(label: str) -> str:
    """What a label is compared by: no case, spaces, hyphens or dots, English in the singular.

    >>> key_of("C-ITS"), key_of("지능형 교통체계"), key_of("Traffic jams")
    ('cits', '지능형교통체계', 'trafficjam')
    """
    return "".join(
        word.text if word.script == HANGUL else "".join(light(piece) for piece in word.pieces)
        for word in cut(label)
        if word.script != BREAK
    )


def _concept(item: dict) -> Concept:
    both = [*item["prefLabel"].values(), *(label for labels in item["altLabel"].values() for label in labels)]
    return Concept(
        item["id"], item["kind"], item["field"], item["prefLabel"], tuple(dict.fromkeys(both)),
        tuple(item["broader"]), tuple(item["related"]),
    )  # fmt: skip


def _korean(label: str) -> list[str]:
    return [word.text for word in cut(label) if word.script == HANGUL and len(word.text) >= 2]


def _by_stem(concepts, by_key: dict[str, str], apart: frozenset[str]) -> dict[str, str]:
    """Stems of English labels of one word of four letters or more that are no plain words of the language."""
    single = {key_of(label) for one in concepts.values() for label in one.labels if label.isalpha() and label.islower()}
    return {
        stem(key): by_key[key]
        for key in sorted(single)
        if key.isascii() and len(key) >= 4 and key not in apart and key not in STOP_WORDS
    }


def _apart(by_key: dict[str, str]) -> frozenset[str]:
    """English labels of one word that a stemmer would throw together with another concept's (park, parking)."""
    by_stem: dict[str, set[str]] = {}
    for key in by_key:
        if key.isascii():
            by_stem.setdefault(stem(key), set()).add(key)
    return frozenset(key for keys in by_stem.values() if len({by_key[key] for key in keys}) > 1 for key in keys)
