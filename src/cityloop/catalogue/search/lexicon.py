"""Parts of Korean words, remembered in the database, so that Kiwi is asked about each word once."""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings

from cityloop.catalogue.models import KnownWord
from cityloop.catalogue.search import analyser, apart, korean, syllables
from cityloop.catalogue.search.korean import Parts

CHUNK = 500  # words per query, below the limit of parameters of every database


def learn(words: Iterable[str]) -> dict[str, Parts]:
    """The parts of all words; what was not known is analysed and remembered, with the nouns the words begin with."""
    words = set(words)
    known = _stored(words)
    fresh = apart.analyse(words - known.keys(), settings.ANALYSER_HOME)
    nouns = {
        noun: tuple(part for part in parts if part.end <= len(noun))
        for word, parts in fresh.items()
        if (noun := syllables.noun_of(word, parts)) not in ("", word) and noun not in fresh
    }
    version = analyser.version()
    KnownWord.objects.bulk_create(
        [KnownWord(word=word, analyser=version, parts=korean.write(parts)) for word, parts in (nouns | fresh).items()],
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["analyser", "parts"],
        batch_size=CHUNK,
    )
    return known | fresh


def look_up(words: Iterable[str]) -> dict[str, Parts]:
    """The parts of the words of a query, without writing: from memory, also without their particle, else from Kiwi."""
    words = set(words)
    stems = {word: korean.without_particle(word) for word in words}
    known = _stored(words.union(*stems.values()))
    found = {}
    for word in words:
        match = next((one for one in (word, *stems[word]) if one in known), None)
        found[word] = known[match] if match else _analysed(word)
    return found


@lru_cache(maxsize=4_096)
def _analysed(word: str) -> Parts:
    return apart.analyse([word], settings.ANALYSER_HOME)[word]


def _stored(words: set[str]) -> dict[str, Parts]:
    version, ordered = analyser.version(), sorted(words)
    rows = (
        row
        for at in range(0, len(ordered), CHUNK)
        for row in KnownWord.objects.filter(word__in=ordered[at : at + CHUNK], analyser=version).values_list(
            "word", "parts"
        )
    )
    return {word: korean.read(parts) for word, parts in rows}
