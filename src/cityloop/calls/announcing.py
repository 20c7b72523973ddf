"""What applicants are told of a selection: the verdict with its reason, read by an officer before it goes."""

from django.urls import reverse_lazy

from cityloop.assessment import letters
from cityloop.assessment.letters import titles
from cityloop.assessment.queries import compiled
from cityloop.calls.models import SelectionResult
from cityloop.engine.text import Text


def result_published(result: SelectionResult, at) -> None:
    """Write the applicant of a proposal what became of it; once for each result."""
    selection = compiled(result.case.edition).selection
    hidden = selection is not None and selection.applicants_see == "nothing"
    points = "–" if result.points is None or hidden else f"{result.points:g}"
    letters.to_applicant(
        result.case,
        result.verdict,
        at,
        key=str(result.pk),
        reason=Text(result.reason_ko, result.reason_en),
        points=points,
        link=reverse_lazy("calls:result", args=[result.case.reference]),
        notice=titles(result.round.notice),
    )
