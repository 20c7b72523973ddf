"""Statistics of certification (Art. 3(2)5): what a round or a whole scheme came to, in a constant number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from cityloop.assessment.models import Case, CaseEvent, Edition, Mark, Outcome
from cityloop.assessment.queries import compiled
from cityloop.certification import workflow
from cityloop.certification.models import Certificate
from cityloop.engine.round import RoundCase, Tally, agreement, grouped, published, tally, without_small_cells

KINDS = ("field", "edition", "notice")
MOST_MARKS = 200_000
"""Above this many marks the page leaves the assessors' agreement to `cityloop calibrate`, which takes its time."""
DAY = 86_400


@dataclass(frozen=True)
class Statistics:
    """A scheme's figures, and those of each of its groups; None where the public may not see them."""

    scheme: str
    whole: Tally | None
    groups: dict[str, dict[str, Tally | None]]
    agreement: dict[str, float]
    provenance: Counter
    rules: object
    full: bool
    chosen: dict[str, str] = field(default_factory=dict)


def statistics_of(scheme: str, *, full: bool, edition: str = "", notice: str = "") -> Statistics | None:
    """The figures of a scheme, or of one edition or notice; None where the scheme has no edition.

    `full` shows every cell to those who run the scheme; without it small cells are left out (`engine.round`).
    """
    editions = {one.pk: one for one in Edition.objects.filter(kind=Edition.Kind.SCHEME, scheme=scheme)}
    if not editions:
        return None
    chosen = {name: value for name, value in (("edition", edition), ("notice", notice)) if value}
    received = Case.objects.filter(edition__in=editions, received_at__isnull=False)
    rows = _rows(received)
    pairs = list(zip(rows, _cases(rows, received), strict=True))
    kept = [(row, case) for row, case in pairs if all(case.groups.get(kind) == it for kind, it in chosen.items())]
    cases, everything = [case for _row, case in kept], [case for _row, case in pairs]
    whole, groups = tally(cases), {kind: grouped(cases, kind) for kind in KINDS if kind not in chosen}
    if not full:
        hidden = any(published(grouped(everything, kind)).get(it, whole) is None for kind, it in chosen.items())
        whole = None if hidden else without_small_cells(whole)
        groups = {} if whole is None else {kind: _cells(found) for kind, found in groups.items()}
    shown = {row["pk"] for row, _case in kept}
    latest = max(editions.values(), key=lambda one: one.edition)
    rules = compiled(next((one for one in editions.values() if one.edition == edition), latest))
    return Statistics(
        scheme=scheme,
        whole=whole,
        groups=groups,
        agreement=_agreement(shown, editions) if whole is not None and whole.points else {},
        provenance=_provenance(row for row, _case in kept),
        rules=rules,
        full=full,
        chosen=chosen,
    )


def _cells(groups):
    found = published(groups)
    return {name: one if one is None else without_small_cells(one) for name, one in found.items()}


def _rows(cases) -> list[dict]:
    certified = Exists(Certificate.objects.filter(case=OuterRef("pk")))
    columns = ("pk", "reference", "profile", "edition__edition", "notice__number", "state", "closed_at")
    more = ("outcome_status", "outcome_points", "simulated", "record", "mock")
    return list(cases.annotate(certified=certified).order_by("pk").values(*columns, *more, "certified"))


def _cases(rows, mine) -> list[RoundCase]:
    days, supplements = _steps(CaseEvent.objects.filter(case__in=mine))
    judged = Outcome.objects.filter(case__in=mine, case__closed_at__isnull=False).order_by("computed_at", "pk")
    areas = dict(judged.values_list("case_id", "nodes__areas"))
    return [_case(row, days, supplements, areas.get(row["pk"]) or {}) for row in rows]


def _case(row, days, supplements, areas) -> RoundCase:
    closed = row["closed_at"] is not None and row["state"] != workflow.WITHDRAWN
    groups = {"field": row["profile"], "edition": row["edition__edition"], "notice": row["notice__number"]}
    return RoundCase(
        reference=row["reference"],
        groups={kind: value for kind, value in groups.items() if value},
        closed=row["closed_at"] is not None,
        result=row["outcome_status"] if closed else "",
        certified=row["certified"],
        points=row["outcome_points"] if closed else None,
        areas={id: node["share"] for id, node in areas.items() if node["share"] is not None} if closed else {},
        supplements=supplements[row["pk"]],
        days=days[row["pk"]],
    )


def _steps(events) -> tuple[dict, Counter]:
    """Days spent in each state that was left, and how often a supplement was asked for, by case."""
    days, supplements, since = defaultdict(lambda: defaultdict(float)), Counter(), {}
    for case, action, before, after, at in events.order_by("at", "pk").values_list(
        "case_id", "action", "before", "after", "at"
    ):
        supplements[case] += action == "ask_supplement"
        if before == after:
            continue
        if before and case in since and before != workflow.DRAFT:
            days[case][before] += (at - since[case]).total_seconds() / DAY
        since[case] = at
    return days, supplements


def _agreement(shown, editions) -> dict[str, float]:
    marks = Mark.objects.filter(
        sheet__case__edition__in=editions, sheet__case__closed_at__isnull=False, sheet__submitted_at__isnull=False
    )
    columns = marks.order_by("pk").values_list(
        "sheet_id", "sheet__case_id", "sheet__case__edition_id", "criterion", "mark"
    )
    rows = list(columns[: MOST_MARKS + 1])
    if len(rows) > MOST_MARKS:
        return {}
    last = {(sheet, criterion): (case, edition, mark) for sheet, case, edition, criterion, mark in rows}
    areas = {(pk, one.id): one.area for pk, edition in editions.items() for one in compiled(edition).criteria}
    return agreement(
        (str(case), areas[edition, criterion], criterion, mark)
        for (_sheet, criterion), (case, edition, mark) in last.items()
        if mark is not None and case in shown and (edition, criterion) in areas
    )


def _provenance(rows) -> Counter:
    found = Counter()
    for row in rows:
        found.update(simulated=row["simulated"], record=bool(row["record"]), mock=row["mock"], all=1)
    return found
