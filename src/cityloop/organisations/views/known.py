"""What is known of organisations: any name they have or had, their group, who worked there. For officers."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityloop.audit.refusal import Refused
from cityloop.organisations import actions
from cityloop.organisations.forms import (
    EmploymentForm,
    EndForm,
    EngagementForm,
    NameForm,
    OrganisationForm,
    RetractForm,
    SettleForm,
    TieForm,
)
from cityloop.organisations.models import GroupTie, Organisation
from cityloop.organisations.queries import find_organisations, known_of
from cityloop.organisations.rules import keeps_records


def for_officers(view):
    """Only officers who run a scheme or a programme find these pages."""

    @login_required
    @wraps(view)
    def run(request, *args, **values):
        if not keeps_records(request.user, timezone.localdate()):
            raise Http404
        return view(request, *args, **values)

    return run


@for_officers
def search(request):
    """Find an organisation by any name that it has or had, in any script, or by a mail address."""
    text = request.GET.get("q", "").strip()[:200]
    found = find_organisations(text) if text else Organisation.objects.order_by("code")
    page = Paginator(found.prefetch_related("names"), 30).get_page(request.GET.get("page"))
    return render(request, "organisations/known.html", {"text": text, "page": page})


@for_officers
def note(request):
    """Enter an organisation that nobody acts for here."""
    form = OrganisationForm(request.POST or None, initial={"country": "KR"})
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "simulated": request.user.simulated}
        if did(form, lambda: actions.note_organisation(**step, **form.cleaned_data)):
            messages.success(request, _("The organisation was entered."))
            return redirect("organisations:record", form.cleaned_data["code"])
    return render(request, "organisations/note.html", {"form": form}, status=422 if form.errors else 200)


@for_officers
def record(request, code):
    """One organisation: its names, its group and its people, and what an officer adds or retracts."""
    organisation = get_object_or_404(Organisation, code=code)
    sent = request.POST.get("do", "")
    forms = {key: form(request.POST if sent == key else None, auto_id=f"{key}-%s", prefix=None) for key, form in FORMS}
    step = {"actor": request.user, "at": timezone.now()}
    if sent in SETTLE:
        return _settled(request, organisation, step, *SETTLE[sent])
    form = forms.get(sent)
    if form is not None and form.is_valid() and did(form, lambda: RECORD[sent](step, organisation, form.cleaned_data)):
        messages.success(request, _("Recorded. From now on it counts when conflicts of interest are looked for."))
        return redirect(request.path)
    status = 422 if form is not None and form.errors else 200
    context = {"organisation": organisation, **known_of(organisation), "forms": forms, "sent": sent}
    return render(request, "organisations/record.html", context, status=status)


def _settled(request, organisation, step, form, act, missing, settled):
    """A record of this page is ended or retracted."""
    which, form = SettleForm(request.POST), form(request.POST)
    if not (which.is_valid() and form.is_valid()):
        messages.error(request, missing)
        return redirect("organisations:record", organisation.code)
    rows = known_of(organisation)[f"{which.cleaned_data['what']}s"]
    found = get_object_or_404(rows, pk=which.cleaned_data["record"])
    act(**step, record=found, **form.cleaned_data)
    messages.success(request, settled)
    return redirect("organisations:record", organisation.code)


def _name(step, organisation, given):
    return actions.record_name(**step, organisation=organisation, **given)


def _tie(step, organisation, given):
    given = dict(given)
    relation, other = given.pop("relation"), given.pop("other")
    pair = (other, organisation) if relation == "parent" else (organisation, other)
    kind = GroupTie.Kind.SAME if relation == "same" else GroupTie.Kind.SUBSIDIARY
    return actions.record_tie(**step, parent=pair[0], child=pair[1], kind=kind, **given)


def _employment(step, organisation, given):
    return actions.record_employment(**step, organisation=organisation, **given)


def _engagement(step, organisation, given):
    return actions.record_engagement(**step, organisation=organisation, **given)


RECORD = {"name": _name, "tie": _tie, "employment": _employment, "engagement": _engagement}
FORMS = (("name", NameForm), ("tie", TieForm), ("employment", EmploymentForm), ("engagement", EngagementForm))
SETTLE = {
    "end": (
        EndForm,
        actions.end_record,
        gettext_lazy("Nothing was changed: say which day was the last, and where it is known from."),
        gettext_lazy("The last day is on record."),
    ),
    "retract": (
        RetractForm,
        actions.retract,
        gettext_lazy("Nothing was changed: say why the record is wrong."),
        gettext_lazy("The record counts no more; it stays to be read."),
    ),
}


def did(form, act):
    """What an act gives back; nothing where it was refused, and the form says why."""
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
