"""The officer puts another matter to the committee: on the agenda of a meeting, or for the next one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.certification.actions import ask_committee
from cityloop.certification.forms.committee import MatterForm
from cityloop.certification.queries.committees import committee_or_404
from cityloop.certification.queries.meetings import meeting_or_404
from cityloop.certification.views.committee import title_of
from cityloop.certification.views.frame import attempted
from cityloop.organisations.rules import runs_scheme


@login_required
def ask(request, pk):
    """A matter that waits for the next meeting of a committee."""
    return _ask(request, committee_or_404(request.user, timezone.localdate(), pk))


@login_required
def ask_meeting(request, pk):
    """A matter for the agenda of a meeting that was called."""
    meeting = meeting_or_404(request.user, timezone.localdate(), pk)
    return _ask(request, meeting.committee, meeting)


def _ask(request, committee, meeting=None):
    if not runs_scheme(request.user, committee.scheme, timezone.localdate()):
        raise Http404
    form = MatterForm(request.POST or None)
    step = {"actor": request.user, "at": timezone.now(), "committee": committee, "meeting": meeting}
    if form.is_valid() and attempted(form, lambda: ask_committee(**step, **form.cleaned_data)):
        if meeting:
            messages.success(request, _("The matter is on the agenda."))
            return redirect("certification:meeting", meeting.pk)
        messages.success(request, _("The matter waits for the next meeting: choose it when you call one."))
        return redirect("certification:committee", committee.pk)
    context = {"committee": committee, "meeting": meeting, "title": title_of(committee), "form": form}
    return render(request, "certification/matter_new.html", context, status=422 if form.errors else 200)
