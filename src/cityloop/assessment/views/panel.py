"""The panel of one case as the operating body follows it: who sits, how far they are, challenges, releases."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import decide_challenge, release_member, remind_assessors
from cityloop.assessment.forms import ReleaseForm, RulingForm
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.progress import progress_of
from cityloop.assessment.rules import OPERATOR, runs_without_committee
from cityloop.assessment.views.frame import attempted, on_case, page


@on_case(role=OPERATOR, step="seat_panel")
def panel(request, case):
    """Who sits and how far they are; reminders; a challenge decided; release of a member. Nobody yet: to the seats."""
    seats = progress_of(case, timezone.localdate())
    if not seats and request.method == "GET":
        return redirect("assessment:seats", case.reference)
    sent = request.POST.get("do")
    seated = [one.duty.person for one in seats if one.duty.released_at is None]
    release = ReleaseForm(request.POST if sent == "release" else None, seated=seated)
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    if sent == "remind":
        remind_assessors(**step)
        messages.success(request, _("Reminders were written. They wait in the outbox until an officer has read them."))
        return redirect("assessment:panel", case.reference)
    ruling = RulingForm(request.POST if sent == "ruling" else None)
    if ruling.is_valid() and _ruled(ruling, request.user, case):
        messages.success(request, _("The decision on the challenge was recorded."))
        return redirect("assessment:panel", case.reference)
    if release.is_valid():
        person = next(one for one in seated if str(one.pk) == release.cleaned_data["person"])
        reason = release.cleaned_data["reason"]
        if attempted(release, lambda: release_member(**step, person=person, reason=reason)):
            messages.success(request, _("The member was released. Somebody else can be seated."))
            return redirect("assessment:panel", case.reference)
    return page(
        request,
        case,
        "panel",
        progress=seats,
        awaited=sum(one.waits for one in seats),
        release=release,
        ruling=ruling,
        challenged=[one.challenge for one in seats if one.challenge],
        rules_itself=runs_without_committee(compiled(case.edition)),
    )


def _ruled(form, officer, case) -> bool:
    given = form.cleaned_data
    challenge = get_object_or_404(case.challenges, pk=given["challenge"])
    step = {"actor": officer, "at": timezone.now(), "challenge": challenge}
    return attempted(form, lambda: decide_challenge(**step, uphold=given["uphold"], reason=given["reason"]))
