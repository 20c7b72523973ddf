"""Officials of the chosen cities invited to an event of a call: the officer's list, and the page of an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cityloop.assessment.files import MEDIA_TYPES
from cityloop.assessment.models import Edition
from cityloop.calls import actions
from cityloop.calls.forms.awarding import EventAnswerForm, InviteForm
from cityloop.calls.models import Invitation
from cityloop.calls.queries import awards as awarded
from cityloop.calls.queries import invitations as queries
from cityloop.calls.views.awards import attempted
from cityloop.spreadsheet import workbook


@login_required
def event(request, programme, edition, event):
    """Whom the secretariat invited to an event, what they answered, and one more to be invited."""
    row, found, awards = _opened(request, programme, edition, event)
    form = InviteForm(request.POST or None, awards=awards)
    call = {"actor": request.user, "at": timezone.now(), "event": event}
    if form.is_valid() and attempted(form, lambda: actions.invite_official(**call, **form.cleaned_data)):
        messages.success(request, _("The invitation waits in the outbox to be read and released."))
        return redirect("calls:event", programme, edition, event)
    context = {
        "edition": row,
        "event": found,
        "form": form if awards else None,
        "invitations": queries.invited(row, event),
        "counts": queries.counts(row, event),
    }
    return render(request, "calls/event.html", context, status=422 if form.is_bound and form.errors else 200)


@login_required
def event_list(request, programme, edition, event):
    """The list of those invited as a spreadsheet."""
    row, _event, _awards = _opened(request, programme, edition, event)
    columns = [
        _("Project"),
        _("Full name"),
        _("City and office"),
        _("Mail address"),
        _("Reply"),
        _("Instead"),
        _("Note"),
    ]
    lines = [columns]
    for one in queries.invited(row, event):
        last = one.answers_given[-1] if one.answers_given else None
        cells = [one.award.case.reference, one.name, one.office, one.email, one.get_answer_display()]
        lines.append([*cells, last.instead if last else "", last.note if last else ""])
    response = HttpResponse(workbook(event, lines, (18, 24, 32, 32, 18, 32, 40)), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{event}.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def answer_for(request, pk):
    """An officer writes down what somebody answered by other ways."""
    invitation = get_object_or_404(Invitation.objects.select_related("edition", "award__case__edition"), pk=pk)
    awarded.award_or_404(request.user, timezone.localdate(), invitation.award.case.reference)
    return _answering(request, invitation, request.user)


def invitation(request, token):
    """The page of an invitation, for whoever has the letter."""
    found = get_object_or_404(Invitation.objects.select_related("edition", "award__case"), token=token)
    return _answering(request, found, None)


def _answering(request, invitation, officer):
    event = queries.event_of(invitation)
    over = event is None or timezone.localdate() > event.until
    form = None if over and request.method == "GET" else EventAnswerForm(request.POST or None)
    call = {"actor": officer, "at": timezone.now(), "invitation": invitation}
    if (
        form is not None
        and form.is_valid()
        and attempted(form, lambda: actions.answer_event_invitation(**call, **form.cleaned_data))
    ):
        messages.success(request, _("Thank you. Your answer is recorded; it can be changed until the event."))
        if officer:
            return redirect("calls:event", invitation.edition.scheme, invitation.edition.edition, invitation.event)
        return redirect("calls:invitation", invitation.token)
    context = {"invitation": invitation, "event": event, "form": form, "officer": officer}
    status = 422 if form is not None and form.is_bound and form.errors else 200
    response = render(request, "calls/invitation.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _opened(request, programme, edition, event):
    row = get_object_or_404(Edition, kind=Edition.Kind.CALL, scheme=programme, edition=edition)
    found = queries.event_in(row, event)
    if found is None or not queries.invites(request.user, row, timezone.localdate()):
        raise Http404
    return row, found, queries.chosen(request.user, row, timezone.localdate())
