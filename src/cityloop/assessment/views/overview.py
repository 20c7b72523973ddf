"""What came out of a case, and everything that was done on it."""

from django.http import Http404

from cityloop.assessment.queries.matrix import areas_of, matrix_of
from cityloop.assessment.queries.record import record_of
from cityloop.assessment.rules import APPLICANT, ASSESSOR, EXAMINER
from cityloop.assessment.views.frame import on_case, page, sees_marks


@on_case()
def evaluation(request, case):
    """Every criterion with every mark and its reason, once the reader may see them."""
    outcome = case.outcomes.last()
    if outcome is None or not sees_marks(request, case):
        raise Http404
    matrix = matrix_of(case, outcome, named=names_marks(request))
    return page(request, case, "evaluation", outcome=outcome, areas=areas_of(case, outcome), matrix=matrix)


@on_case()
def record(request, case):
    """Everything that was done on the case, from the audit chain."""
    return page(request, case, "record", record=record_of(case, learns_names(request)))


def learns_names(request) -> bool:
    """The applicant and an evaluation body do not learn who gave which mark."""
    return bool(request.roles - {APPLICANT, EXAMINER})


def names_marks(request) -> bool:
    """Nor do assessors learn whose mark another one is."""
    return bool(request.roles - {APPLICANT, ASSESSOR, EXAMINER})
