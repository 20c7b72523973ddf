"""What the committee reads before a deliberation, on one page that can be printed: Art. 14(5)."""

from django.http import Http404
from django.utils import timezone

from cityloop.assessment.queries import checklist, dossier_for
from cityloop.assessment.queries.matrix import areas_of, matrix_of
from cityloop.assessment.rules import CERTIFIER, COMMITTEE, OPERATOR, REVIEWER
from cityloop.certification.queries.meetings import deliberation_of
from cityloop.certification.queries.technical import accepted_reports
from cityloop.certification.views.frame import on_case, page, sees_marks

WIDEST = 12


@on_case()
def preparation(request, case):
    """Outcome, where the assessors lie apart, what is missing in the dossier, and what was decided before."""
    outcome = case.outcomes.last()
    if (
        outcome is None
        or not request.roles & {OPERATOR, COMMITTEE, REVIEWER, CERTIFIER}
        or not sees_marks(request, case)
    ):
        raise Http404
    dossier = dossier_for(case, request.roles)
    return page(
        request,
        case,
        "preparation",
        outcome=outcome,
        dossier=dossier,
        areas=areas_of(case, outcome),
        matrix=matrix_of(case, outcome, named=True, widest=WIDEST),
        gaps=[one for one in checklist(case, dossier) if one.missing],
        item=deliberation_of(case),
        technical=accepted_reports(case),
        printed=timezone.now(),
    )
