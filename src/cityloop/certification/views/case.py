"""Where a case stands, for whoever may see it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import compiled, latest_declarations, panel_of
from cityloop.assessment.queries.matrix import areas_of, matrix_of
from cityloop.assessment.queries.record import record_of
from cityloop.assessment.rules import APPLICANT, LEAD, holds, joint
from cityloop.assessment.views.overview import learns_names, names_marks
from cityloop.certification import queries, workflow
from cityloop.certification.appealing import appealable, last_day
from cityloop.certification.desk import DESK
from cityloop.certification.models import Proceeding
from cityloop.certification.queries.bodies import designated_by
from cityloop.certification.queries.committees import has_committees
from cityloop.certification.queries.outlook import ahead
from cityloop.certification.queries.proceedings import visible_to
from cityloop.certification.rounds import latest_review
from cityloop.certification.stations import stations
from cityloop.certification.views.frame import on_case, page, sees_marks

PAGE = 25
WIDEST = 8
LATEST = 6


@login_required
def cases(request):
    """The cases that the reader may see, by state."""
    on = timezone.localdate()
    state = request.GET.get("state", "")
    state = state if state in workflow.STATES else ""
    page_obj = Paginator(queries.cases(request.user, on, state), PAGE).get_page(request.GET.get("page"))
    rows = [(case, procedure_of(case).label_of(case), DESK.tones.get(case.state, "ours")) for case in page_obj]
    context = {"page_obj": page_obj, "rows": rows, "state": state, "states": workflow.PROCEDURE.labels.items()}
    context["committees"] = has_committees(request.user, on)
    return render(request, "certification/cases.html", context)


@on_case()
def case(request, case):
    """Steps, what waits for the reader, what came out so far, who is on it, and the latest of the record."""
    seen = sees_marks(request, case)
    outcome = case.outcomes.last() if seen else None
    decisions = list(case.decisions.select_related("person"))
    return page(
        request,
        case,
        "case",
        steps=stations(case),
        waiting=queries.tasks_on(case, request.affiliations),
        outcome=outcome,
        areas=areas_of(case, outcome),
        matrix=matrix_of(case, outcome, named=names_marks(request), widest=WIDEST),
        panel=_panel(case) if learns_names(request) else None,
        record=record_of(case, learns_names(request), LATEST),
        certificate=getattr(case, "certificate", None),
        designations=designated_by(case),
        decision=decisions[-1] if decisions else None,
        earlier=decisions[:-1],
        review=latest_review(case) if learns_names(request) else None,
        may_withdraw=not case.closed_at and holds(case, request.user, timezone.localdate(), LEAD, request.affiliations),
        ahead=ahead(case),
        together=list(joint(case).select_related("organisation")) if compiled(case.edition).joint else [],
        **_rounds(request, case),
    )


def _rounds(request, case) -> dict:
    """The appeals that the reader may see, and whether one can still be filed."""
    today = timezone.localdate()
    against = appealable(case=case) if APPLICANT in request.roles and case.closed_at else None
    until = last_day(against) if against else None
    appeals = list(visible_to(request.user, today, request.affiliations).filter(case=case, kind=Proceeding.Kind.APPEAL))
    for appeal in appeals:
        appeal.label = workflow.PROCEEDINGS[appeal.kind].label(appeal.state)
    return {
        "appeals": appeals,
        "may_appeal": against is not None and (until is None or today <= until),
        "appeal_until": until,
    }


def _panel(case):
    """Seats with what was declared and whether the marks are in; a number of marks says nothing about them."""
    declared = latest_declarations(case)
    sheets = {sheet.person_id: sheet for sheet in case.sheets.order_by("round")}
    return [
        {
            "duty": duty,
            "declaration": declared.get(duty.person_id),
            "sheet": sheets.get(duty.person_id),
        }
        for duty in panel_of(case)
    ]
