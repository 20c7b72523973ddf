"""The operating body seats the panel of one case: a proposal confirmed as shown, or by hand; single changes later."""

from django.contrib import messages
from django.core import signing
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import decide_challenge, release_member, remind_assessors, seat_panel, seat_round
from cityloop.assessment.forms import PanelForm, ReleaseForm, RulingForm
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.pool import situation_of, to_be_seated
from cityloop.assessment.queries.progress import progress_of
from cityloop.assessment.rules import OPERATOR, runs_without_committee
from cityloop.assessment.views.frame import attempted, on_case, page
from cityloop.assessment.views.seating import SALT, asked_size, proposed
from cityloop.audit.refusal import Refused


@on_case(role=OPERATOR, step="seat_panel")
def panel(request, case):
    """Who sits and how far they are; a proposal for the empty seats; by hand with a reason; release of a member."""
    prefetch_related_objects([case], "service__service_fields")
    situation = situation_of([case], timezone.localdate())
    sent = request.POST.get("do")
    seats = progress_of(case, situation)
    free = situation.free(case)
    by_hand = PanelForm(request.POST if sent == "hand" else None, free=free)
    seated = [one.duty.person for one in seats if one.duty.released_at is None]
    release = ReleaseForm(request.POST if sent == "release" else None, seated=seated)
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    if sent == "confirm":
        return _confirmed(request, case)
    if sent == "remind":
        remind_assessors(**step)
        messages.success(request, _("Reminders were written. They wait in the outbox until an officer has read them."))
        return redirect("assessment:panel", case.reference)
    ruling = RulingForm(request.POST if sent == "ruling" else None)
    if ruling.is_valid() and _ruled(ruling, request.user, case):
        messages.success(request, _("The decision on the challenge was recorded."))
        return redirect("assessment:panel", case.reference)
    if by_hand.is_valid():
        chosen = set(by_hand.cleaned_data["people"])
        people = [one.person for one in free if str(one.person_id) in chosen]
        if attempted(by_hand, lambda: seat_panel(**step, people=people, reason=by_hand.cleaned_data["reason"])):
            messages.success(request, _("The panel was seated. Each assessor finds the case in the inbox."))
            return redirect("assessment:panel", case.reference)
    if release.is_valid():
        person = next(one for one in seated if str(one.pk) == release.cleaned_data["person"])
        reason = release.cleaned_data["reason"]
        if attempted(release, lambda: release_member(**step, person=person, reason=reason)):
            messages.success(request, _("The member was released. Somebody else can be seated."))
            return redirect("assessment:panel", case.reference)
    size = asked_size(request, situation, beside=len(seated))
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
        by_hand=by_hand,
        chosen=by_hand.data.getlist("people") if by_hand.is_bound else [],
        candidates=[(one, situation.knows_field(one, case), situation.loads[one.person_id]) for one in free],
        barred=[(one, situation.against[case.pk][one.person_id]) for one in situation.pool
                if one.person_id in situation.against[case.pk]],
        others=to_be_seated(case.edition, case.profile, case.notice_id, request.user, timezone.localdate())
        .exclude(pk=case.pk)
        .count(),
        **proposed(situation, size),
    )  # fmt: skip


def _ruled(form, officer, case) -> bool:
    given = form.cleaned_data
    challenge = get_object_or_404(case.challenges, pk=given["challenge"])
    step = {"actor": officer, "at": timezone.now(), "challenge": challenge}
    return attempted(form, lambda: decide_challenge(**step, uphold=given["uphold"], reason=given["reason"]))


def _confirmed(request, case):
    """Seat what the token says was shown; a refusal is told, and the page shows the new proposal."""
    try:
        told = signing.loads(request.POST.get("token", ""), salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    step = {"actor": request.user, "at": timezone.now(), "edition": case.edition}
    try:
        seat_round(**step, chosen=told["chosen"], shown=told["shown"])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    messages.success(request, _("Seated as shown. Each assessor finds the case in the inbox."))
    return redirect("assessment:panel", case.reference)
