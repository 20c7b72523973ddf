"""Recall of the search on Korean queries whose relevant services are judged by rule: `python -m bench recall`.

The services are the demonstration's. What is relevant to a query is told by a rule over what a service's page says,
written by hand and knowing nothing of the analyser or the index. Recall is the share of relevant services that a query
finds, over all pairs of query and service; precision the share of found ones that are relevant.

Two sets. The first (bench/recall/korean.txt) was mended together with the search, so it is no longer blind. The second
(bench/recall/held_out.txt) was committed before the search was asked any of it. Services described in Korean
are also counted apart from those described in English alone, which a Korean query reaches by the thesaurus only.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import Row
from bench.alone import alone

FILE, HELD_OUT = (Path(__file__).with_name(name) for name in ("korean.txt", "held_out.txt"))
KINDS = {
    "p": "with a particle attached",
    "c": "compounds, or words run together",
    "s": "nouns of two syllables",
    "w": "words as one writes them",
}


@dataclass(frozen=True)
class Query:
    """A query of a kind, and the patterns that a relevant service's page has all of."""

    text: str
    kind: str
    rule: tuple[re.Pattern, ...]

    def is_answered_by(self, page: str) -> bool:
        """Is a service with this page relevant?"""
        return all(pattern.search(page) for pattern in self.rule)


@dataclass(frozen=True)
class Tally:
    """Services that are relevant, found, and both, over some queries."""

    queries: int
    relevant: int
    found: int
    both: int

    @property
    def recall(self) -> float:
        return self.both / self.relevant if self.relevant else 1.0

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0


@dataclass(frozen=True)
class Answer:
    """The services that a query should find, and those that it found."""

    text: str
    kind: str
    relevant: frozenset[str]
    found: frozenset[str]


def queries(file: Path = FILE) -> list[Query]:
    """The queries of a file, in its order."""
    return list(_read(file.read_text(encoding="utf-8").splitlines()))


def _read(lines: Iterable[str]) -> Iterator[Query]:
    for line in lines:
        if line.strip() and not line.startswith("#"):
            rule, _arrow, asked = line.rpartition(" => ")
            patterns = tuple(re.compile(part) for part in rule.split(" & "))
            for item in asked.split(";"):
                kind, _colon, text = item.strip().partition(":")
                yield Query(text, kind, patterns)


def judged(find: Callable[[str], Iterable[str]], pages: dict[str, str], file: Path = FILE) -> list[Answer]:
    """Every query of a file asked; `pages` holds what the page of each service says, in lower case."""
    return [
        Answer(
            query.text,
            query.kind,
            frozenset(code for code, page in pages.items() if query.is_answered_by(page)),
            frozenset(find(query.text)),
        )
        for query in queries(file)
    ]


def tally(answers: Iterable[Answer]) -> Tally:
    """All pairs of query and service counted."""
    answers = list(answers)
    return Tally(
        len(answers),
        sum(len(one.relevant) for one in answers),
        sum(len(one.found) for one in answers),
        sum(len(one.relevant & one.found) for one in answers),
    )


def pages() -> dict[str, str]:
    """What the page of every listed service says, by its code."""
    from cityloop.catalogue.queries import listed
    from cityloop.catalogue.search import thesaurus
    from cityloop.catalogue.search.documents import TAGS

    concepts = thesaurus.load().concepts
    said = {}
    for service in listed():
        tags = [concepts[tag] for group in TAGS for tag in service.facts.get(group) or () if tag in concepts]
        labels = [label for tag in tags for label in tag.label.values()]
        texts = (service.name_ko, service.name_en, service.summary_ko, service.summary_en, *labels)
        said[service.code] = " · ".join(filter(None, texts)).lower()
    return said


def find_all(query: str) -> list[str]:
    """Codes of every service that the directory finds."""
    from cityloop.catalogue.queries import find

    return [service.code for service in find(query, per_page=10_000).services]


def main() -> list[Row]:
    """The demonstration's directory in a database of its own, and every query asked of it."""
    with tempfile.TemporaryDirectory() as home:
        (first, second, korean), _peak = alone(_asked, home)
    return [
        _row("all of them", tally(first), "≥ 0.99"),
        *_by_kind(first),
        _row("the held-out set", tally(second)),
        *_by_kind(second, "held out, "),
        _row("held out, services described in Korean", tally(_within(second, korean))),
        _row("held out, services described in English alone", tally(_within(second, korean, outside=True))),
    ]


def _asked(home: str) -> tuple[list[Answer], list[Answer], frozenset[str]]:
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)
    from cityloop.cli.site import prepare

    prepare()
    from django.utils import timezone

    from cityloop.demo import directory
    from cityloop.demo.cast import gather

    directory.play(gather(timezone.now()))
    directory.index()
    said = pages()
    return judged(find_all, said), judged(find_all, said, HELD_OUT), described_in_korean()


def described_in_korean() -> frozenset[str]:
    """Codes of the listed services that have a Korean name."""
    from cityloop.catalogue.queries import listed

    return frozenset(listed().exclude(name_ko="").values_list("code", flat=True))


def _within(answers: Iterable[Answer], codes: frozenset[str], outside: bool = False) -> Iterator[Answer]:
    for one in answers:
        relevant, found = (part - codes if outside else part & codes for part in (one.relevant, one.found))
        yield Answer(one.text, one.kind, relevant, found)


def _by_kind(answers: list[Answer], set_name: str = "") -> list[Row]:
    return [
        _row(f"{set_name}{name}", tally(one for one in answers if one.kind == kind)) for kind, name in KINDS.items()
    ]


def _row(name: str, counted: Tally, target: str = "") -> Row:
    return Row(
        f"{counted.queries} queries, {name}: recall (precision)",
        target,
        f"{counted.recall:.4f} ({counted.precision:.2f})",
    )
