"""Workshops, for whoever leads them: slips, rounds, cards sorted, and the screen that all look at."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cityloop.assessment.views.frame import attempted
from cityloop.consulting import actions
from cityloop.consulting.forms import CardForm, PlacesForm, RoundForm, WorkshopForm
from cityloop.consulting.forms.workshop import problem_choices
from cityloop.consulting.guide import guide
from cityloop.consulting.models import Consultation
from cityloop.consulting.queries import workshops as queries
from cityloop.consulting.slips import printed, slip_of
from cityloop.consulting.views.consultation import own_city, under_way_or_404
from cityloop.papers.codes import shape

LONGEST = 200


@login_required
def prepare(request, code):
    """Prepare a workshop: its title, and how many citizens and experts come."""
    city, context = own_city(request, code)
    consultation = under_way_or_404(city)
    form = WorkshopForm(request.POST or None)
    made = []
    values = {"actor": request.user, "at": timezone.now(), "consultation": consultation}
    if form.is_valid() and attempted(
        form, lambda: made.append(actions.prepare_workshop(**values, **form.cleaned_data))
    ):
        return redirect("consulting:workshop", code, made[0].pk)
    return render(request, "consulting/workshop_new.html", {**context, "form": form}, status=_status(form))


def workshop_or_404(request, code, number):
    """A workshop of the address, for the city's own people."""
    city, context = own_city(request, code)
    visible = queries.workshops_visible_to(request.user, timezone.localdate()).filter(consultation__city=city)
    found = get_object_or_404(visible, pk=number)
    context |= {"workshop": found, "consultation": found.consultation, "now": queries.open_round(found)}
    context["open"] = found.consultation.state == Consultation.State.OPEN
    return found, context


@never_cache
@login_required
def workshop(request, code, number):
    """Where the workshop stands: the round that is open, the cards, what came of the dots."""
    found, context = workshop_or_404(request, code, number)
    rounds = list(found.rounds.select_related("end"))
    cards = queries.cards_of(found)
    last = queries.last_dots(found)
    context |= {
        "rounds": [(one, queries.taking_part(one)) for one in rounds],
        "places": found.places.count(),
        "waiting": [card for card in cards if card.waits],
        "sorted": [card for card in cards if not card.waits],
        "round_form": RoundForm(initial={"kind": "dots" if cards else "cards"}),
        "card_form": CardForm(auto_id="card-%s"),
        "places_form": PlacesForm(initial={"citizens": 0, "experts": 0}, auto_id="more-%s"),
        "choices": problem_choices(_("Choose one")),
        "titles": [(problem.id, problem.title) for problem in guide().problems.values()],
        "tally": queries.tally(last) if last else None,
        "join": request.build_absolute_uri(reverse("workshop:join")),
    }
    return render(request, "consulting/workshop.html", context)


@never_cache
@login_required
def screen(request, code, number):
    """What stands on the wall: how many took part, and once a round is closed what came of it."""
    found, context = workshop_or_404(request, code, number)
    now, last = context["now"], queries.last_dots(found)
    context |= {
        "join": request.build_absolute_uri(reverse("workshop:join")),
        "took_part": queries.taking_part(now) if now else 0,
        "places": found.places.count(),
        "tally": queries.tally(last) if last and not now else None,
    }
    return render(request, "consulting/workshop_screen.html", context)


@never_cache
@login_required
def slips(request, code, number):
    """The slips to print and cut, each with its code as words and as a picture for a phone."""
    found, context = workshop_or_404(request, code, number)
    rows = []
    for place in found.places.all():
        slip = slip_of(found.pk, place.number)
        address = request.build_absolute_uri(reverse("workshop:place", args=[slip]))
        side, path = shape(address)
        rows.append({"place": place, "slip": printed(slip), "side": side, "path": path})
    context |= {"slips": rows, "join": request.build_absolute_uri(reverse("workshop:join"))}
    return render(request, "consulting/workshop_slips.html", context)


@login_required
@require_POST
def step(request, code, number):
    """Open or close a round, write or sort a card, or make more slips."""
    found, _context = workshop_or_404(request, code, number)
    do = STEPS.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    said = do({"actor": request.user, "at": timezone.now()}, found, request.POST)
    if said:
        messages.success(request, said)
    return redirect("consulting:workshop", code, number)


def _open(who, workshop, told):
    form = RoundForm({"dots": RoundForm.base_fields["dots"].initial, **told.dict()})
    given = form.cleaned_data if form.is_valid() else {"kind": told.get("kind", ""), "dots": 0}
    actions.open_workshop_round(**who, workshop=workshop, **given)


def _close(who, workshop, told):
    round = queries.open_round(workshop) or workshop.rounds.last()
    if round is None:
        raise Http404
    actions.close_workshop_round(**who, round=round)


def _write(who, workshop, told):
    round = get_object_or_404(workshop.rounds, pk=_number(told.get("round")))
    words = {name: told.get(name, "")[:1_000] for name in ("words", "problem")}
    actions.write_card(**who, round=round, **words)


def _sort(who, workshop, told):
    card = next((one.card for one in queries.cards_of(workshop) if one.card.pk == _number(told.get("card"))), None)
    if card is None:
        raise Http404
    words = {name: told.get(name, "")[:LONGEST] for name in ("problem", "why")}
    actions.sort_card(**who, card=card, **words)


def _more(who, workshop, told):
    form = PlacesForm(told)
    given = form.cleaned_data if form.is_valid() else {"citizens": -1, "experts": -1}
    actions.add_places(**who, workshop=workshop, **given)
    return _("The slips are there: print them.")


STEPS = {"open": _open, "close": _close, "write": _write, "sort": _sort, "more": _more}


def _number(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 15 else 0


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
