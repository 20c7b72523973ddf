"""Test a conflict before somebody is invited: type names, see which proposals stand against them and why."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.calls.queries.prospects import tried
from cityloop.organisations.rules import runs_programme


class ProspectForm(forms.Form):
    """What is known of somebody: one thing a line."""

    typed = forms.CharField(
        label=_("Name, employers or mail address, one a line"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Former employers too, under any name; nothing is kept of what is typed here."),
    )


@login_required
def prospect(request, programme):
    """The page of the test; for officers of the programme's secretariat."""
    on = timezone.localdate()
    if not runs_programme(request.user, programme, on):
        raise Http404
    form = ProspectForm(request.POST or None)
    found = tried(form.cleaned_data["typed"], request.user, on, programme) if form.is_valid() else None
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "calls/prospect.html", {"form": form, "found": found, "programme": programme}, status=status)
