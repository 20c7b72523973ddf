"""Figures of an edition's cases: those of closed cases as they are stored, the others counted from their facts."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Exists, Max, OuterRef, Q

from cityloop.assessment.models import Case, CaseEvent, Edition, Mark, Outcome
from cityloop.assessment.queries import compiled
from cityloop.certification import workflow
from cityloop.certification.models import Certificate, RoundFigures
from cityloop.engine.round import RoundCase
from cityloop.engine.round_figures import Figures, added, figures

DAY = 86_400
MOST_MARKS = 200_000
"""Above this many marks that are not counted yet a page leaves the agreement of assessors to the hourly job."""
COLUMNS = (
    *("pk", "reference", "profile", "edition_id", "notice__number", "state", "closed_at"),
    *("outcome_status", "outcome_points", "simulated", "record", "mock", "certified"),
)


class Cell(NamedTuple):
    """The cases of one edition, notice and field."""

    edition: int
    notice: str
    field: str


def figures_of(editions: Mapping[int, Edition]) -> dict[Cell, Figures]:
    """The figures of every cell of some editions; queries and time hang on what is under way, not on what is closed."""
    stored, since = stored_figures(editions)
    received = Case.objects.filter(edition__in=editions, received_at__isnull=False)
    live = Q(closed_at=None) | Q(pk__in=since) | ~Q(edition__in=stored)
    parts = defaultdict(list)
    for pk, row in stored.items():
        for notice, profile, content in row.content:
            parts[Cell(pk, notice, profile)].append(Figures.of(content))
    for cell, found in counted(received.filter(live), editions, most=MOST_MARKS).items():
        parts[cell].append(found)
    return {cell: added(found) for cell, found in parts.items()}


def stored_figures(editions) -> tuple[dict[int, RoundFigures], set[int]]:
    """Stored figures that still hold, and the cases that something happened to since."""
    rows = {row.edition_id: row for row in RoundFigures.objects.filter(edition__in=editions)}
    if not rows:
        return {}, set()
    later = CaseEvent.objects.filter(pk__gt=min(row.through for row in rows.values()), case__edition__in=rows)
    pairs = later.values_list("case_id", "case__edition_id").annotate(last=Max("pk"))
    since = {case for case, edition, last in pairs if last > rows[edition].through}
    still = Counter(
        Case.objects.filter(edition__in=rows, received_at__isnull=False, closed_at__isnull=False)
        .exclude(pk__in=since)
        .values_list("edition_id", flat=True)
    )
    return {pk: row for pk, row in rows.items() if still[pk] == row.cases}, since


def counted(cases, editions, most: int | None = None) -> dict[Cell, Figures]:
    """The figures of some cases from their own facts: events, outcome, and marks, unless there are too many of them."""
    certified = Exists(Certificate.objects.filter(case=OuterRef("pk")))
    rows = list(cases.annotate(certified=certified).order_by("pk").values(*COLUMNS))
    mine = cases.values("pk")
    days, supplements = _steps(CaseEvent.objects.filter(case__in=mine))
    judged = Outcome.objects.filter(case__in=mine, case__closed_at__isnull=False).order_by("computed_at", "pk")
    areas = dict(judged.values_list("case_id", "nodes__areas"))
    marks = _marks(mine, editions, most)
    cells = defaultdict(lambda: ([], []))
    for row in rows:
        of, said = cells[Cell(row["edition_id"], row["notice__number"] or "", row["profile"])]
        of.append(_case(row, days, supplements, areas.get(row["pk"]) or {}))
        said += marks.get(row["pk"], ())
    return {cell: figures(of, said) for cell, (of, said) in cells.items()}


def _case(row, days, supplements, areas) -> RoundCase:
    closed = row["closed_at"] is not None and row["state"] != workflow.WITHDRAWN
    tags = {"all": True, "simulated": row["simulated"], "record": bool(row["record"]), "mock": row["mock"]}
    return RoundCase(
        reference=row["reference"],
        closed=row["closed_at"] is not None,
        result=row["outcome_status"] if closed else "",
        certified=row["certified"],
        points=row["outcome_points"] if closed else None,
        areas={id: node["share"] for id, node in areas.items() if node["share"] is not None} if closed else {},
        supplements=supplements[row["pk"]],
        days=days[row["pk"]],
        tags=tuple(tag for tag, worn in tags.items() if worn),
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


def _marks(mine, editions, most) -> dict[int, list]:
    """The last mark of each sheet on each criterion, of closed cases: case, area, criterion, mark; by case."""
    handed_in = Mark.objects.filter(
        sheet__case__in=mine, sheet__case__closed_at__isnull=False, sheet__submitted_at__isnull=False
    )
    rows = handed_in.order_by("pk").values_list(
        "sheet_id", "criterion", "mark", "sheet__case_id", "sheet__case__edition_id"
    )
    rows = list(rows[: most + 1] if most else rows)
    if most and len(rows) > most:
        return {}
    areas = {(pk, one.id): one.area for pk, edition in editions.items() for one in compiled(edition).criteria}
    last, found = {(sheet, criterion): rest for sheet, criterion, *rest in rows}, defaultdict(list)
    for (_sheet, criterion), (mark, case, edition) in last.items():
        if mark is not None and (edition, criterion) in areas:
            found[case].append((str(case), areas[edition, criterion], criterion, mark))
    return found
