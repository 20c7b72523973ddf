"""A reviewer's own pages before anybody is seated: what they know, and which cases they would take."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import place_bids, state_expertise
from cityloop.assessment.forms import BidsForm, ExpertiseForm
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.bidding import biddings_for, is_in_a_pool, to_bid_for
from cityloop.assessment.queries.bids import expertise_of
from cityloop.assessment.views.frame import attempted
from cityloop.language import pick


@login_required
def bidding(request, pk):
    """All cases of a round that the reader may take, with the bid of each; it can be changed until the time is over."""
    at, on = timezone.now(), timezone.localdate()
    found = get_object_or_404(biddings_for(request.user, on), pk=pk)
    taken = found.is_open(at)
    form = BidsForm(request.POST if request.method == "POST" else None, rows=to_bid_for(request.user, found, on))
    if request.method == "POST" and form.is_valid():
        step = {"actor": request.user, "at": at, "bidding": found}
        if attempted(form, lambda: place_bids(**step, levels=form.levels)):
            messages.success(request, _("Your bids were recorded. They can be changed until the time is over."))
            return redirect("assessment:bidding", pk)
    rules = compiled(found.notice.edition)
    part = rules.track(found.profile) or rules.profile(found.profile)
    context = {
        "bidding": found,
        "taken": taken,
        "form": form,
        "part": pick(part.title) if part else "",
        "expertise": expertise_of([request.user.pk]).get(request.user.pk),
    }
    return render(request, "assessment/bidding.html", context, status=422 if form.is_bound and form.errors else 200)


@login_required
def expertise(request):
    """Which fields the reader knows and which languages they read; it counts wherever they are in a pool."""
    if not is_in_a_pool(request.user, timezone.localdate()):
        raise Http404
    said = expertise_of([request.user.pk]).get(request.user.pk)
    form = ExpertiseForm(request.POST or None, initial=ExpertiseForm.initial_of(said))
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now()}
        given = form.cleaned_data["languages"]
        if attempted(form, lambda: state_expertise(**step, fields=form.levels, languages=given)):
            messages.success(request, _("Recorded. It counts when panels are proposed from now on."))
            return redirect("assessment:expertise")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "assessment/expertise.html", {"form": form, "said": said}, status=status)
