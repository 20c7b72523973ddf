"""The protocol of a pilot: drafted, tried on the past, fixed; and what was done otherwise."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cityloop.assessment.views.frame import attempted
from cityloop.livinglabs import actions, forms
from cityloop.livinglabs.queries.pilots import sites_of
from cityloop.livinglabs.views.files import at_hand
from cityloop.livinglabs.views.frame import acted, on_pilot, page


@on_pilot
def protocol(request, pilot):
    """The draft as a form with its power; or, once it is fixed, the protocol and its departures."""
    if hasattr(pilot, "protocol"):
        return _fixed(request, pilot)
    draft = getattr(pilot, "draft", None)
    do = request.POST.get("do") if request.method == "POST" else None
    sites = sites_of(pilot)
    content = draft.content if draft else {}
    form = forms.ProtocolForm(request.POST if do == "draft" else None, pilot=pilot, sites=sites, content=content)
    past = forms.PastForm(*((request.POST, request.FILES) if do == "try" else (None, None)))
    freeze = forms.FreezeForm(request.POST if do == "freeze" else None)
    call = {**acted(request), "pilot": pilot}
    if form.is_valid() and attempted(form, lambda: actions.draft_protocol(**call, content=form.content)):
        messages.success(request, _("The draft is kept. Now try it on measurements of the past."))
        return redirect("livinglabs:protocol", pilot.code)
    if past.is_valid() and _tried(past, call):
        return redirect("livinglabs:protocol", pilot.code)
    if freeze.is_valid() and attempted(freeze, lambda: actions.freeze_protocol(**call)):
        messages.success(request, _("The protocol is fixed."))
        return redirect("livinglabs:protocol", pilot.code)
    posted = next((one for one in (form, past, freeze) if one.is_bound), form)
    return page(
        request, pilot, "protocol", form=form, past=past, freeze=freeze, posted=posted, draft=draft, sites=sites
    )


def _tried(past, call) -> bool:
    file = past.cleaned_data["file"]
    with at_hand(file) as path:
        return attempted(past, lambda: actions.try_protocol(**call, path=path, kind=past.kind, name=file.name))


def _fixed(request, pilot):
    form = forms.DepartureForm(request.POST or None)
    if form.is_valid():
        call = {**acted(request), "pilot": pilot, **form.cleaned_data}
        if attempted(form, lambda: actions.record_departure(**call)):
            return redirect("livinglabs:protocol", pilot.code)
    departures = pilot.protocol.departures.select_related("person")
    return page(request, pilot, "protocol_fixed", form=form, departures=departures)
