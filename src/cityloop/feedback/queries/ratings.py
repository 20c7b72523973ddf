"""Ratings of services by cities that run them: who may give one, which are shown, and what waits."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from cityloop.calls.models import Agreement, Partner
from cityloop.catalogue.models import Service
from cityloop.catalogue.queries import listed
from cityloop.consulting.models import PlanReport
from cityloop.consulting.queries.consultations import cities_of
from cityloop.feedback.models import Moderation, Rating
from cityloop.organisations.queries import organisations_of

Ground, Verdict = Rating.Ground, Moderation.Verdict


@dataclass(frozen=True)
class Verified:
    """What shows that a city runs a service: an agreement with its provider, or a roadmap that it adopted."""

    city: object
    ground: str
    reference: str
    year: int


def standing(rows, name: str):
    """Rows with `verdict` and `because`, those of their last moderation; empty before anybody looked."""
    last = Moderation.objects.filter(**{name: OuterRef("pk")}).order_by("-at", "-pk")
    return rows.annotate(verdict=Subquery(last.values("verdict")[:1]), because=Subquery(last.values("reason")[:1]))


def ratings():
    """Every rating with where it stands, its city, its service and the provider's answer."""
    rows = Rating.objects.select_related("service__provider", "city", "organisation", "reply__person")
    return standing(rows, "rating").order_by("-at", "-pk")


def shown():
    """Ratings that count: all that nobody hid."""
    return standing(Rating.objects.all(), "rating").filter(Q(verdict=None) | Q(verdict=Verdict.SHOWN))


def ratings_of_service(service):
    """The ratings of a service, the hidden ones too: their place says why they are hidden."""
    return ratings().filter(service=service)


def grounds_of(person, service: Service, on) -> list[Verified]:
    """What lets a person rate a service for a city that they act for. A provider does not rate its own service."""
    if service.provider_id is None:
        return []
    cities = cities_of(person, on).exclude(organisation=service.provider_id).select_related("organisation")
    found = [one for city in cities for one in (_agreement(city, service, on), _roadmap(city, service, on)) if one]
    return list({one.city.pk: one for one in reversed(found)}.values())


def _agreement(city, service, on) -> Verified | None:
    """An agreement in force of which the city's organisation and the provider are both a side."""
    signed = Agreement.objects.filter(in_force_at__isnull=False, in_force_at__date__lte=on)
    found = signed.filter(_side(city.organisation_id)).filter(_side(service.provider_id))
    first = found.select_related("award__case").defer("award__case__edition__content").order_by("in_force_at").first()
    return first and Verified(city, Ground.AGREEMENT, first.award.case.reference, first.in_force_at.year)


def _side(organisation) -> Q:
    """Agreements in which an organisation leads, takes part or is paid."""
    together = Partner.objects.filter(organisation=organisation, removed_at=None)
    return (
        Q(award__case__applicant=organisation) | Q(payee=organisation) | Q(award__case__in=together.values("case_id"))
    )


def _roadmap(city, service, on) -> Verified | None:
    """The last roadmap that the city took to its council, where the service has begun by it."""
    report = PlanReport.objects.filter(consultation__city=city).select_related("roadmap").order_by("at", "pk").last()
    if report is None:
        return None
    start = report.roadmap.result["years"].get(service.code)
    begun = report.roadmap.first_year + start - 1 if start else None
    if begun is None or begun > on.year:
        return None
    reference = f"{city.code} v{report.roadmap.version} {report.roadmap.digest[:12]}"
    return Verified(city, Ground.ROADMAP, reference, begun)


def services_to_rate(person, on):
    """Services of the directory that the person's cities may rate: providers with an agreement, roadmaps adopted."""
    mine = organisations_of(person, on)
    if not mine.filter(cities__isnull=False).exists():
        return []
    found = {one.pk: one for one in _candidates(person, on).select_related("provider")[:200]}
    return [service for service in found.values() if grounds_of(person, service, on)]


def _candidates(person, on):
    cities = cities_of(person, on)
    codes = {
        code
        for years in PlanReport.objects.filter(consultation__city__in=cities).values_list(
            "roadmap__result__years", flat=True
        )
        for code, start in (years or {}).items()
        if start
    }
    organisations = [city.organisation_id for city in cities]
    sides = Q()
    for organisation in organisations:
        sides |= _side(organisation)
    agreements = (
        Agreement.objects.filter(sides, in_force_at__isnull=False) if organisations else Agreement.objects.none()
    )
    cases = set(agreements.values_list("award__case_id", flat=True))
    people = set(agreements.values_list("payee_id", flat=True)) | set(
        agreements.values_list("award__case__applicant_id", flat=True)
    )
    people |= set(Partner.objects.filter(case__in=cases, removed_at=None).values_list("organisation_id", flat=True))
    return listed().filter(Q(code__in=codes) | Q(provider__in=people - {None})).order_by("code")
