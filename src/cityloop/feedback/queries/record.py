"""Find what the record says about a scheme."""

from dataclasses import dataclass

from django.db.models import Count, Q

from cityloop.assessment.models import Edition, Mark, Measurement, Outcome
from cityloop.feedback.models import CriterionReport


@dataclass(frozen=True)
class Record:
    """All marks on the judged cases of an edition, as columns; `None` is an assessor's “does not apply”.

    `measured` are columns of case, criterion and value; `profiles` and `names` are by case.
    """

    cases: list[str]
    assessors: list[str]
    criteria: list[str]
    marks: list[float | None]
    measured: tuple[list[str], list[str], list[float]]
    profiles: dict[str, str]
    names: dict[str, dict[str, str]]


def record_of(edition: Edition) -> Record:
    """The record of an edition: of each sheet handed in the last mark of each criterion. Three queries.

    A case enters the record when it is closed: until then nobody reads from it how the case was marked.
    """
    cases = edition.cases.exclude(outcome_status="").filter(closed_at__isnull=False)
    marks = Mark.objects.filter(sheet__case__in=cases, sheet__submitted_at__isnull=False).order_by("pk")
    columns = marks.values_list("sheet__case__reference", "sheet__person__code", "criterion", "mark")
    last = {(case, person, criterion): mark for case, person, criterion, mark in columns}
    measured = Measurement.objects.filter(dossier__case__in=cases, dossier__frozen_at__isnull=False)
    columns = measured.order_by("dossier__version").values_list("dossier__case__reference", "criterion", "value")
    values = {(case, criterion): value for case, criterion, value in columns}
    described = list(cases.values_list("reference", "profile", "title_ko", "title_en"))
    return Record(
        cases=[key[0] for key in last],
        assessors=[key[1] for key in last],
        criteria=[key[2] for key in last],
        marks=list(last.values()),
        measured=([key[0] for key in values], [key[1] for key in values], list(values.values())),
        profiles={reference: profile for reference, profile, _ko, _en in described if profile},
        names={reference: {"ko": ko, "en": en} for reference, _profile, ko, en in described},
    )


def editions_on_record():
    """Editions of schemes under which cases were judged and closed, with how many and what came of them."""
    judged = Q(cases__outcome_status__in=Outcome.Status.values, cases__closed_at__isnull=False)
    return (
        Edition.objects.filter(judged, kind=Edition.Kind.SCHEME)
        .defer("content")
        .annotate(
            judged=Count("cases"),
            passed=Count("cases", filter=Q(cases__outcome_status=Outcome.Status.PASS)),
            failed=Count("cases", filter=Q(cases__outcome_status=Outcome.Status.FAIL)),
            incomplete=Count("cases", filter=Q(cases__outcome_status=Outcome.Status.INCOMPLETE)),
            simulated=Count("cases", filter=Q(cases__simulated=True)),
        )
        .order_by("scheme", "edition")
    )


def records_of(edition: Edition) -> list[str]:
    """The public records that cases of this edition replay."""
    return sorted(set(edition.cases.exclude(record="").values_list("record", flat=True)))


def latest_report(edition: Edition) -> CriterionReport | None:
    """The criterion report last computed for an edition."""
    return edition.criterion_reports.last()
