"""The form that the edition describes, saved as one types; and what one may learn before applying."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import settle_beside
from cityloop.assessment.answers import mark_of
from cityloop.assessment.forms.questions import QuestionsForm
from cityloop.assessment.models import TextBeside
from cityloop.assessment.queries import compiled, dossier_for, dossier_of
from cityloop.assessment.queries.checklist import questions, written_here
from cityloop.assessment.rules import APPLICANT, parts_of_person
from cityloop.assessment.views.frame import attempted, filling, on_case, page
from cityloop.assessment.views.saving import beside_of, saved, tell
from cityloop.audit.refusal import Refused


@on_case()
def form(request, case):
    """Every question that is asked of this case; without scripts one button saves all of them."""
    found = dossier_for(case, request.roles)
    if found is None or not compiled(case.edition).form:
        raise Http404
    may_fill = filling(request, case)
    data = request.POST if request.method == "POST" else None
    everything = written_here(case, found)
    mine, others = _mine(request, case, everything) if may_fill else (everything, [])
    asked = QuestionsForm(data, questions=mine, answers=found.answers)
    if data is not None and not may_fill:
        raise Http404
    beside = []
    if asked.is_valid() and attempted(asked, lambda: beside.extend(_save(request, case, asked))):
        tell(request, beside)
        return redirect(request.path)
    return page(
        request,
        case,
        "form",
        dossier=found,
        questions=asked,
        filling=may_fill,
        theirs=QuestionsForm(questions=others, answers=found.answers),
        files=any(one.type == "file" for one in questions(case, found)),
        beside=beside_of(case, found) if may_fill else [],
    )


@on_case(role=APPLICANT)
def save(request, case, key):
    """Save one answer as it is typed: a fragment that says when, or why not."""
    if request.method != "POST":
        raise Http404
    found = dossier_of(case)
    before = [one.id for one in written_here(case, found)]
    if key in before:
        asked = QuestionsForm(request.POST, questions=written_here(case, found), answers=found.answers)
        asked.is_valid()
        if key in asked.errors:
            return _fragment(request, key, refused=" ".join(asked.errors[key]))
        value, seen = asked.cleaned_data[key], asked.cleaned_data.get(f"seen-{key}", "")
    else:
        value, seen = request.POST.get("statement", ""), request.POST.get("seen", "")
    try:
        kept = saved(request, case, {key: value}, {key: seen} if seen else {})
    except Refused as refusal:
        return _fragment(request, key, refused=f"{refusal.why} {refusal.remedy}")
    if kept:
        return _kept_beside(request, key)
    after = dossier_of(case)
    answer = _fragment(request, key, mark=mark_of(after.answers.get(key, "")), of_form=key in before)
    if [one.id for one in questions(case, after)] != before:
        answer["HX-Refresh"] = "true"  # another question follows from this answer
    return answer


@on_case(role=APPLICANT)
def settle(request, case, pk):
    """Take a text that was kept beside an answer, or leave it."""
    found = get_object_or_404(TextBeside, pk=pk, dossier__case=case)
    if request.method != "POST":
        raise Http404
    take = request.POST.get("do") == "take"
    settle_beside(actor=request.user, at=timezone.now(), case=case, beside=found, take=take)
    messages.success(request, _("Saved."))
    return redirect("assessment:form", case.reference)


def _mine(request, case, everything) -> tuple[list, list]:
    """The questions that are the reader's to answer, and those that others of a joint application answer."""
    own = parts_of_person(case, request.user, timezone.localdate())
    mine = [one for one in everything if own is None or one.id in own]
    return mine, [one for one in everything if one not in mine]


def _save(request, case, asked) -> list[str]:
    return saved(request, case, asked.answers(), asked.seen())


def _kept_beside(request, key):
    """Somebody else was first: the page is read anew, with both texts on it."""
    tell(request, [key])
    answer = _fragment(request, key, refused=_("Both texts are kept."))
    answer["HX-Refresh"] = "true"
    return answer


def _fragment(request, key, refused="", mark="", of_form=False):
    context = {"key": key, "refused": refused, "mark": mark, "of_form": of_form, "at": timezone.localtime()}
    return render(request, "assessment/parts/saved.html", context)
