"""The operating body closes the evaluation."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import close_evaluation
from cityloop.assessment.forms import ReasonForm
from cityloop.assessment.judging import judge, plain
from cityloop.assessment.queries import compiled, counted_sheets, dossier_of
from cityloop.assessment.queries.marks import open_seats
from cityloop.assessment.rules import OPERATOR
from cityloop.assessment.views.frame import attempted, home_of, on_case, page


@on_case(role=OPERATOR, step="close_evaluation")
def close(request, case):
    """What would follow from the sheets handed in so far; close it, with a reason while somebody is still marking."""
    sheets = list(counted_sheets(case))
    outlook = plain(judge(case, dossier_of(case), sheets))
    waiting = list(open_seats(case).select_related("person"))
    form = ReasonForm(
        request.POST or None,
        required=bool(waiting),
        initial={"shown": outlook["status"]},
        hint=_("Kept on record, and shown to the reviewer."),
    )
    if form.is_valid():
        given = form.cleaned_data
        step = {"actor": request.user, "at": timezone.now(), "case": case}
        if attempted(form, lambda: close_evaluation(**step, reason=given["reason"], shown=given["shown"])):
            messages.success(request, _("The evaluation was closed."))
            return redirect(home_of(case))
    least = compiled(case.edition).aggregate.minimum_assessors
    return page(
        request, case, "close", outlook=outlook, waiting_for=waiting, handed_in=len(sheets), least=least, form=form
    )
