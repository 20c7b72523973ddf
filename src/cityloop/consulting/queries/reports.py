"""Plan reports of the person's own cities, and what one is written from."""

from cityloop.consulting.models import PlanReport, YearEnd
from cityloop.consulting.queries.cities import framework_of
from cityloop.consulting.queries.consultations import needs_of, visible_to
from cityloop.consulting.queries.diagnosis import report as diagnose
from cityloop.consulting.queries.engagement import stage_records
from cityloop.consulting.queries.roadmaps import latest_shortlists, services_of
from cityloop.consulting.queries.workshops import tallies_of
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
        tallies=tallies_of(consultation),
        records=stage_records(consultation),
        year_ends=year_ends_of(consultation),
        number=number,
        base=base,
    )


def year_ends_of(consultation) -> list[YearEnd]:
    """What was measured of the roadmaps of a consultation: the last word on each service, measure and year."""
    rows = YearEnd.objects.filter(roadmap__consultation=consultation).select_related("answer").order_by("at", "pk")
    latest = {(row.year, row.service, row.measure): row for row in rows}
    return sorted(latest.values(), key=lambda row: (row.year, row.service, row.measure))
