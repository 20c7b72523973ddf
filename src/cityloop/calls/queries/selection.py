"""Find: selections, their scenarios side by side, how reviewers spread, and what was published."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import fmean, pstdev

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from cityloop.assessment.models import Duty, Mark, MarkSheet, Notice
from cityloop.assessment.queries import compiled, visible_to
from cityloop.assessment.queries.marks import latest_submitted
from cityloop.calls import workflow
from cityloop.calls.models import PanelReport, SelectionResult, SelectionRound
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import duties_held


@dataclass(frozen=True)
class Spread:
    """How the reviewers of a proposal differ: how many handed in, the shares of the marks they gave, what was left out.

    `abstained` counts the criteria on which a reviewer gave no mark; no mean has them as a low one.
    """

    count: int
    low: float
    high: float
    mean: float
    deviation: float
    abstained: int


def rounds_for(person, on, held=None):
    """Selections that somebody prepares or decides on, the newest first; `held` are their duties, if read."""
    served = _served(duties_held(person, on) if held is None else held)
    return SelectionRound.objects.filter(served).select_related("notice__edition").order_by("-opened_at")


def round_for(person, on, pk, held=None) -> SelectionRound | None:
    """One selection that somebody prepares or decides on, with the version and digest of its last panel report."""
    reports = PanelReport.objects.filter(round=OuterRef("pk")).order_by("-version")
    told = {f"report_{name}": Subquery(reports.values(name)[:1]) for name in ("version", "digest")}
    return rounds_for(person, on, held).annotate(**told).filter(pk=pk).first()


def to_be_opened(person, on) -> list[tuple[Notice, str, int, int]]:
    """Notice, track, year of the committee and number of evaluated proposals of rounds without a selection yet."""
    mine = {(scheme, part) for duty, scheme, part in duties_held(person, on) if duty == Designation.Duty.SECRETARIAT}
    ready = visible_to(person, on).filter(state=workflow.ASSESSED, notice__isnull=False)
    rows = ready.values_list("notice", "edition__scheme", "profile", "proposal__committee").order_by(
        "notice", "profile"
    )
    counted = rows.annotate(n=Count("pk", distinct=True))
    begun = set(SelectionRound.objects.values_list("notice_id", "track", "committee"))
    found = [
        (notice, track, committee or 0, n)
        for notice, scheme, track, committee, n in counted
        if (notice, track, committee or 0) not in begun and {(scheme, ""), (scheme, track)} & mine
    ]
    notices = Notice.objects.in_bulk({row[0] for row in found})
    return [(notices[notice], *rest) for notice, *rest in found]


def spreads(found) -> dict[int, Spread]:
    """By case: how the reviewers of some candidates spread, of the sheets that count; one query."""
    cases = [one.case for one in found]
    seated = Duty.objects.filter(case=OuterRef("case"), person=OuterRef("person"), duty=Duty.Kind.EVALUATE)
    sheets = MarkSheet.objects.filter(Exists(seated.filter(released_at=None)), case__in=cases)
    marks = Mark.objects.filter(sheet__in=latest_submitted(sheets).order_by().values("pk")).order_by("pk")
    last = {row[:3]: row[3] for row in marks.values_list("sheet__case_id", "sheet_id", "criterion", "mark")}
    rules = {case.pk: compiled(case.edition) for case in cases}
    shares, abstained = defaultdict(list), Counter()
    for (case, sheet, criterion), mark in last.items():
        known = rules[case].criterion(criterion)
        abstained[case] += mark is None
        if mark is not None and known is not None:
            shares[case, sheet].append(mark / known.highest)
    totals = defaultdict(list)
    for (case, _sheet), values in shares.items():
        totals[case].append(fmean(values))
    return {case: _spread(values, abstained[case]) for case, values in totals.items()}


def _spread(values, abstained: int) -> Spread:
    return Spread(len(values), min(values), max(values), fmean(values), pstdev(values), abstained)


def side_by_side(scenarios) -> list[tuple[str, list[dict]]]:
    """Each proposal with its row in every scenario, in the order of the first."""
    by_name = [{row["reference"]: row for row in one.rows} for one in scenarios]
    order = [row["reference"] for row in scenarios[0].rows] if scenarios else []
    return [(reference, [rows.get(reference) for rows in by_name]) for reference in order]


def price(scenarios) -> dict | None:
    """What rank order gives up against the optimum under the same limits: proposals, total of scores, money."""
    for one in scenarios:
        for other in scenarios:
            same = {**one.limits, "policy": ""} == {**other.limits, "policy": ""}
            if one.policy == "rank" and other.policy == "total" and same:
                return {
                    "rank": one,
                    "total": other,
                    "score": other.objective - one.objective,
                    "share": (other.objective / one.objective - 1) if one.objective else 0,
                    "more": _chosen(other) - _chosen(one),
                }
    return None


def published(notice=None):
    """Rounds whose results are public."""
    found = SelectionRound.objects.filter(published_at__isnull=False).select_related("notice__edition")
    return found.filter(notice=notice) if notice else found


def results_of(round) -> list[SelectionResult]:
    """The last result of every proposal of a round, by rank."""
    rows = round.results.select_related("case__applicant", "case__edition", "case__proposal").order_by("at", "pk")
    last = {row.case_id: row for row in rows}
    return sorted(last.values(), key=lambda row: (row.rank == 0, row.rank, row.pk))


def result_of(case) -> SelectionResult | None:
    """What became of a proposal, once it is published."""
    found = case.results.filter(round__published_at__isnull=False).select_related("round")
    return found.order_by("at", "pk").last()


def _served(held) -> Q:
    found = Q(pk__in=())
    for duty, scheme, part in held:
        if duty in (Designation.Duty.SECRETARIAT, Designation.Duty.AUTHORITY):
            here = Q(notice__edition__scheme=scheme)
            found |= here & Q(track=part) if part else here
    return found


def _chosen(scenario) -> int:
    return sum(row["in"] for row in scenario.rows)
