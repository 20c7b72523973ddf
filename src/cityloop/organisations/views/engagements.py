"""One engagement on record: it ended, it was otherwise, or it never was. For officers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.organisations import actions
from cityloop.organisations.forms import CorrectionForm, EndForm, RetractForm
from cityloop.organisations.models import Engagement
from cityloop.organisations.views.known import did, for_officers

FORMS = {"end": EndForm, "correct": CorrectionForm, "retract": RetractForm}
DONE = {
    "end": _("The last day is on record."),
    "correct": _("Recorded as it was. What stood before counts no more, and stays to be read."),
    "retract": _("The record counts no more; it stays to be read."),
}


@for_officers
def engagement(request, pk):
    """What is on record of one engagement, and the three ways in which it is set right."""
    row = get_object_or_404(_rows(), pk=pk)
    sent = request.POST.get("do", "")
    forms = {key: _form(key, form, row, request.POST if sent == key else None) for key, form in FORMS.items()}
    form = forms.get(sent)
    if form is not None and form.is_valid():
        step = {"actor": request.user, "at": timezone.now()}
        if (found := did(form, lambda: _set_right(sent, step, row, form.cleaned_data))) is not None:
            messages.success(request, DONE[sent])
            return redirect("organisations:engagement", found.pk if sent == "correct" else row.pk)
    status = 422 if form is not None and form.errors else 200
    return render(request, "organisations/engagement.html", {"one": row, "forms": forms, "sent": sent}, status=status)


def _rows():
    return Engagement.objects.select_related("person", "organisation", "client", "retraction__person", "ending__person")


def _form(key, form, row, sent):
    initial = {
        "kind": row.kind,
        "client": row.client.code if row.client else "",
        "service": row.service,
        "since": row.since,
        "until": row.last_day,
        "source": row.source,
    }
    return form(sent, auto_id=f"{key}-%s", initial=initial if key == "correct" else None)


def _set_right(do, step, row, given):
    if do == "end":
        return actions.end_record(**step, record=row, **given)
    if do == "retract":
        return actions.retract(**step, record=row, **given)
    return actions.correct_engagement(**step, engagement=row, **given)
