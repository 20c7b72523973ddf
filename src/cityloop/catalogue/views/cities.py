"""A provider says in which cities a service runs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.audit.refusal import Refused
from cityloop.catalogue import queries
from cityloop.catalogue.actions import record_city
from cityloop.catalogue.forms import CityForm


@login_required
def enter(request, code):
    """Enter a city, or what has changed there; the last word about a city counts."""
    service = get_object_or_404(queries.of_organisations(request.user, timezone.localdate()), code=code)
    form = CityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_city(
                actor=request.user,
                at=timezone.now(),
                service=service,
                simulated=service.simulated,
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The city is entered."))
            return redirect("catalogue:cities", code=service.code)
    context = {"form": form, "service": service, "cities": queries.cities_of([service]).get(service.pk, [])}
    return render(request, "catalogue/cities.html", context, status=422 if form.is_bound and form.errors else 200)
