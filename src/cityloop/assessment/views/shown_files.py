"""Where a call is judged blind: the secretariat looks at the files that reviewers do not read, and decides."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import keep_file_back, show_file
from cityloop.assessment.forms.steps import DisclosureForm
from cityloop.assessment.queries.shown_files import shown_files as found_files
from cityloop.assessment.queries.shown_files import to_look_at
from cityloop.assessment.rules import OPERATOR
from cityloop.assessment.views.frame import attempted, on_case, page

SAID = {
    True: lambda: _("Reviewers read the file from now on."),
    False: lambda: _("Reviewers no longer read the file."),
}


@on_case(role=OPERATOR, step="show_file")
def shown_files(request, case):
    """Each file that is kept back, or has pages nobody read, with what may be decided on it."""
    if not to_look_at(case):
        raise Http404
    rows = found_files(case)
    chosen = next((row for row in rows if str(row.piece.pk) == request.POST.get("piece")), None)
    if request.method == "POST" and chosen is None:
        raise Http404
    forms = [
        (row, DisclosureForm(request.POST if row is chosen else None, auto_id=f"f{row.piece.pk}-%s")) for row in rows
    ]
    bound = next((form for row, form in forms if row is chosen), None)
    if bound is not None and bound.is_valid():
        given = bound.cleaned_data
        step = {"actor": request.user, "at": timezone.now(), "case": case, "piece": chosen.piece}
        act = keep_file_back if chosen.shown else show_file
        seen = {} if chosen.shown else {"sha256": given["sha256"]}
        if attempted(bound, lambda: act(**step, **seen, reason=given["reason"])):
            messages.success(request, SAID[act is show_file]())
            return redirect(request.path)
    return page(request, case, "shown_files", rows=forms, posted=bound or DisclosureForm())
