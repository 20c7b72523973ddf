"""How near a service is to a city's problem, by the concepts of the thesaurus that name both."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cityloop.catalogue.search import thesaurus
from cityloop.catalogue.search.analyser import concepts_in
from cityloop.consulting.guide import Problem

SERVICE = "service"
NAMES = 20_000


@dataclass(frozen=True)
class Link:
    """Which closeness of the guide a service has to a problem, and the service's concepts that show it."""

    closeness: str
    concepts: tuple[str, ...] = ()


class Neighbourhood:
    """The concepts of a problem, those below, beside and above them, and the kinds of service that bear on it."""

    def __init__(self, problem: Problem):
        self.problem = problem
        known = thesaurus.load()
        own = [known.concepts[one] for one in problem.concepts]
        self.same = problem.concepts
        self.narrower = _below(self.same, known.narrower) - self.same
        self.beside = frozenset(near for one in own for near in one.related) - self.same - self.narrower
        self.above = frozenset(broader for one in own for broader in one.broader) - self.same
        services = frozenset(near for near in self.beside if _has_kinds(known.concepts[near]))
        self.named = self.same | self.narrower | services | _below(services, known.narrower)
        self.kinds = self.named | self.beside

    def link(self, about: Iterable[str], problems: Iterable[str], name: str, fields: Iterable[str]) -> Link:
        """How a service that is `about` some concepts, answers some `problems` and lies in some fields is linked.

        The English name speaks only for a service that nobody has described by concepts.
        """
        about, problems = list(about), list(problems)
        spoken = [] if about or problems else concepts_named(name)
        for closeness, own, asked in (
            ("same", problems, self.same),
            ("narrower", problems, self.narrower),
            ("kind", about, self.kinds),
            ("related", problems, self.beside | self.above),
            ("name", spoken, self.named),
        ):
            if shared := tuple(one for one in own if one in asked):
                return Link(closeness, shared)
        return Link("field" if set(fields) & set(self.problem.fields) else "none")


@lru_cache(maxsize=NAMES)
def concepts_named(name: str) -> tuple[str, ...]:
    """Ids of the concepts that an English name mentions."""
    return tuple(concepts_in(name, {}))


def _has_kinds(concept) -> bool:
    """Is it a class of services? The heads of whole fields are too wide to say that a service bears on a problem."""
    return concept.kind == SERVICE and bool(concept.broader)


def _below(concepts: frozenset[str], narrower) -> frozenset[str]:
    """Every concept under some concepts, at any depth."""
    found: set[str] = set()
    waiting = list(concepts)
    while waiting:
        for below in narrower.get(waiting.pop(), ()):
            if below not in found:
                found.add(below)
                waiting.append(below)
    return frozenset(found)
