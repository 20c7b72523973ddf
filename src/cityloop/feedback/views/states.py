"""Where an edition stands in each field, and what its owner does with it: mock round, in force, retired."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from cityloop.assessment.actions import call_off_state, planned_changes
from cityloop.assessment.models import EditionState
from cityloop.assessment.queries import compiled, state_of
from cityloop.feedback import actions, queries
from cityloop.feedback.foretelling import foretold_and_happened
from cityloop.feedback.forms import CallOffForm, ExaminationForm, OpenDraftForm, StateForm
from cityloop.feedback.models import Reexamination
from cityloop.feedback.rules import may_draft
from cityloop.feedback.views.frame import saved
from cityloop.language import pick


@login_required
def states(request, scheme, edition):
    """The fields of an edition with their states, what is planned, and the forms to go on; for the scheme's owner."""
    found = queries.edition_or_404(scheme, edition)
    on = timezone.localdate()
    if not may_draft(request.user, found, on):
        raise Http404
    rules = compiled(found)
    form, off, examined = _forms(request, rules)
    sent = next((one for one in (form, off, examined) if one.is_bound), None)
    if sent is not None and sent.is_valid() and _done(request, found, sent):
        return redirect("feedback:states", scheme, edition)
    context = {
        "edition": found,
        "rules": rules,
        "rows": [_row(found, profile, on) for profile in rules.profiles or [None]],
        "form": form,
        "off": off,
        "examined": examined,
        "due": queries.examination_due(found, on),
        "examinations": Reexamination.objects.filter(scheme=scheme).select_related("by", "edition"),
        "open_form": OpenDraftForm(),
        "foretold": foretold_and_happened(found),
        "transition": _first_day(found, rules, on),
    }
    return render(request, "feedback/states.html", context, status=422 if sent and sent.errors else 200)


def _forms(request, rules):
    """The three forms, that one bound which was sent."""
    do = request.POST.get("do", "change") if request.method == "POST" else None
    data = request.POST
    return (
        StateForm(rules, data if do not in (None, "call_off", "examine") else None),
        CallOffForm(data if do == "call_off" else None),
        ExaminationForm(data if do == "examine" else None),
    )


def _done(request, found, form) -> bool:
    given = {"actor": request.user, "at": timezone.now(), "edition": found, **form.cleaned_data}
    act = {
        StateForm: actions.adopt_edition,
        CallOffForm: call_off_state,
        ExaminationForm: actions.record_reexamination,
    }[type(form)]
    return saved(lambda words: form.add_error(None, words), lambda: act(**given))


def _row(found, profile, on):
    """A field: its title, its state today, every change so far, what is planned."""
    id = profile.id if profile else ""
    history = found.states.filter(profile__in=("", id)).select_related("decided_by").order_by("since", "pk")
    planned = {row.pk for row in planned_changes(found, id, on)}
    return {
        "profile": id,
        "title": pick(profile.title) if profile else "",
        "state": state_of(found, id, on),
        "history": [(row, EditionState.State(row.state).label, row.pk in planned) for row in history],
    }


def _first_day(found, rules, on):
    """The first day on which the edition may be in force where another holds; None without a transition."""
    return rules.revision.transition.after(on) if rules.revision else None
