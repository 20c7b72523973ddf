"""A meeting of the committee: called by the officer, attended and voted in by members, closed by who presides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.forms import ReasonForm
from cityloop.assessment.views.printing import PRINTED, printed
from cityloop.certification.actions import call_meeting, cancel_meeting, cast_vote, close_meeting, sign_in, step_aside
from cityloop.certification.forms.committee import BallotForm, CloseMeetingForm, MeetingForm
from cityloop.certification.minutes_paper import minutes_paper
from cityloop.certification.models import AgendaItem, Ballot, Meeting
from cityloop.certification.queries.committees import committee_or_404, in_office, term_of
from cityloop.certification.queries.meetings import (
    has_begun,
    meeting_or_404,
    presiding,
    to_consider,
    to_decide,
    to_deliberate,
)
from cityloop.certification.tally import quorum_of
from cityloop.certification.views.committee import title_of
from cityloop.certification.views.frame import attempted
from cityloop.language import current
from cityloop.organisations.rules import runs_scheme


@login_required
def call(request, pk):
    """Call a meeting with what waits for the committee."""
    on = timezone.localdate()
    committee = committee_or_404(request.user, on, pk)
    if not runs_scheme(request.user, committee.scheme, on):
        raise Http404
    waiting = {"cases": to_deliberate(committee), "challenges": to_decide(committee), "matters": to_consider(committee)}
    form = MeetingForm(request.POST or None, **waiting)
    if form.is_valid():
        step, made = {"actor": request.user, "at": timezone.now(), "committee": committee}, []
        if attempted(form, lambda: made.append(call_meeting(**step, **form.cleaned_data))):
            messages.success(request, _("The meeting was called. The members find it in their inboxes."))
            return redirect("certification:meeting", made[0].pk)
    context = {"committee": committee, "title": title_of(committee), "form": form}
    return render(request, "certification/meeting_new.html", context, status=422 if form.errors else 200)


@login_required
def meeting(request, pk):
    """The agenda with one's own votes; the votes of others are shown when the meeting is closed."""
    on = timezone.localdate()
    found = meeting_or_404(request.user, on, pk)
    mine = term_of(found.committee, request.user, timezone.localdate(found.meets_at))
    forms = _forms(request, found, mine)
    answer = _done(request, found, mine, forms)
    if answer:
        return answer
    members = list(in_office(found.committee, timezone.localdate(found.meets_at)))
    attending = set(found.attendances.values_list("member_id", flat=True))
    officer, called = runs_scheme(request.user, found.committee.scheme, on), found.state == Meeting.State.CALLED
    context = {
        "meeting": found,
        "title": title_of(found.committee),
        "mine": mine,
        "signed_in": mine is not None and mine.pk in attending,
        "may_sign_in": called and on >= timezone.localdate(found.meets_at),
        "members": [(one, one.pk in attending) for one in members],
        "chair": presiding(found),
        "items": [_row(item, members, attending, mine, forms["ballots"].get(item.pk)) for item in _items(found)],
        "officer": officer,
        "may_ask": officer and called and not has_begun(found, timezone.now()),
        "open": called,
        "forms": forms,
    }
    bad = [forms["close"], forms["cancel"], *forms["ballots"].values()]
    return render(
        request, "certification/meeting.html", context, status=422 if any(one and one.errors for one in bad) else 200
    )


@login_required
def minutes(request, pk, kind=""):
    """The minutes as they were frozen: as a page, as PDF, or as a Hangul file."""
    found = meeting_or_404(request.user, timezone.localdate(), pk)
    kept = get_object_or_404(type(found).objects.select_related("minutes"), pk=pk, minutes__isnull=False).minutes
    if kind:
        if kind not in PRINTED:
            raise Http404
        return printed(minutes_paper(kept, current()), kind, f"minutes-{found.committee_id}-{found.number}")
    context = {
        "meeting": found,
        "title": title_of(found.committee),
        "minutes": kept,
        "content": kept.content,
        "present": [one for one in kept.content["members"] if one["signed_in"]],
        "absent": [one for one in kept.content["members"] if not one["signed_in"]],
        "agenda": [_minuted(item) for item in kept.content["items"]],
    }
    return render(request, "certification/minutes.html", context)


def _minuted(item) -> dict:
    result = AgendaItem.Result(item["result"])
    good = result in (AgendaItem.Result.PASSES, AgendaItem.Result.UPHELD)
    votes = [one | {"word": Ballot.Vote(one["vote"]).label} for one in item["votes"]]
    return item | {"result_word": result.label, "tone": "good" if good else "warn", "votes": votes}


def _items(meeting):
    about = ("case__edition", "outcome", "challenge__member", "challenge__party", "matter__concerns")
    found = meeting.items.select_related(*about)
    return found.prefetch_related("recusals__member__person", "ballots__member__person")


def _row(item, members, attending, mine, form) -> dict:
    own = [one for one in item.ballots.all() if mine and one.member_id == mine.pk]
    return {
        "item": item,
        "quorum": quorum_of(item, members, attending),
        "recused": mine is not None and any(one.member_id == mine.pk for one in item.recusals.all()),
        "own": own[0] if own else None,
        "cast": len(item.ballots.all()),
        "form": form,
    }


def _forms(request, meeting, mine) -> dict:
    sent = request.POST.get("do", "")
    data = lambda name: request.POST if sent == name else None  # noqa: E731 - which of the forms was sent
    ballots = {}
    for item in meeting.items.all() if mine else ():
        again = item.kind == AgendaItem.Kind.DELIBERATION
        ballots[item.pk] = BallotForm(data(f"vote-{item.pk}"), again=again, prefix=f"i{item.pk}")
    chairs = mine is not None and presiding(meeting) == mine
    return {
        "ballots": ballots,
        "close": CloseMeetingForm(data("close"), items=list(meeting.items.all())) if chairs else None,
        "cancel": ReasonForm(data("cancel"), label=_("Why it is cancelled"), prefix="cancel"),
    }


def _done(request, meeting, mine, forms):
    """Do what was sent, if anything; the page again where it was refused."""
    sent, step = request.POST.get("do", ""), {"actor": request.user, "at": timezone.now()}
    here = redirect("certification:meeting", meeting.pk)
    name, _dash, key = sent.partition("-")
    if sent == "sign-in":
        sign_in(**step, meeting=meeting)
        return here
    if name in ("vote", "aside") and key.isdecimal():
        item = get_object_or_404(meeting.items, pk=int(key[:18]))
        form = forms["ballots"].get(item.pk)
        if form is None:
            raise Http404
        if name == "aside":
            step_aside(**step, item=item, reason=request.POST.get("reason", ""))
            return here
        if form.is_valid() and attempted(form, lambda: cast_vote(**step, item=item, **form.cleaned_data)):
            messages.success(request, _("Your vote was counted."))
            return here
    form = forms.get(sent)
    if sent not in ("close", "cancel") or form is None or not form.is_valid():
        return None
    if sent == "close":
        act, told = lambda: close_meeting(**step, meeting=meeting, reasons=form.reasons()), _("The meeting was closed.")
    else:
        reason = form.cleaned_data["reason"]
        act, told = lambda: cancel_meeting(**step, meeting=meeting, reason=reason), _("The meeting was cancelled.")
    if not attempted(form, act):
        return None
    messages.success(request, told)
    return redirect("certification:minutes", meeting.pk) if sent == "close" else here
