"""How much each criterion counts: asked apart, laid side by side, agreed on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityloop.assessment.views.frame import attempted
from cityloop.consulting import actions
from cityloop.consulting.forms import ASKED, AgreeForm, MethodForm
from cityloop.consulting.guide import guide
from cityloop.consulting.models import Consultation
from cityloop.consulting.queries import consultations
from cityloop.consulting.queries import weighings as queries
from cityloop.consulting.views.consultation import own_city, under_way_or_404
from cityloop.consulting.weights import middle, points_of, weighed
from cityloop.consulting.weights_reading import in_words


@login_required
def ask(request, code, need):
    """Ask several people how much each criterion counts for a need."""
    city, context = own_city(request, code)
    found = next((one for one in consultations.needs_of(under_way_or_404(city)) if one.pk == need), None)
    if found is None:
        raise Http404
    form, made = MethodForm(request.POST or None), []
    who = {"actor": request.user, "at": timezone.now(), "need": found}
    if form.is_valid() and attempted(form, lambda: made.append(actions.open_weighing(**who, **form.cleaned_data))):
        return redirect("consulting:weighing", code, made[0].pk)
    context |= {"form": form, "need": found, "problem": guide().problems[found.problem]}
    return render(request, "consulting/weighing_new.html", context, status=_status(form))


def weighing_or_404(request, code, number):
    """A weighing of the address, for the city's own people."""
    city, context = own_city(request, code)
    visible = queries.weighings_visible_to(request.user, timezone.localdate())
    found = get_object_or_404(visible.filter(need__consultation__city=city), pk=number)
    context |= {"weighing": found, "need": found.need, "problem": guide().problems[found.need.problem]}
    context["open"] = found.need.consultation.state == Consultation.State.OPEN
    return found, context


@login_required
def weighing(request, code, number):
    """One's own answers while people weigh apart; afterwards those of all side by side."""
    found, context = weighing_or_404(request, code, number)
    answers = queries.latest_answers(found)
    context["answers"] = answers
    if queries.is_shown(found):
        return _side_by_side(request, found, context)
    form = _form(request, found)
    context["contradictions"] = []
    if form.is_bound and form.is_valid():
        told = weighed(found.method, form.answers)
        if told.contradicts and not form.cleaned_data["despite"]:
            context["contradictions"] = in_words(told, found.method)
            context["inconsistency"] = told.inconsistency
        elif attempted(form, lambda: _give(request, found, form)):
            messages.success(request, _("Kept, apart from those of all others."))
            return redirect("consulting:weighing", code, number)
    own = queries.own_answer(found, request.user)
    context |= {"form": form, "own": own, "own_points": _points(own)}
    wrong = form.is_bound and (form.errors or context["contradictions"])
    return render(request, "consulting/weighing.html", context, status=422 if wrong else 200)


def _form(request, found):
    last = queries.own_answer(found, request.user)
    advisers = list(found.need.consultation.advisers.all())
    return ASKED[found.method](request.POST or None, advisers=advisers, last=last.answers if last else None)


def _give(request, found, form):
    chosen = form.cleaned_data.get("said_by")
    said_by = found.need.consultation.advisers.get(pk=int(chosen)) if chosen else None
    values = {"answers": form.answers, "said_by": said_by, "despite": form.cleaned_data["despite"]}
    actions.give_weights(actor=request.user, at=timezone.now(), weighing=found, **values)


def _points(own) -> list:
    if own is None:
        return []
    points = points_of(own.weights)
    return sorted(((one.title, points[one.id]) for one in guide().criteria), key=lambda row: -row[1])


def _side_by_side(request, found, context):
    answers = context["answers"]
    agreed = found.agreements.last()
    proposed = agreed.points if agreed else points_of(middle([row.weights for row in answers]))
    context |= {"rows": queries.beside(answers), "agreed": agreed, "agreed_key": str(agreed.pk) if agreed else ""}
    context["form"] = context.get("form") or AgreeForm(points=proposed)
    context["contradict"] = [
        (row, in_words(told, found.method))
        for row in answers
        if (told := weighed(found.method, row.answers)).contradicts
    ]
    return render(request, "consulting/weighing_together.html", context, status=_status(context["form"]))


@login_required
@require_POST
def show(request, code, number):
    """Lay the weights of all side by side."""
    found, _context = weighing_or_404(request, code, number)
    actions.show_weights(actor=request.user, at=timezone.now(), weighing=found)
    return redirect("consulting:weighing", code, number)


@login_required
@require_POST
def agree(request, code, number):
    """Keep the weights that all agreed on, and rank the services with them."""
    found, context = weighing_or_404(request, code, number)
    answers = queries.latest_answers(found)
    if not queries.is_shown(found):
        raise Http404
    points = points_of(middle([row.weights for row in answers]))
    form, made = AgreeForm(request.POST, points=points), []
    values = {"actor": request.user, "at": timezone.now(), "weighing": found}
    if form.is_valid() and attempted(
        form,
        lambda: made.append(actions.agree_on_weights(**values, points=form.points, reason=form.cleaned_data["reason"])),
    ):
        return redirect(f"{_ranking(code, found)}?agreed={made[0].pk}")
    return _side_by_side(request, found, {**context, "answers": answers, "form": form})


def _ranking(code, found) -> str:
    return reverse("consulting:make_shortlist", args=[code, found.need_id])


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
