"""A pilot is opened: from an award, a certification or a city, or entered from the public record."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from cityloop.assessment.views.frame import attempted
from cityloop.livinglabs import actions
from cityloop.livinglabs.forms import OpenPilotForm
from cityloop.livinglabs.openings import opening_of
from cityloop.livinglabs.rules import may_run_pilots
from cityloop.livinglabs.views.frame import acted

TAKEN = ("title_ko", "title_en", "city_ko", "city_en", "country", "ends_on")


@login_required
def open_from(request, kind, key):
    """What is known of the award, certification or city is filled in already."""
    opening = opening_of(kind, key, request.user, timezone.localdate())
    if opening is None:
        raise Http404
    initial = {name: getattr(opening, name) for name in TAKEN} | {"began_on": opening.begins_on}
    given = {
        "lead": opening.lead,
        "service": opening.service,
        "case": opening.case,
        "partners": opening.partners,
        "opened_from": kind,
        "simulated": opening.simulated,
    }
    return _opening(request, initial, given)


@login_required
def open_record(request):
    """A pilot of the public record, which nobody here runs."""
    if not may_run_pilots(request.user, timezone.localdate()):
        raise Http404
    return _opening(request, {"country": "KR"}, {"opened_from": "record"})


def _opening(request, initial, given):
    form = OpenPilotForm(request.POST or None, initial=initial)
    if form.is_valid():
        call = {**acted(request), **given, **form.cleaned_data}
        if attempted(form, lambda: actions.open_pilot(**call)):
            return redirect("livinglabs:manage", form.cleaned_data["code"])
    status = 422 if form.is_bound else 200
    context = {"form": form, "lead": given.get("lead"), "case": given.get("case"), "service": given.get("service")}
    return render(request, "livinglabs/open.html", context, status=status)
