"""Consultations, needs and shortlists: for the people of the city, and nobody else."""

from django.db.models import Prefetch

from cityloop.consulting.models import City, Consultation, Need, Shortlist
from cityloop.organisations.queries import organisations_of


def cities_of(person, on):
    """The cities for which the person acts."""
    return City.objects.filter(organisation__in=organisations_of(person, on))


def city_of(organisation) -> City | None:
    """The city that an organisation acts for; the one entered first where it acts for several."""
    return organisation.cities.order_by("pk").first()


def following(reference: str) -> Consultation | None:
    """The consultation that follows from a case of a call."""
    return Consultation.objects.filter(follows=reference).select_related("city__organisation").first()


def visible_to(person, on):
    """Consultations of the person's own cities."""
    return Consultation.objects.filter(city__in=cities_of(person, on)).select_related("city")


def under_way(city: City) -> Consultation | None:
    """The city's consultation that is under way, if any."""
    return city.consultations.filter(state=Consultation.State.OPEN).first()


def needs_of(consultation: Consultation) -> list[Need]:
    """The needs that count, first things first, each with its shortlists (newest first) but without their results."""
    lists = Shortlist.objects.defer("result").select_related("person")
    rows = consultation.needs.select_related("person").prefetch_related(Prefetch("shortlists", queryset=lists))
    return counting(rows)


def counting(rows) -> list[Need]:
    """The last word on each problem, by priority."""
    latest = {row.problem: row for row in sorted(rows, key=lambda row: (row.at, row.pk))}
    return sorted(latest.values(), key=lambda need: (need.priority, need.at, need.pk))


def shortlists_visible_to(person, on):
    """Shortlists of the person's own cities."""
    found = Shortlist.objects.filter(need__consultation__in=visible_to(person, on))
    return found.select_related("need__consultation__city", "person", "agreed__weighing")
