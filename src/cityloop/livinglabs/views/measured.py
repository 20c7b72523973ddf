"""Measurements: handed in, shown with everything found in them, accepted; the effect estimated."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cityloop.assessment.views.frame import attempted
from cityloop.audit.refusal import Refused
from cityloop.livinglabs import actions, forms
from cityloop.livinglabs.queries.measured import counting, deliveries_of
from cityloop.livinglabs.queries.pilots import latest_effect
from cityloop.livinglabs.reading import flags_of
from cityloop.livinglabs.views.files import at_hand
from cityloop.livinglabs.views.frame import acted, on_pilot, page


@on_pilot
def deliveries(request, pilot):
    """What was delivered, and more of it: a file, or an address to fetch from."""
    do = request.POST.get("do") if request.method == "POST" else None
    form = forms.DeliveryForm(*((request.POST, request.FILES) if do == "file" else (None, None)))
    pull = forms.PullForm(request.POST if do == "pull" else None)
    made = []
    if form.is_valid() and _received(request, pilot, form, made):
        return redirect("livinglabs:delivery", pilot.code, made[0].pk)
    if pull.is_valid():
        call = {**acted(request), "pilot": pilot, **pull.cleaned_data}
        if attempted(pull, lambda: made.append(actions.begin_pull(**call))):
            return redirect("livinglabs:pull", pilot.code, made[0].pk)
    used = {one.pk for one in counting(pilot)}
    rows = [(one, getattr(one, "accepted", None)) for one in deliveries_of(pilot)]
    shown = [(one, accepted, bool(accepted and accepted.pk in used)) for one, accepted in rows]
    posted = pull if pull.is_bound else form
    return page(
        request, pilot, "deliveries", form=form, pull=pull, posted=posted, rows=shown, pulls=pilot.pulls.all()[:20]
    )


def _received(request, pilot, form, made) -> bool:
    file, given = form.cleaned_data["file"], form.cleaned_data
    with at_hand(file) as path:
        call = {**acted(request), "pilot": pilot, "path": path, "kind": form.kind, "name": file.name}
        return attempted(
            form,
            lambda: made.append(
                actions.receive_measurements(**call, source=given["source"], expected=given["expected"])
            ),
        )


@on_pilot
def delivery(request, pilot, number):
    """Everything that was found in a delivery, before it is accepted."""
    found = get_object_or_404(deliveries_of(pilot), pk=number)
    form = forms.AcceptForm(request.POST or None, initial={"shown": found.staged})
    if form.is_valid():
        call = {**acted(request), "delivery": found, **form.cleaned_data}
        if attempted(form, lambda: actions.accept_delivery(**call)):
            messages.success(request, _("Accepted. The effect can be estimated now."))
            return redirect("livinglabs:deliveries", pilot.code)
    accepted = getattr(found, "accepted", None)
    earlier = counting(pilot).exists()
    return page(
        request, pilot, "delivery", delivery=found, form=form, flags=flags_of(found.report), accepted=accepted,
        earlier=earlier,
    )  # fmt: skip


@on_pilot
def manifest(request, pilot, number):
    """The files of a delivery with their hashes."""
    found = get_object_or_404(deliveries_of(pilot), pk=number)
    said = {"delivery": found.name, "sha256": found.sha256, "digest": found.staged, "files": found.report["manifest"]}
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})


@on_pilot
def estimate(request, pilot):
    """Estimate the effect from what counts, by a button; what came of it is on the pilot's page."""
    refused = None
    if request.method == "POST":
        try:
            actions.estimate_effect(**acted(request), pilot=pilot)
        except Refused as refusal:
            refused = refusal
        else:
            messages.success(request, _("The effect was estimated, and is public."))
            return redirect("livinglabs:pilot", pilot.code)
    response = page(request, pilot, "estimate", effect=latest_effect(pilot), used=counting(pilot), refused=refused)
    response.status_code = 422 if refused else response.status_code
    return response
