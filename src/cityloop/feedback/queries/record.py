"""Find what the record says about a scheme."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from cityloop.assessment.models import (
    Edition,
    Evidence,
    EvidenceVoid,
    Mark,
    MarkSheet,
    Measurement,
    Outcome,
    SupplementItem,
)
from cityloop.assessment.queries import compiled
from cityloop.engine.evaluation import voided_criteria
from cityloop.feedback.models import CriterionReport


@dataclass(frozen=True)
class Record:
    """All marks on the judged cases of an edition, as columns; `None` is an assessor's “does not apply”.

    `seconds` is when each mark was saved. `measured` are columns of case, criterion and value,
    `voided` of case and criterion whose evidence did not hold; `profiles`, `names` and
    `services` (their keys) are by case, `closed` the moments at which they were closed, in the order of closing.
    """

    cases: list[str]
    assessors: list[str]
    criteria: list[str]
    marks: list[float | None]
    seconds: list[float]
    measured: tuple[list[str], list[str], list[float]]
    voided: tuple[list[str], list[str]]
    profiles: dict[str, str]
    names: dict[str, dict[str, str]]
    services: dict[str, int | None]
    closed: dict[str, datetime]

    def of_field(self, profile: str) -> "Record":
        """The record of the cases of one field."""
        mine = {case for case, one in self.profiles.items() if one == profile}
        rows = [at for at, case in enumerate(self.cases) if case in mine]
        of = [at for at, case in enumerate(self.measured[0]) if case in mine]
        return Record(
            *([column[at] for at in rows] for column in (self.cases, self.assessors, self.criteria)),
            marks=[self.marks[at] for at in rows],
            seconds=[self.seconds[at] for at in rows],
            measured=tuple([column[at] for at in of] for column in self.measured),
            voided=_of_cases(self.voided, mine),
            profiles={case: one for case, one in self.profiles.items() if case in mine},
            names={case: one for case, one in self.names.items() if case in mine},
            services={case: one for case, one in self.services.items() if case in mine},
            closed={case: one for case, one in self.closed.items() if case in mine},
        )


def record_of(edition: Edition, at=None) -> Record:
    """The record of an edition as it stood at a moment, else now: of each sheet the last mark of each criterion.

    A case enters the record when it is closed: until then nobody reads from it how the case was marked. Six queries.
    """
    cases = edition.cases.exclude(outcome_status="").filter(closed_at__isnull=False)
    cases = cases.filter(closed_at__lte=at) if at else cases
    described = cases.order_by("closed_at", "pk").values_list(
        "pk", "reference", "profile", "title_ko", "title_en", "service_id", "closed_at"
    )
    references = {row[0]: row[1] for row in described}
    given = MarkSheet.objects.filter(case__in=cases, submitted_at__isnull=False)
    sheets = {pk: (references[case], person) for pk, case, person in given.values_list("pk", "case_id", "person__code")}
    marks = Mark.objects.filter(sheet__in=given).order_by("pk").values_list("sheet_id", "criterion", "mark", "at")
    last = {(*sheets[sheet], criterion): (mark, saved) for sheet, criterion, mark, saved in marks.iterator(20_000)}
    measured = Measurement.objects.filter(dossier__case__in=cases, dossier__frozen_at__isnull=False)
    columns = measured.order_by("dossier__version").values_list("dossier__case__reference", "criterion", "value")
    values = {(case, criterion): value for case, criterion, value in columns}
    return Record(
        cases=[key[0] for key in last],
        assessors=[key[1] for key in last],
        criteria=[key[2] for key in last],
        marks=[mark for mark, _saved in last.values()],
        seconds=[saved.timestamp() for _mark, saved in last.values()],
        measured=([key[0] for key in values], [key[1] for key in values], list(values.values())),
        voided=_voided(edition, cases),
        profiles={reference: profile for _pk, reference, profile, *_rest in described if profile},
        names={reference: {"ko": ko, "en": en} for _pk, reference, _profile, ko, en, *_rest in described},
        services={reference: service for _pk, reference, _p, _ko, _en, service, _closed in described},
        closed={row[1]: row[-1] for row in described},
    )


def _of_cases(pairs, cases):
    kept = [at for at, case in enumerate(pairs[0]) if case in cases]
    return tuple([column[at] for at in kept] for column in pairs)


def _voided(edition, cases) -> tuple[list[str], list[str]]:
    """Cases and criteria of their last dossier on which nothing rests any more, by the engine's rule."""
    hit = EvidenceVoid.objects.filter(evidence__dossier__case__in=cases).values("evidence__dossier__case_id")
    pieces = Evidence.objects.filter(dossier__case__in=hit, dossier__frozen_at__isnull=False, withdrawn_at=None)
    pieces = pieces.exclude(criterion="").order_by("dossier__version")
    last: dict[str, tuple[int, list]] = {}
    for case, dossier, *piece in pieces.values_list(
        "dossier__case__reference", "dossier_id", "criterion", "item", "void__pk"
    ):
        if case not in last or last[case][0] != dossier:
            last[case] = dossier, []
        last[case][1].append(piece)
    rules, found = compiled(edition), []
    for case, (_dossier, rows) in last.items():
        held = Counter((criterion, item) for criterion, item, _void in rows)
        voided = Counter((criterion, item) for criterion, item, void in rows if void)
        found += [(case, criterion) for criterion in sorted(voided_criteria(rules.criteria, held, voided))]
    return [case for case, _criterion in found], [criterion for _case, criterion in found]


def supplements_of(edition: Edition, at=None, profile: str | None = None) -> dict[str, int]:
    """On how many of the judged cases each criterion was asked for in a supplement."""
    cases = edition.cases.exclude(outcome_status="").filter(closed_at__isnull=False)
    cases = cases.filter(closed_at__lte=at) if at else cases
    cases = cases if profile is None else cases.filter(profile=profile)
    asked = SupplementItem.objects.filter(supplement__case__in=cases).exclude(criterion="").order_by()
    pairs = asked.values_list("criterion", "supplement__case_id").distinct()
    return Counter(criterion for criterion, _case in pairs)


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


def latest_report(edition: Edition, profile: str = "") -> CriterionReport | None:
    """The criterion report last computed for an edition, of one field or of all."""
    return edition.criterion_reports.filter(profile=profile).last()


def without_people(report: CriterionReport) -> dict:
    """What everybody reads of how strictly assessors mark: how far apart they are, and nobody's name."""
    return {name: value for name, value in (report.content.get("severity") or {}).items() if name != "people"}
