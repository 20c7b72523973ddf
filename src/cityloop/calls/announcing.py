"""What applicants are told of a selection: the verdict with its reason, read by an officer before it goes."""

from cityloop.assessment import letters
from cityloop.assessment.letters import titles
from cityloop.calls.models import SelectionResult
from cityloop.engine.text import Text


def result_published(result: SelectionResult, at) -> None:
    """Write the applicant of a proposal what became of it; once for each result."""
    points = "–" if result.points is None else f"{result.points:g}"
    letters.to_applicant(
        result.case,
        result.verdict,
        at,
        key=str(result.pk),
        reason=Text(result.reason_ko, result.reason_en),
        points=points,
        notice=titles(result.round.notice),
    )
