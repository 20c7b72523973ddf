"""A selection, prepared by the secretariat and decided by the authority; its results, for everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Notice
from cityloop.assessment.queries import compiled
from cityloop.assessment.views.frame import attempted
from cityloop.assessment.views.printing import PRINTED, printed
from cityloop.calls import actions, choosing
from cityloop.calls.consenting import panel_of
from cityloop.calls.forms import selection as forms
from cityloop.calls.models import PanelClosing
from cityloop.calls.panel_paper import panel_paper
from cityloop.calls.queries import selection as queries
from cityloop.calls.queries.programmes import names_of
from cityloop.calls.selecting import candidates, cases_of
from cityloop.language import current
from cityloop.ledger.amounts import whole
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import duties_held, duties_of


@login_required
def selections(request):
    """The selections that the reader prepares or decides on, and rounds that wait for one."""
    on = timezone.localdate()
    served = duties_of(request.user, on)
    runs = served[Designation.Duty.SECRETARIAT]
    if not runs and not served[Designation.Duty.AUTHORITY]:
        raise Http404
    found, waiting = list(queries.rounds_for(request.user, on)), queries.to_be_opened(request.user, on)
    rows = [(one, _track(one)) for one in found]
    opening = [(notice, compiled(notice.edition).track(track), year, n) for notice, track, year, n in waiting]
    names = names_of() if runs else {}
    programmes = sorted((names.get(id, id), id) for id in runs)
    return render(request, "calls/selections.html", {"rows": rows, "opening": opening, "programmes": programmes})


@login_required
def begin(request, number, track, committee):
    """Begin a selection with the budget and seats of the edition, or others."""
    notice = get_object_or_404(Notice.objects.select_related("edition"), number=number, published_at__isnull=False)
    on = timezone.localdate()
    if (notice, track, committee) not in {row[:3] for row in queries.to_be_opened(request.user, on)}:
        raise Http404
    rules = compiled(notice.edition)
    if panel_of(rules) and not PanelClosing.objects.filter(meeting__notice=notice, meeting__track=track).exists():
        return redirect("calls:panel_meeting", number, track, committee)
    found = rules.track(track)
    money = found.ceiling or rules.budget
    form = forms.OpenForm(request.POST or None, currency=money.currency if money else "")
    step = {"actor": request.user, "at": timezone.now(), "notice": notice, "track": track, "committee": committee}
    if form.is_valid():
        made = []
        if attempted(form, lambda: made.append(actions.open_selection(**step, **form.cleaned_data))):
            return redirect("calls:selection", made[0].pk)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "notice": notice, "track": found, "rules": rules, "committee": committee}
    return render(request, "calls/selection_new.html", context, status=status)


@login_required
def selection(request, pk):
    """Scenarios side by side, what they rest on, and the step that comes next."""
    on = timezone.localdate()
    held = duties_held(request.user, on)
    round = queries.round_for(request.user, on, pk, held)
    if round is None:
        raise Http404
    kept = choosing.kept_of(request.user, round, on)
    if kept and request.method == "GET":
        return _for_the_interested(request, round, kept)
    found, scenarios = candidates(round), list(round.scenarios.all())
    last = round.recommendations.select_related("scenario", "person", "report", "decision__person").last()
    offices = choosing.offices_in(held, round)
    bound = _forms(request, round, [one.case for one in found], scenarios, last)
    if request.method == "POST" and _done(request, round, bound):
        return redirect("calls:selection", pk)
    spreads = queries.spreads(found)
    context = {
        "round": round,
        "track": _track(round),
        "rows": [(one, spreads.get(one.case.pk), _asked(one, round)) for one in found],
        "scenarios": [(one, sum(row["in"] for row in one.rows), _cost(one, round)) for one in scenarios],
        "recommended": _titled(found, [(row["reference"], row) for row in last.scenario.rows] if last else []),
        "beside": _titled(found, queries.side_by_side(scenarios)),
        "price": queries.price(scenarios),
        "overrides": round.overrides.select_related("case", "person"),
        "changes": round.changes.select_related("person"),
        "recommendation": last,
        "decision": getattr(last, "decision", None) if last else None,
        "results": queries.results_of(round) if round.decided_at else [],
        "prepares": Designation.Duty.SECRETARIAT in offices,
        "decides": Designation.Duty.AUTHORITY in offices,
        "forms": bound,
        **_money(round),
    }
    status = 422 if any(form.is_bound and form.errors for form in bound.values()) else 200
    return render(request, "calls/selection.html", context, status=status)


def _for_the_interested(request, round, kept):
    """What somebody sees who conflicts with proposals of the round: the others, and nothing that tells of these.

    Ranks, scenarios and the decision would say by what is missing where the hidden ones stand; they follow with the
    published results. Seats, budget and what was given are those of the whole round.
    """
    found = [one for one in candidates(round) if one.case.pk not in kept]
    spreads = queries.spreads(found)
    context = {
        "round": round,
        "track": _track(round),
        "kept": len(kept),
        "rows": [(one, spreads.get(one.case.pk), _asked(one, round)) for one in found],
        **_money(round),
    }
    return render(request, "calls/selection.html", context)


@login_required
def panel_report(request, pk, version, kind):
    """One version of the panel report, as PDF or as a Hangul file, for whoever prepares or decides on the round."""
    on = timezone.localdate()
    round = queries.round_for(request.user, on, pk)
    if kind not in PRINTED or round is None or choosing.kept_of(request.user, round, on):
        raise Http404
    report = get_object_or_404(round.reports.select_related("person"), version=version)
    return printed(panel_paper(report, current()), kind, f"{round.notice.number}-{round.track}-report-v{version}")


def results(request, number, track):
    """The published results of a track: who was selected and put on reserve, and how many were not."""
    notice = get_object_or_404(Notice.objects.select_related("edition"), number=number, published_at__isnull=False)
    rounds = list(queries.published(notice).filter(track=track))
    if not rounds:
        raise Http404
    shown = []
    for round in rounds:
        rows = queries.results_of(round)
        named = [row for row in rows if row.verdict != "not_selected"]
        shown.append((round, [(row, _given(row, round)) for row in named], len(rows) - len(named), len(rows)))
    context = {"notice": notice, "track": compiled(notice.edition).track(track), "rounds": shown}
    return render(request, "calls/results.html", context)


def _forms(request, round, cases, scenarios, last) -> dict:
    sent = request.POST.get("do") if request.method == "POST" else None
    money = {"currency": round.currency}
    kinds = {
        "scenario": (forms.ScenarioForm, money),
        "limits": (forms.LimitsForm, money),
        "override": (forms.OverrideForm, {"cases": cases}),
        "recommend": (forms.RecommendForm, {"scenarios": scenarios}),
        "decide": (forms.DecisionForm, {"initial": {"digest": last.digest if last else ""}}),
        "move_up": (forms.MoveUpForm, {}),
        "publish": (forms.forms.Form, {}),
        "report": (forms.forms.Form, {}),
    }
    return {
        name: form(request.POST if sent == name else None, auto_id=f"{name}-%s", **more)
        for name, (form, more) in kinds.items()
    }


def _done(request, round, bound) -> bool:
    sent = request.POST.get("do", "")
    form = bound.get(sent)
    if form is None or not form.is_valid():
        return False
    step = {"actor": request.user, "at": timezone.now()}
    if not attempted(form, lambda: DOES[sent](step, round, form)):
        return False
    messages.success(request, SAID[sent]())
    return True


def _case(round, reference):
    return get_object_or_404(cases_of(round), reference=reference)


def _scenario(step, round, form):
    actions.save_scenario(**step, round=round, **form.limits)


def _limits(step, round, form):
    actions.change_limits(**step, round=round, **form.cleaned_data)


def _override(step, round, form):
    given = form.cleaned_data
    case = _case(round, given["case"])
    actions.override_rank(**step, round=round, case=case, kind=given["kind"], reason=given["reason"])


def _recommend(step, round, form):
    scenario = get_object_or_404(round.scenarios, pk=form.cleaned_data["scenario"])
    actions.recommend(**step, round=round, scenario=scenario, note=form.cleaned_data["note"])


def _decide(step, round, form):
    last = round.recommendations.last()
    if last is None:
        raise Http404
    actions.decide_selection(**step, recommendation=last, **form.cleaned_data)


def _move_up(step, round, form):
    case = _case(round, form.cleaned_data["case"])
    actions.move_up(**step, round=round, case=case, reason=form.cleaned_data["reason"])


def _report(step, round, form):
    actions.write_panel_report(**step, round=round)


def _publish(step, round, form):
    actions.publish_results(**step, round=round)


DOES = {
    "scenario": _scenario,
    "limits": _limits,
    "override": _override,
    "recommend": _recommend,
    "decide": _decide,
    "move_up": _move_up,
    "publish": _publish,
    "report": _report,
}
SAID = {
    "scenario": lambda: _("The scenario was computed and kept."),
    "limits": lambda: _("Budget and seats were changed."),
    "override": lambda: _("The override was recorded; scenarios computed from now on count with it."),
    "recommend": lambda: _("The selection was put before the authority."),
    "decide": lambda: _("The decision was recorded."),
    "move_up": lambda: _("The proposal moved up from the reserve list."),
    "report": lambda: _("The panel report was written and kept."),
    "publish": lambda: _("The results are public; the letters wait in the outbox to be read."),
}


def _money(round) -> dict:
    return {
        "budget": None if round.budget is None else whole(round.budget, round.currency),
        "spent": whole(round.spent, round.currency) if round.currency else None,
    }


def _track(round):
    return compiled(round.notice.edition).track(round.track)


def _asked(one, round):
    return whole(one.cost, round.currency) if round.currency else None


def _cost(scenario, round):
    given = sum(row["cost"] for row in scenario.rows if row["in"])
    return whole(given, round.currency) if round.currency else None


def _given(row, round):
    return whole(row.amount, round.currency) if round.currency and row.amount else None


def _titled(found, beside):
    cases = {one.case.reference: one.case for one in found}
    return [(cases[reference], rows) for reference, rows in beside if reference in cases]
