"""Plan reports of the person's own cities, and what one is written from."""

from cityloop.consulting.models import PlanReport
from cityloop.consulting.queries.cities import framework_of
from cityloop.consulting.queries.consultations import needs_of, visible_to
from cityloop.consulting.queries.diagnosis import report as diagnose
from cityloop.consulting.queries.roadmaps import latest_shortlists, services_of
from cityloop.consulting.reading import shown
from cityloop.consulting.report import Material


def reports_visible_to(person, on):
    """Plan reports of the person's own cities."""
    found = PlanReport.objects.filter(consultation__in=visible_to(person, on))
    return found.select_related("consultation__city__organisation", "roadmap", "person")


def material_of(roadmap, number: int, base: str) -> Material:
    """Everything a report says, in the language that is active."""
    consultation = roadmap.consultation
    city = consultation.city
    shortlists = {need.pk: shortlist for need, shortlist in latest_shortlists(consultation)}
    codes = {row["code"] for row in roadmap.inputs["services"]}
    edition = framework_of(city)
    return Material(
        city=city,
        roadmap=roadmap,
        needs=needs_of(consultation),
        shortlists=shortlists,
        directory=services_of(codes.union(*(shown(one) for one in shortlists.values()))),
        diagnosis=diagnose(city, edition) if edition else None,
        number=number,
        base=base,
    )
