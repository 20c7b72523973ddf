"""A stored shortlist in the reader's language: its headline, the reasons of each service, and what was kept out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cityloop.catalogue.models import Service
from cityloop.catalogue.search import thesaurus
from cityloop.catalogue.vocabulary import CERTIFICATE_STATES, MATURITY
from cityloop.consulting.guide import guide
from cityloop.consulting.models import Shortlist
from cityloop.language import pick

SHOWN = 12


@dataclass(frozen=True)
class Entry:
    """A service on the shortlist: where it stands, why, and what is known of it by criterion."""

    row: Mapping
    service: Service | None
    reasons: list[str]
    cells: list[tuple[str, str, float]]

    @property
    def name(self) -> str:
        return str(self.service or self.row["id"])

    @property
    def href(self) -> str:
        return reverse("catalogue:service", args=[self.service.code]) if self.service else ""


@dataclass(frozen=True)
class KeptOut:
    """Services that failed the same conditions: how many, why, and the first of them."""

    why: str
    count: int
    names: list[str]


@dataclass(frozen=True)
class Alone:
    """What one person's weights alone put first, and where the common first stands with them."""

    name: str
    first: str
    common: int | None


@dataclass(frozen=True)
class Reading:
    """What a page shows of a shortlist."""

    problem: str
    entries: list[Entry]
    kept_out: list[KeptOut]
    weights: list[tuple[str, int, float]]
    notes: list[str]
    agreement: float
    people: list[Alone]


def read_shortlist(shortlist: Shortlist, services: Mapping[str, Service]) -> Reading:
    """The stored result as words; `services` are those of `shown` that are still in the directory, by code."""
    result = shortlist.result
    titles = {one["id"]: pick(one["title"]) for one in result["criteria"]}
    said = {one["id"]: pick(one["says"]) for one in result["filters"]}
    return Reading(
        problem=guide().problems[result["problem"]].title,
        entries=[_entry(row, services.get(row["id"]), titles) for row in result["ranked"]],
        kept_out=[
            KeptOut("; ".join(said[one] for one in group["filters"]), len(group["ids"]), _names(group["ids"], services))
            for group in result["refused"]
        ],
        weights=[(titles[one["id"]], one["importance"], one["weight"]) for one in result["criteria"]],
        notes=[_note(note, titles) for note in result["notes"]],
        agreement=min(result["agreement"].values(), default=1.0),
        people=_people(shortlist, services),
    )


def _people(shortlist, services) -> list[Alone]:
    """Those whose weights stand behind an agreement."""
    told = shortlist.result.get("people", ())
    if not told:
        return []
    rows = shortlist.agreed.weighing.answers.select_related("person", "said_by").in_bulk(
        [one["answer"] for one in told]
    )
    return [
        Alone(
            str(rows[one["answer"]].said_by or rows[one["answer"]].person),
            str(services.get(one["first"], one["first"])),
            one["common"],
        )
        for one in told
    ]


def shown(shortlist: Shortlist) -> list[str]:
    """Codes of the services that a page names: all that were ranked, and the first of each group kept out."""
    kept_out = [code for group in shortlist.result["refused"] for code in group["ids"][:SHOWN]]
    return [row["id"] for row in shortlist.result["ranked"]] + kept_out


def _names(codes, services: Mapping[str, Service]) -> list[str]:
    return [str(services.get(code, code)) for code in codes[:SHOWN]]


def _entry(row: Mapping, service: Service | None, titles: Mapping[str, str]) -> Entry:
    cells = [
        (title, _cell(name, row["known"][name]), 100 * row["contributions"][name]) for name, title in titles.items()
    ]
    return Entry(row, service, _reasons(row, titles), cells)


def _reasons(row: Mapping, titles: Mapping[str, str]) -> list[str]:
    def named(key):
        return ", ".join(titles[one] for one in row[key])

    reasons = [_fit(row)]
    if row["lifted_by"]:
        reasons.append(_("Lifted by: %(names)s") % {"names": named("lifted_by")})
    if row["held_back_by"]:
        reasons.append(_("Held back by: %(names)s") % {"names": named("held_back_by")})
    if row["missing"]:
        words = {"count": len(row["missing"]), "all": len(titles)}
        reasons.append(_("%(count)s of %(all)s criteria are not known") % words)
    return reasons


def _fit(row: Mapping) -> str:
    """How the service bears on the problem, with the concepts that show it."""
    concepts = thesaurus.load().concepts
    names = ", ".join(pick(concepts[one].label) for one in row["concepts"] if one in concepts)
    title = guide().closeness[row["closeness"]].title
    return f"{title}: {names}" if names else title


def _cell(criterion: str, code) -> str:
    """What the directory knows, in words; a dash where it knows nothing."""
    if code is None:
        return "–"
    words = {"fit": lambda: guide().closeness[code].title, "certificate": lambda: CERTIFICATE_STATES.get(code, code)}
    words["readiness"] = lambda: MATURITY.get(code) or Service.Operation(code).label
    return str(words[criterion]()) if criterion in words else f"{code:,}"


def _note(note: Mapping, titles: Mapping[str, str]) -> str:
    words = {
        "unknown": pgettext("criterion", "%(name)s: not known of any service, so it weighs nothing"),
        "same": pgettext("criterion", "%(name)s: the same for all, so it separates none"),
    }
    return words[note["says"]] % {"name": titles[note["criterion"]]}
