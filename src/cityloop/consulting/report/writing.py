"""The plan report in the chapter order of a Korean smart-city plan, every figure with the number of its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cityloop.catalogue.models import Service
from cityloop.consulting.guide import guide
from cityloop.consulting.models import City, Need, Roadmap, Shortlist, YearEnd
from cityloop.consulting.queries.diagnosis import Report as Diagnosis
from cityloop.consulting.queries.engagement import StageRecord
from cityloop.consulting.queries.workshops import Tally
from cityloop.consulting.report.answers import concept, services
from cityloop.consulting.report.conditions import conditions
from cityloop.consulting.report.figures import figure, money, share
from cityloop.consulting.report.investment import effects, investment
from cityloop.consulting.report.sources import Sources
from cityloop.consulting.roadmap_reading import Reading, read_roadmap
from cityloop.papers import Facts, Heading, Paper, Paragraph


@dataclass(frozen=True)
class Material:
    """What a report is written from, in one language: `diagnosis` is None for a city without values or peers."""

    city: City
    roadmap: Roadmap
    needs: list[Need]
    shortlists: Mapping[int, Shortlist]
    directory: Mapping[str, Service]
    diagnosis: Diagnosis | None
    tallies: list[Tally]
    records: list[StageRecord]
    year_ends: list[YearEnd]
    number: int
    base: str

    @property
    def reading(self) -> Reading:
        return read_roadmap(self.roadmap, self.directory)

    def problem(self, need: Need) -> str:
        return guide().problems[need.problem].title


def written(material: Material, language: str, at) -> Paper:
    """The report as a paper; `material` must have been gathered in the same language."""
    with override(language):
        sources = Sources(material.base)
        body = tuple(_chapters(material, sources))
        return Paper(
            title=_("Smart city plan of %(city)s, %(first)s–%(last)s") % _named(material),
            language=language,
            number=f"{material.city.code}-{timezone.localdate(at).year}-{material.number}",
            date=timezone.localdate(at),
            issuer=str(material.city.organisation or ""),
            banner=_("Simulated") if material.roadmap.consultation.simulated else "",
            blocks=body + tuple(sources.blocks()),
        )


def _named(material) -> dict:
    roadmap = material.roadmap
    return {"city": material.city.name, "first": roadmap.first_year, "last": roadmap.last_year}


def _chapters(material, sources):
    chapters = (
        (pgettext("chapter of a plan", "Overview"), _overview),
        (_("Conditions and demand"), conditions),
        (_("Concept"), concept),
        (_("Services"), services),
        (_("Investment, finance and organisation"), investment),
        (_("Effects of each service"), effects),
    )
    for number, (title, write) in enumerate(chapters, 1):
        yield Heading(f"{number}. {title}")
        yield from write(material, sources)


def _overview(material, sources):
    city, roadmap = material.city, material.roadmap
    rests = sources.cite(
        _("Roadmap version %(version)s, sha256 %(digest)s") % {"version": roadmap.version, "digest": roadmap.digest},
        "consulting:roadmap", city.code, roadmap.pk,
    )  # fmt: skip
    rows = [(_("City"), city.name), (_("Years of the plan"), f"{roadmap.first_year}–{roadmap.last_year}")]
    if city.population:
        cited = sources.cite(city.source or _("Entry of the city"), "consulting:city", city.code)
        rows.append((_("Population"), f"{figure(city.population)} {cited}"))
    if material.diagnosis:
        rows.append((_("Framework of indicators"), material.diagnosis.edition.title))
    rows += [
        (_("Needs stated"), str(len(material.needs))),
        (_("Services planned"), f"{roadmap.chosen} / {len(roadmap.inputs['services'])} {rests}"),
        (_("Cost of all years"), f"{money(roadmap.spent)} {rests}"),
        (_("Distance from the best plan, at most"), f"{share(roadmap.result['gap'])} {rests}"),
    ]
    yield Facts(tuple(rows))
    yield Paragraph(
        _(
            "The city was compared with its peers, its people stated what is wrong, services of the public directory "
            "were ranked for each need, and the plan was worked out from the ranks, the money and the people there "
            "are. A number in brackets leads to the source of a figure, with the address where it can be read."
        )
    )
