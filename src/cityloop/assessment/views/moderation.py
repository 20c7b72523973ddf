"""The operating body sees what calibration says of a round, and opens a moderation for a case."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import open_moderation
from cityloop.assessment.desk import desk_of
from cityloop.assessment.forms import ModerationForm
from cityloop.assessment.queries import compiled, counted_sheets
from cityloop.assessment.queries.calibration import round_finding
from cityloop.assessment.queries.edition import round_or_404
from cityloop.assessment.queries.matrix import areas_of, matrix_of
from cityloop.assessment.rules import OPERATOR, operates
from cityloop.assessment.views.frame import attempted, on_case, page
from cityloop.language import pick


@on_case(role=OPERATOR, step="open_moderation")
def moderation(request, case):
    """What the calibration says of the case, the rounds so far, and whom to ask to look again."""
    found = round_finding(case.edition, case.profile)
    finding = found.of(case) if found else None
    sheets = list(counted_sheets(case))
    people = [sheet.person for sheet in sheets]
    form = ModerationForm(request.POST or None, handed_in=people, initial={"people": [str(one.pk) for one in people]})
    if form.is_valid():
        chosen = [one for one in people if str(one.pk) in form.cleaned_data["people"]]
        step = {"actor": request.user, "at": timezone.now(), "case": case}
        given = {"people": chosen, "reason": form.cleaned_data["reason"], "finding": finding.kept if finding else {}}
        if attempted(form, lambda: open_moderation(**step, **given)):
            messages.success(request, _("The moderation was opened. Those asked find the case in the inbox."))
            return redirect("assessment:panel", case.reference)
    outcome = case.outcomes.last()
    return page(
        request,
        case,
        "moderation",
        form=form,
        finding=finding,
        rounds=case.moderations.select_related("opened_by"),
        outcomes=case.outcomes.all(),
        areas=areas_of(case, outcome),
        matrix=matrix_of(case, outcome, named=True, widest=12),
    )


@login_required
def calibration(request, scheme, edition):
    """Severity of assessors, and which cases of a round a person should look at again."""
    edition = round_or_404(scheme, edition)
    if not operates(request.user, edition, timezone.localdate()):
        raise Http404
    profile = request.GET.get("field", "")
    known = compiled(edition).profile(profile)
    context = {
        "edition": edition,
        "desk": desk_of(edition),
        "profile_title": pick(known.title) if known else "",
        "found": round_finding(edition, profile, request.user, timezone.localdate()),
    }
    return render(request, "assessment/calibration.html", context)
