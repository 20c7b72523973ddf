"""May I apply? A page of questions made from the rules of a track, and the verdict of each rule. Nothing is stored."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import open_notice
from cityloop.calls import queries
from cityloop.calls.forms.may_apply import MayApplyForm
from cityloop.calls.queries.may_apply import held, wanted


def may_apply(request, programme, edition, track):
    """The questions of one track, and once they are answered every rule with the fact that it looked at."""
    call = queries.call_or_404(programme, edition, timezone.localdate())
    branch = next((one for one in call.rules.tracks if one.id == track), None)
    if branch is None:
        raise Http404
    at = timezone.now()
    context = {
        "call": call,
        "track": branch,
        "notice": open_notice(programme, track, at, Edition.Kind.CALL),
        **answered(request, call.rules, track),
    }
    return render(request, "calls/may_apply.html", context, status=422 if context["form"].errors else 200)


def answered(request, rules, track) -> dict:
    """The form over the rules of a track, and the verdict where something was answered; for a draft as for a call."""
    form = MayApplyForm(request.GET or None, wanted=wanted(rules, track))
    if not form.is_bound or not form.is_valid():
        return {"form": form, "verdict": None, "held": []}
    verdict, rows = held(rules, track, form.facts())
    return {"form": form, "verdict": verdict, "held": rows}
