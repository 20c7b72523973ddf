"""A draft of a call as an applicant would see it: its page, its form, and whether they may apply. Nothing is stored."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from cityloop.assessment.forms.questions import QuestionsForm
from cityloop.calls.queries import OpenTrack, phase
from cityloop.calls.views.calls import judged
from cityloop.calls.views.may_apply import answered
from cityloop.engine.edition import examine
from cityloop.feedback import queries
from cityloop.feedback.views.frame import on_draft


@on_draft
def preview(request, found):
    """The draft's last version as its public page, with the form and the questions of one track."""
    version = queries.latest(found)
    rules, faults = examine(version.content)
    if version.content.get("kind") != "call":
        raise Http404
    context = {"draft": found, "version": version, "rules": rules, "faults": [f for f in faults if not f.warning]}
    if rules is not None:
        track = rules.track(request.GET.get("track")) or rules.tracks[0]
        context |= {
            "track": track,
            "tracks": [OpenTrack(one, phase(one.intake, timezone.now())) for one in rules.tracks],
            "judged": judged(rules),
            "questions": QuestionsForm(questions=_questions(rules, track), answers={}),
            **answered(_without_track(request), rules, track.id),
        }
    return render(request, "feedback/preview.html", context)


def _questions(rules, track):
    return [one for one in rules.form if one.track in (None, track.id)]


def _without_track(request):
    """The choice of a track alone answers nothing."""
    if set(request.GET) <= {"track"}:
        request.GET = request.GET.copy()
        request.GET.clear()
    return request
