"""The operating body seats panels: a proposal for one case or a whole round, confirmed as shown, or by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import decide_challenge, release_member, remind_assessors, seat_panel, seat_round
from cityloop.assessment.desk import desk_of
from cityloop.assessment.forms import PanelForm, ReleaseForm, RulingForm, SizeForm
from cityloop.assessment.models import Notice
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.edition import round_or_404
from cityloop.assessment.queries.pool import situation_of, to_be_seated
from cityloop.assessment.queries.progress import progress_of
from cityloop.assessment.rules import OPERATOR, operates, runs_without_committee
from cityloop.assessment.seating import propose, size_for
from cityloop.assessment.views.frame import attempted, on_case, page
from cityloop.audit.refusal import Refused
from cityloop.engine.impossible import Impossible
from cityloop.language import pick

SALT = "assessment.seating"


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
        return _confirmed(request, case.edition) or redirect("assessment:panel", case.reference)
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
    size = _size(request, situation, beside=len(seated))
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
        **_proposed(situation, size),
    )  # fmt: skip


def _ruled(form, officer, case) -> bool:
    given = form.cleaned_data
    challenge = get_object_or_404(case.challenges, pk=given["challenge"])
    step = {"actor": officer, "at": timezone.now(), "challenge": challenge}
    return attempted(form, lambda: decide_challenge(**step, uphold=given["uphold"], reason=given["reason"]))


@login_required
def seating(request, scheme, edition):
    """All accepted cases of an edition and field at once: panels, loads, links, and why somebody cannot sit."""
    on = timezone.localdate()
    edition = round_or_404(scheme, edition)
    if not operates(request.user, edition, on):
        raise Http404
    if request.method == "POST" and (answer := _confirmed(request, edition)):
        return answer
    profile = request.GET.get("field", "")
    notice = _notice(request, edition)
    cases = list(to_be_seated(edition, profile, notice, request.user, on))
    context = {
        "edition": edition,
        "desk": desk_of(edition),
        "rules": compiled(edition),
        "profile": profile,
        "notice": notice,
        "cases": cases,
    }
    context["profile_title"] = pick(found.title) if (found := compiled(edition).profile(profile)) else ""
    if cases:
        situation = situation_of(cases, on)
        context |= _proposed(situation, _size(request, situation))
    return render(request, "assessment/seating.html", context)


def _notice(request, edition):
    """The notice that the round was given by; one without is of applications that are taken on any day."""
    number = request.GET.get("notice", "")
    return get_object_or_404(Notice, edition=edition, number=number) if number else None


def _size(request, situation, beside: int = 0):
    """The sizes asked for in the address, else those to begin with."""
    edition = situation.edition
    seats = edition.panel.seats if edition.panel else max(len(situation.pool), 1)
    least = min(max(edition.aggregate.minimum_assessors, 1), seats)
    start = {"members": max(beside, min(size_for(situation), seats))}
    if beside:
        start["members"] = max(beside, least)
    given = request.GET if "members" in request.GET else start
    return SizeForm(given, least=least, seats=seats)


def _proposed(situation, size) -> dict:
    """The proposal with its token, or why there is none."""
    if not size.is_valid():
        return {"size": size}
    try:
        found = propose(situation, size.cleaned_data["members"], size.cleaned_data["most"])
    except Impossible as impossible:
        return {"size": size, "impossible": impossible}
    token = signing.dumps({"chosen": found.chosen, "shown": found.digest}, salt=SALT, compress=True)
    return {"size": size, "proposal": found, "token": token, "vacant": any(found.chosen.values())}


def _confirmed(request, edition):
    """Seat what the token says was shown; a refusal is told, and the page shows the new proposal."""
    try:
        told = signing.loads(request.POST.get("token", ""), salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    try:
        seat_round(actor=request.user, at=timezone.now(), edition=edition, chosen=told["chosen"], shown=told["shown"])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    messages.success(request, _("Seated as shown. Each assessor finds the case in the inbox."))
    if len(told["chosen"]) == 1:
        return redirect("assessment:panel", *told["chosen"])
    return redirect(desk_of(edition).listing)
