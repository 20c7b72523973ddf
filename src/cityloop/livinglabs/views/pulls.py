"""Fetching from an address: how far it is, and on."""

from django.shortcuts import get_object_or_404, redirect

from cityloop.audit.refusal import Refused
from cityloop.livinglabs import actions
from cityloop.livinglabs.views.frame import acted, on_pilot, page

PAGES = 20
"""Pages that are fetched while the reader waits."""


@on_pilot
def pull(request, pilot, number):
    """Where the fetching stands; a button fetches on."""
    found = get_object_or_404(pilot.pulls.select_related("pilot__protocol", "delivery"), pk=number)
    refused = None
    if request.method == "POST":
        try:
            actions.fetch(found, **acted(request), most=PAGES)
        except Refused as refusal:
            refused = refusal
        else:
            return redirect(request.path)
    response = page(request, pilot, "pull", pull=found, pages=found.pages.all(), refused=refused)
    response.status_code = 422 if refused else response.status_code
    return response
