"""A city is entered and described by the people who act for it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.consulting.actions import describe_city, register_city
from cityloop.consulting.forms import CityForm, ProfileForm
from cityloop.consulting.queries.cities import organisations_for_a_city
from cityloop.consulting.views.values import own_city


@login_required
def register(request):
    """Enter the city of one's own organisation."""
    organisations = organisations_for_a_city(request.user, timezone.localdate())
    if not organisations:
        raise Http404
    form = CityForm(request.POST or None, on=timezone.localdate())
    if form.is_valid():
        city = register_city(
            actor=request.user, at=timezone.now(), organisation=organisations[0],
            simulated=organisations[0].simulated, **form.cleaned_data,
        )  # fmt: skip
        messages.success(request, _("The city was entered. Give its values next."))
        return redirect("consulting:city", city.code)
    return render(request, "consulting/register_city.html", {"form": form, "organisation": organisations[0]})


@login_required
def describe(request, code):
    """Change the profile; what was said before stays in the record."""
    city, context = own_city(request, code)
    form = ProfileForm(request.POST or None, instance=city, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        city.refresh_from_db()  # the form has written into it; the action compares with what stands
        describe_city(actor=request.user, at=timezone.now(), city=city, **form.cleaned_data)
        messages.success(request, _("The profile was changed."))
        return redirect("consulting:city", city.code)
    if request.method != "GET" and not form.is_valid():
        city.refresh_from_db()
    return render(request, "consulting/profile.html", {**context, "form": form})
