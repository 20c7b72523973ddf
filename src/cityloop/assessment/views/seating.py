"""The panels of a whole round: bids asked for, a proposal by rules, kept as a version of the assignment."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import open_bidding, stage_assignment
from cityloop.assessment.desk import desk_of
from cityloop.assessment.forms import SizeForm
from cityloop.assessment.models import Notice
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.assignment import assignments_of
from cityloop.assessment.queries.bidding import latest_bidding
from cityloop.assessment.queries.edition import round_or_404
from cityloop.assessment.queries.pool import situation_of, to_be_seated
from cityloop.assessment.rules import operates
from cityloop.assessment.seating import propose, size_for
from cityloop.audit.refusal import Refused
from cityloop.engine.impossible import Impossible
from cityloop.language import pick

SALT = "assessment.seating"


@login_required
def seating(request, scheme, edition):
    """All accepted cases of an edition and field at once: panels, loads, links, and why somebody cannot sit."""
    on = timezone.localdate()
    edition = round_or_404(scheme, edition)
    if not operates(request.user, edition, on):
        raise Http404
    profile = request.GET.get("field", "")
    notice = _notice(request, edition)
    cases = list(to_be_seated(edition, profile, notice, request.user, on))
    if request.method == "POST":
        return _asked_for_bids(request, notice, profile) or _staged(request, edition, profile, notice, cases)
    context = {
        "edition": edition,
        "desk": desk_of(edition),
        "rules": compiled(edition),
        "profile": profile,
        "notice": notice,
        "cases": cases,
        "assignments": list(assignments_of(edition, profile, notice)),
        "term": compiled(edition).steps.get("bidding") if notice else None,
    }
    found = compiled(edition).profile(profile) or compiled(edition).track(profile)
    context["profile_title"] = pick(found.title) if found else ""
    if cases:
        situation = situation_of(cases, on)
        context |= proposed(situation, asked_size(request, situation)) | _bidding(situation, notice, profile)
    return render(request, "assessment/seating.html", context)


def _bidding(situation, notice, profile) -> dict:
    """When bids are or were taken, and how many of the pool have bid."""
    last = latest_bidding(notice, profile) if notice else None
    have = {person for bids in situation.bids.values() for person in bids}
    return {"bidding": last, "bids_open": bool(last) and last.is_open(timezone.now()), "bidders": len(have)}


def _asked_for_bids(request, notice, profile):
    """Ask the pool to bid, where that was pressed; a refusal is told on the page."""
    if request.POST.get("do") != "bids" or notice is None:
        return None
    try:
        open_bidding(actor=request.user, at=timezone.now(), notice=notice, profile=profile)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The reviewers of the pool were written to; the page fills as they answer."))
    return redirect(request.get_full_path())


def _staged(request, edition, profile, notice, cases):
    """Keep panels by the rules that were sent as a version of the assignment; nobody is seated by it."""
    if not cases:
        messages.info(request, _("No case of this round waits for its panel."))
        return redirect(request.get_full_path())
    least, seats = _ends(situation_of(cases, timezone.localdate()))
    size = SizeForm(request.POST, least=least, seats=seats)
    if not size.is_valid():
        raise Http404
    step = {"actor": request.user, "at": timezone.now(), "edition": edition, "profile": profile, "notice": notice}
    try:
        version = stage_assignment(**step, **size.rules)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    messages.success(request, _("Kept as a version. Nobody is told before one is published."))
    return redirect("assessment:assignment", version.assignment_id)


def _notice(request, edition):
    """The notice that the round was given by; one without is of applications that are taken on any day."""
    number = request.GET.get("notice", "")
    return get_object_or_404(Notice, edition=edition, number=number) if number else None


def asked_size(request, situation, beside: int = 0):
    """The sizes asked for in the address, else those to begin with."""
    least, seats = _ends(situation)
    start = {"members": max(beside, min(size_for(situation), seats))}
    if beside:
        start["members"] = max(beside, least)
    given = request.GET if "members" in request.GET else start
    return SizeForm(given, least=least, seats=seats)


def _ends(situation) -> tuple[int, int]:
    """The least members of a panel and its seats, by the edition or as far as the pool goes."""
    edition = situation.edition
    seats = edition.panel.seats if edition.panel else max(len(situation.pool), 1)
    return min(max(edition.aggregate.minimum_assessors, 1), seats), seats


def proposed(situation, size) -> dict:
    """The proposal with its token, or why there is none."""
    if not size.is_valid():
        return {"size": size}
    try:
        found = propose(situation, **size.rules)
    except Impossible as impossible:
        return {"size": size, "impossible": impossible}
    token = signing.dumps({"chosen": found.chosen, "shown": found.digest}, salt=SALT, compress=True)
    return {"size": size, "proposal": found, "token": token, "vacant": any(found.chosen.values())}
