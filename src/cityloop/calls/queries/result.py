"""Find: the result of a proposal as its applicant may see it, by what the call shows."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cityloop.assessment.models import Outcome
from cityloop.assessment.queries import compiled, counted_sheets, counting_marks
from cityloop.assessment.queries.matrix import areas_of
from cityloop.calls.models import SelectionResult
from cityloop.calls.queries.selection import result_of, results_of
from cityloop.ledger.amounts import whole

Verdict = SelectionResult.Verdict


@dataclass(frozen=True)
class Line:
    """Where the proposal stands in the order: its rank, of how many ranked, and the points of the last selected."""

    rank: int
    of: int
    points: float | None


@dataclass(frozen=True)
class Told:
    """What an applicant is told; what the call does not show is empty."""

    result: SelectionResult
    outcome: Outcome | None
    line: Line | None
    areas: list
    comments: list
    given: object
    object_until: date | None
    may_object: bool


def told_of(case) -> Told | None:
    """What the applicant is told of their proposal, or None before the results of its round are public."""
    result = result_of(case)
    if result is None:
        return None
    rules, round = compiled(case.edition), result.round
    sees = rules.selection.applicants_see if rules.selection else "areas"
    outcome = case.outcomes.last() if sees != "nothing" else None
    span = rules.steps.get("objection")
    until = span.after(timezone.localdate(round.published_at)) if span else None
    given = whole(result.amount, round.currency) if round.currency and result.amount else None
    return Told(
        result=result,
        outcome=outcome,
        line=_line(result) if sees != "nothing" and result.rank else None,
        areas=areas_of(case, outcome) if sees in ("areas", "comments") else [],
        comments=_comments(case, rules) if sees == "comments" else [],
        given=given,
        object_until=until,
        may_object=until is not None and timezone.localdate() <= until,
    )


def _line(result) -> Line:
    rows = [row for row in results_of(result.round) if row.rank]
    selected = [row.points for row in rows if row.verdict == Verdict.SELECTED and row.points is not None]
    return Line(result.rank, len(rows), min(selected, default=None))


def _comments(case, rules) -> list:
    """By criterion the reasons that reviewers gave, without their names and in no order of theirs."""
    marks = counting_marks(list(counted_sheets(case)))
    said: dict[str, list[str]] = {}
    for row in marks.values():
        for key, mark in row.items():
            if mark.note.strip():
                said.setdefault(key, []).append(mark.note.strip())
    shown = [one for one in rules.criteria_of(track=case.profile) if one.id in said]
    return [(one, sorted(said[one.id])) for one in shown]
