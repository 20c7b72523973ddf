"""Find what the record says about a scheme, and drafts of its next edition."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition, Mark, Measurement, Outcome
from cityloop.feedback.models import CriterionReport, Draft, Replay
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import designations_held
from cityloop.organisations.waiting import Waiting


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


def drafts_visible_to(person, on):
    """Drafts of the schemes that the person owns on that day; nobody else sees a draft before it is put out."""
    if not getattr(person, "pk", None):
        return Draft.objects.none()
    duty, owner = Designation.Duty.OPERATING_BODY, (Membership.Role.SCHEME_OWNER,)
    owned = designations_held(person, duty, on, roles=owner).values("scheme")
    return Draft.objects.filter(base__scheme__in=owned).select_related("base", "owner")


def latest_replay(draft: Draft) -> Replay | None:
    """The draft's last trial over the record."""
    return draft.replays.last()


def waiting_for(person, on) -> list[Waiting]:
    """Drafts changed since they were last tried wait for their owner."""

    tried = Replay.objects.filter(draft=OuterRef("pk")).order_by("-version").values("version")[:1]
    drafts = drafts_visible_to(person, on).annotate(tried=Subquery(tried))
    return [
        Waiting(
            title=_("Try the draft “%(title)s” against the record") % {"title": draft.title},
            hint=str(draft.base),
            url=reverse("feedback:draft", args=[draft.pk]),
            since=draft.changed_at,
            label=_("Draft"),
        )
        for draft in drafts
        if draft.tried != draft.version
    ]
