"""The certifier reads exactly the text that was put forward, and approves it or returns it (Art. 3(3))."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment import offices
from cityloop.assessment.models import Edition
from cityloop.assessment.queries import approvals_visible_to
from cityloop.calls.queries import OpenTrack, phase
from cityloop.calls.views.calls import judged
from cityloop.engine.edition import compile_edition
from cityloop.feedback import actions
from cityloop.feedback.forms import AnswerForm
from cityloop.feedback.reading import changes_between
from cityloop.feedback.views.frame import saved
from cityloop.rulebook.writing import written


@login_required
def approval(request, pk):
    """A text put forward: what it changes, all of it, and the answer or the form for it."""
    found = _or_404(request, pk)
    answer = getattr(found, "answer", None)
    authors = list(found.authors.select_related("person"))
    answers = (
        offices.approves(request.user, found.content["kind"], found.scheme, timezone.localdate()) and answer is None
    )
    mine = any(author.person_id == request.user.pk for author in authors)
    form = AnswerForm(request.POST or None, initial={"digest": found.digest}) if answers and not mine else None
    if request.method == "POST" and (form is None or (form.is_valid() and _answered(request, found, form))):
        return redirect("feedback:approval", pk)
    before = Edition.objects.filter(digest=found.compared_with).first()
    context = {
        "found": found,
        "answer": answer,
        "authors": authors,
        "form": form,
        "mine": mine and answers,
        "before": before,
        "changes": changes_between(before.content, found.content) if before else [],
        "rules": (rules := compile_edition(found.content)),
        "areas": [(area, rules.criteria_of(area=area.id)) for area in rules.areas],
        "tracks": [OpenTrack(one, phase(one.intake, timezone.now())) for one in rules.tracks],
        "judged": judged(rules),
    }
    return render(request, "feedback/approval.html", context, status=422 if form and form.errors else 200)


@login_required
def approval_file(request, pk):
    """The text put forward, as YAML."""
    found = _or_404(request, pk)
    answer = HttpResponse(written(found.content), content_type="application/yaml; charset=utf-8")
    name = f"{found.scheme}-{found.content['edition']}-{found.digest[:12]}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _or_404(request, pk):
    return get_object_or_404(approvals_visible_to(request.user, timezone.localdate()), pk=pk)


def _answered(request, found, form) -> bool:
    def act():
        actions.answer_request(actor=request.user, at=timezone.now(), request=found, **form.cleaned_data)

    if not saved(lambda words: form.add_error(None, words), act):
        return False
    messages.success(request, _("Your answer is recorded, with the digest of the text that you were shown."))
    return True
