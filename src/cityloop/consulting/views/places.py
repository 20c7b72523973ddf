"""A workshop for whoever holds a slip: no account, no name; on a phone, and without JavaScript."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cityloop.assessment.views.frame import attempted
from cityloop.consulting import actions
from cityloop.consulting.forms import CardForm, DotsForm, SlipForm
from cityloop.consulting.models import WorkshopRound
from cityloop.consulting.queries import workshops as queries
from cityloop.consulting.slips import read_slip
from cityloop.consulting.workshop_terms import workshop_terms


@never_cache
def join(request):
    """Type the code of a slip."""
    form = SlipForm(request.POST or None)
    if form.is_valid():
        if queries.place_of(form.cleaned_data["slip"]):
            return redirect("workshop:place", read_slip(form.cleaned_data["slip"]))
        words = _("This is the code of no slip. Type the eight letters and digits as they are printed.")
        form.add_error("slip", words)
    return render(request, "consulting/join.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def place(request, slip):
    """The round that is open, for one place: cards to write, dots to give, or what came of them."""
    found = queries.place_of(slip)
    if found is None:
        raise Http404
    round = queries.open_round(found.workshop)
    form, act = _form(request, found, round)
    if request.method == "POST" and form is None:
        messages.error(request, _("This round is closed, or was never opened."))
        return redirect("workshop:place", slip)
    if form and form.is_bound and form.is_valid() and attempted(form, act):
        messages.success(
            request, _("Taken. You can change it until the round is closed.") if _dots(round) else _("Taken.")
        )
        return redirect("workshop:place", slip)
    last = queries.last_dots(found.workshop) if round is None else None
    context = {
        "place": found,
        "slip": slip,
        "round": round,
        "form": form,
        "given": queries.sheet_of(round, found) if _dots(round) else {},
        "own_cards": found.cards.filter(round=round) if round else [],
        "tally": queries.tally(last) if last else None,
        "terms": workshop_terms(),
    }
    return render(
        request, "consulting/place.html", context, status=422 if form and form.is_bound and form.errors else 200
    )


def _dots(round) -> bool:
    return round is not None and round.kind == WorkshopRound.Kind.DOTS


def _form(request, found, round):
    """The form of the open round and what taking it does; no form where none is open, or another was sent."""
    sent = request.POST if request.method == "POST" else None
    if round is None or (sent is not None and sent.get("round") != str(round.pk)):
        return None, None
    who = {"actor": None, "at": timezone.now(), "round": round, "place": found}
    if _dots(round):
        cards: dict[str, list[str]] = {}
        for card in queries.cards_of(found.workshop):
            cards.setdefault(card.stands, []).append(card.card.words)
        form = DotsForm(sent, round=round, given=queries.sheet_of(round, found), cards=cards)
        return form, lambda: actions.give_dots(**who, dots=form.dots)
    form = CardForm(sent)
    return form, lambda: actions.write_card(**who, **form.cleaned_data)
