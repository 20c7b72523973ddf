"""The desk of whoever runs a pilot: what is to be done next, and each step."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.views.frame import attempted
from cityloop.livinglabs import actions, forms
from cityloop.livinglabs.asked import pilot_rules
from cityloop.livinglabs.models import PilotEvent
from cityloop.livinglabs.queries.desk import standing, tasks
from cityloop.livinglabs.queries.pilots import latest_effect, sites_of
from cityloop.livinglabs.views.frame import acted, on_pilot, page

STEPS = {"start": "started", "halt": "halted", "resume": "resumed", "end": "ended"}


@on_pilot
def manage(request, pilot):
    """What is done, what is missing, and the steps that the pilot can take now."""
    on = timezone.localdate()
    stands = standing(pilot, on)
    return page(request, pilot, "manage", tasks=tasks(pilot, stands), stands=stands, steps=_steps(pilot))


def _steps(pilot):
    words = {
        "start": _("Record the start"),
        "halt": _("Record a halt"),
        "resume": _("Record that it goes on"),
        "end": _("Record the end"),
    }
    return [
        (step, words[step])
        for step, kind in STEPS.items()
        if pilot.state in actions.pilot.NEXT[PilotEvent.Kind(kind)][0]
    ]


@on_pilot
def sites(request, pilot):
    """The places on a map, and more of them."""
    form = forms.SitesForm(request.POST or None)
    if form.is_valid():
        call = {**acted(request), "pilot": pilot, "sites": form.cleaned_data["sites"]}
        if attempted(form, lambda: actions.name_sites(**call)):
            return redirect("livinglabs:sites", pilot.code)
    return page(request, pilot, "sites", form=form, sites=sites_of(pilot))


@on_pilot
def partners(request, pilot):
    """Who takes part."""
    form = forms.PartnerForm(request.POST or None)
    if form.is_valid() and attempted(
        form, lambda: actions.name_partner(**acted(request), pilot=pilot, **form.cleaned_data)
    ):
        return redirect("livinglabs:partners", pilot.code)
    return page(request, pilot, "partners", form=form, partners=pilot.partners.select_related("organisation"))


@on_pilot
def conditions(request, pilot):
    """The conditions that the rulebook asks for, and how each is met."""
    form = forms.ConditionForm(request.POST or None)
    if form.is_valid() and attempted(
        form, lambda: actions.meet_condition(**acted(request), pilot=pilot, **form.cleaned_data)
    ):
        return redirect("livinglabs:conditions", pilot.code)
    last = {one.asked: one for one in pilot.conditions.all()}
    open_ones = actions.pilot.unmet(pilot, timezone.localdate())
    rows = [(rule, last.get(rule.id), rule.id in open_ones) for rule in pilot_rules().conditions.values()]
    return page(request, pilot, "conditions", form=form, rows=rows)


@on_pilot
def move(request, pilot, step):
    """Start, halt, resume or end."""
    if step not in STEPS:
        raise Http404
    form = forms.MoveForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        call = {**acted(request), "pilot": pilot, "kind": STEPS[step], **form.cleaned_data}
        if attempted(form, lambda: actions.move_pilot(**call)):
            messages.success(request, _("Recorded."))
            return redirect("livinglabs:manage", pilot.code)
    return page(request, pilot, "move", form=form, title=PilotEvent.Kind(STEPS[step]).label)


@on_pilot
def closing(request, pilot):
    """The closing report by the questions of the law."""
    form = forms.ClosingForm(request.POST or None)
    if form.is_valid():
        call = {**acted(request), "pilot": pilot, "answers": form.cleaned_data}
        if attempted(form, lambda: actions.close_pilot(**call)):
            messages.success(request, _("The closing report is filed."))
            return redirect("livinglabs:manage", pilot.code)
    report = pilot.closing_reports.last()
    return page(request, pilot, "closing", form=form, report=report, effect=latest_effect(pilot))
