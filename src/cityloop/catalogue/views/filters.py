"""Filters as the reader sees them: boxes with what ticking them brings, and chips that take them away."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from cityloop.catalogue.vocabulary import FACETS, facet_label, facet_values
from cityloop.language import country_name

SHOWN_COUNTRIES = 8


@dataclass(frozen=True)
class Filters:
    """The chosen values of each facet, in the order of the facets; unknown values are not kept."""

    chosen: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, given: QueryDict) -> "Filters":
        return cls({facet: _known(facet, given.getlist(facet)) for facet in FACETS})

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of everything chosen, to be sent along with a new query."""
        return [(facet, value) for facet, values in self.chosen.items() for value in values]

    def groups(self, counts: Mapping[str, Mapping[str, int]]) -> list[dict]:
        """A group of boxes for each facet that has any, the less common countries apart."""
        return [group for facet in FACETS if (group := self._group(facet, counts.get(facet, {})))]

    def chips(self, given: QueryDict) -> list[dict]:
        """What is chosen, each with the address without it."""
        return [
            {"label": facet_label(facet, value), "href": _without(given, facet, value)} for facet, value in self.pairs()
        ]

    def without_all(self, given: QueryDict) -> str:
        """The address of the same query with no filter."""
        rest = given.copy()
        for name in (*FACETS, "page"):
            rest.pop(name, None)
        return f"?{rest.urlencode()}"

    def _group(self, facet: str, counts: Mapping[str, int]) -> dict:
        values = {value: counts.get(value, 0) for value in (*counts, *self.chosen[facet])}
        options = [self._option(facet, value, values[value]) for value in _ordered(facet, values)]
        shown = SHOWN_COUNTRIES if facet == "country" else len(options)
        first = [option for at, option in enumerate(options) if at < shown or option["checked"]]
        rest = [option for option in options if option not in first]
        return {"name": facet, "label": FACETS[facet], "options": first, "more": rest} if options else {}

    def _option(self, facet: str, value: str, count: int) -> dict:
        """In a facet with a choice another box says what ticking it would add."""
        chosen = self.chosen[facet]
        adds = bool(chosen) and value not in chosen
        return {
            "value": value,
            "label": facet_label(facet, value),
            "count": f"+{count}" if adds else count,
            "checked": value in chosen,
        }


def _known(facet: str, values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if _is_known(facet, value)))


def _is_known(facet: str, value: str) -> bool:
    return country_name(value) != value if facet == "country" else value in facet_values(facet)


def _ordered(facet: str, values: Mapping[str, int]) -> list[str]:
    named = list(facet_values(facet))
    if facet == "country":
        return sorted(values, key=lambda value: (-values[value], facet_label(facet, value)))
    return sorted(values, key=lambda value: named.index(value) if value in named else len(named))


def _without(given: QueryDict, facet: str, value: str) -> str:
    rest = given.copy()
    rest.setlist(facet, [one for one in rest.getlist(facet) if one != value])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"
