"""Roadmaps of the person's own cities, and the services from which one is planned."""

from cityloop.catalogue.queries import listed
from cityloop.consulting.models import Consultation, Roadmap, Shortlist
from cityloop.consulting.planning import Standing, weight_of
from cityloop.consulting.queries.consultations import counting, visible_to

TOP = 12
POINTS = 100


def roadmaps_visible_to(person, on):
    """Roadmaps of the person's own cities."""
    found = Roadmap.objects.filter(consultation__in=visible_to(person, on))
    return found.select_related("consultation__city__organisation", "person", "made_from")


def versions_of(consultation: Consultation):
    """The roadmaps of a consultation, the newest first, without what they were planned from."""
    return consultation.roadmaps.defer("inputs", "result").select_related("person")


def standings_of(consultation: Consultation) -> dict[str, Standing]:
    """The first services of the latest shortlist of each need, by code: the most beneficial first.

    A service on several lists answers several needs, and its points add up.
    """
    parts: dict[str, list[dict]] = {}
    costs: dict[str, tuple] = {}
    for need, shortlist in latest_shortlists(consultation):
        for row in shortlist.result["ranked"][:TOP]:
            parts.setdefault(row["id"], []).append(_part(need, shortlist, row))
            costs[row["id"]] = row["values"].get("capex"), row["values"].get("opex")
    found = [Standing(code, tuple(of), *costs[code]) for code, of in parts.items()]
    return {one.code: one for one in sorted(found, key=lambda one: (-one.benefit, one.code))}


def latest_shortlists(consultation: Consultation) -> list:
    """The needs that count, each with its newest shortlist; without those that have none."""
    needs = counting(consultation.needs.all())
    newest: dict[int, Shortlist] = {}
    for shortlist in Shortlist.objects.filter(need__in=needs).order_by("at", "pk"):
        newest[shortlist.need_id] = shortlist
    return [(need, newest[need.pk]) for need in needs if need.pk in newest]


def _part(need, shortlist, row) -> dict:
    points = round(POINTS * row["score"] * weight_of(need.priority), 6)
    told = {"problem": need.problem, "priority": need.priority, "score": row["score"], "points": points}
    return {**told, "shortlist": shortlist.pk, "digest": shortlist.digest}


def services_of(codes):
    """Services of the directory by code; what was taken out of it is missing."""
    return listed().in_bulk(list(codes), field_name="code")
