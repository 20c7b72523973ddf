"""The form that the edition describes, saved as one types; and what one may learn before applying."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import save_answers
from cityloop.assessment.answers import mark_of
from cityloop.assessment.forms.questions import QuestionsForm
from cityloop.assessment.queries import compiled, dossier_for, dossier_of
from cityloop.assessment.queries.checklist import questions
from cityloop.assessment.rules import APPLICANT
from cityloop.assessment.views.frame import attempted, filling, on_case, page
from cityloop.audit.refusal import Refused


@on_case()
def form(request, case):
    """Every question that is asked of this case; without scripts one button saves all of them."""
    found = dossier_for(case, request.roles)
    if found is None or not compiled(case.edition).form:
        raise Http404
    may_fill = filling(request, case)
    data = request.POST if request.method == "POST" else None
    asked = QuestionsForm(data, questions=questions(case, found), answers=found.answers)
    if data is not None and not may_fill:
        raise Http404
    if asked.is_valid() and attempted(asked, lambda: _save(request, case, asked)):
        messages.success(request, _("Saved."))
        return redirect(request.path)
    return page(request, case, "form", dossier=found, questions=asked, filling=may_fill)


@on_case(role=APPLICANT)
def save(request, case, key):
    """Save one answer as it is typed: a fragment that says when, or why not."""
    if request.method != "POST":
        raise Http404
    found = dossier_of(case)
    before = [one.id for one in questions(case, found)]
    if key in before:
        asked = QuestionsForm(request.POST, questions=questions(case, found), answers=found.answers)
        asked.is_valid()
        if key in asked.errors:
            return _fragment(request, key, refused=" ".join(asked.errors[key]))
        value, seen = asked.cleaned_data[key], asked.cleaned_data.get(f"seen-{key}", "")
    else:
        value, seen = request.POST.get("statement", ""), request.POST.get("seen", "")
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    try:
        save_answers(**step, answers={key: value}, seen={key: seen} if seen else {})
    except Refused as refusal:
        return _fragment(request, key, refused=f"{refusal.why} {refusal.remedy}")
    after = dossier_of(case)
    answer = _fragment(request, key, mark=mark_of(after.answers.get(key, "")), of_form=key in before)
    if [one.id for one in questions(case, after)] != before:
        answer["HX-Refresh"] = "true"  # another question follows from this answer
    return answer


def _save(request, case, asked):
    save_answers(actor=request.user, at=timezone.now(), case=case, answers=asked.answers(), seen=asked.seen())


def _fragment(request, key, refused="", mark="", of_form=False):
    context = {"key": key, "refused": refused, "mark": mark, "of_form": of_form, "at": timezone.localtime()}
    return render(request, "assessment/parts/saved.html", context)
