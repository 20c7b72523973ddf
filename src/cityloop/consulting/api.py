"""Cities and their diagnoses, as anybody's programs may read them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import Router, Schema

from cityloop.answering import NotHere, answer
from cityloop.consulting.models import City
from cityloop.consulting.queries import cities as queries
from cityloop.consulting.queries.diagnosis import report
from cityloop.consulting.queries.open_data import diagnosis_content

router = Router(tags=["cities"])


class CityOut(Schema):
    """A city, and how many indicators of each framework are known of it."""

    code: str
    name_ko: str
    name_en: str
    country: str
    region: str
    population: int | None
    coverage: list[dict[str, Any]]
    simulated: bool
    links: dict[str, str]


class DiagnosisOut(Schema):
    """A city beside its peers: why these, themes as sums and counts, findings, what is missing, changed and cited.

    `score` is there only where it was asked for.
    """

    city: str
    name: str
    framework: dict[str, str]
    peers: list[dict[str, str]]
    rule: str
    themes: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    not_applicable: list[dict[str, Any]]
    price_of_knowing: dict[str, Any]
    changes: list[dict[str, Any]]
    notes: list[str]
    sources: list[dict[str, str]]
    score: dict[str, Any] | None = None


@router.get("/cities", response=list[CityOut], summary="Every city")
def cities(request):
    """Cities by code, with what is known of each."""
    found = queries.listed(request.user).order_by("code")
    return answer(request, [_city(request, city) for city in found])


@router.get("/cities/{code}/diagnosis", response=DiagnosisOut, summary="A city beside its peers")
def diagnosis(request, code: str, framework: str = "", score: bool = False):
    """What the page of the diagnosis shows, in English; 404 where there is nothing to compare."""
    city = queries.visible_to(request.user).filter(code=code).first()
    if city is None:
        raise NotHere(
            _("There is no city with this code."),
            _("The code “%(code)s” belongs to none.") % {"code": code[:60]},
            _("The codes are listed at /api/v1/cities."),
        )
    edition = queries.framework_of(city, framework)
    with override("en"):
        found = report(city, edition) if edition else None
    if found is None:
        raise NotHere(
            _("There is no diagnosis of this city."),
            _("A diagnosis needs values of this city under the framework."),
            _("Coverage at /api/v1/cities says which cities have values."),
        )
    with override("en"):
        return answer(request, diagnosis_content(found, scored=score))


def _city(request, city: City) -> dict:
    names = ("code", "name_ko", "name_en", "country", "region", "population", "simulated")
    coverage = [
        {"framework": one.edition.scheme, "known": one.known, "indicators": one.indicators}
        for one in city.coverage.all()
    ]
    with override("en"):
        page = request.build_absolute_uri(reverse("consulting:city", args=[city.code]))
    return {**{name: getattr(city, name) for name in names}, "coverage": coverage, "links": {"page": page}}
