"""The discussion of a proposal and the consensus on it: marks of all beside each other, words, voices."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import compiled, counted_sheets, counting_marks
from cityloop.assessment.rules import ASSESSOR, OPERATOR
from cityloop.assessment.views.frame import attempted, on_case, page
from cityloop.calls import actions, consenting, workflow
from cityloop.calls.actions.consensus import may_read
from cityloop.calls.forms.consensus import CommentForm, RapporteurForm, VoiceForm, consensus_form
from cityloop.organisations.models import Person


@on_case(kind=Edition.Kind.CALL)
def consensus(request, case):
    """What each reviewer marked, what they say, and what they agree on: for the reviewers and the secretariat."""
    if not may_read(case, request.user, request.roles):
        raise Http404
    rules, latest = compiled(case.edition), case.consensuses.last()
    named = case.rapporteurs.select_related("person").last()
    people = Person.objects.filter(pk__in=consenting.reviewers(case)).order_by("pk")
    criteria = [one for one in rules.criteria_of(track=case.profile) if one.marked]
    opened = case.state == workflow.CONSENSUS
    writes = opened and named is not None and named.person_id == request.user.pk
    bound = _forms(request, people, criteria, latest)
    if request.method == "POST" and _done(request, case, bound, criteria):
        return redirect("calls:consensus", case.reference)
    voices = list(latest.voices.select_related("person")) if latest else []
    spoke = {voice.person_id for voice in voices} | ({latest.person_id} if latest else set())
    return page(
        request,
        case,
        "calls/consensus",
        latest=latest,
        named=named,
        sheets=_sheets(case, criteria) if opened or case.outcome_status else [],
        criteria=criteria,
        agreed=[(one, latest.marks.get(one.id)) for one in criteria] if latest else [],
        voices=voices,
        waiting=[one for one in people if one.pk not in spoke] if latest and opened else [],
        comments=case.comments.select_related("person"),
        writes=writes,
        speaks=opened and latest is not None and ASSESSOR in request.roles and request.user.pk not in spoke,
        names=OPERATOR in request.roles and allows(case, "name_rapporteur"),
        discusses=allows(case, "discuss"),
        stated=consenting.consensus_of(rules),
        comment=bound["comment"],
        voice=bound["voice"],
        rapporteur=bound["rapporteur"],
        writing=bound["consensus"],
    )


def _sheets(case, criteria) -> list:
    """Each reviewer's marks in the order of the criteria; a dash where there is none."""
    sheets = list(counted_sheets(case))
    marks = counting_marks(sheets)
    return [(sheet.person, [marks[sheet.pk].get(one.id) for one in criteria]) for sheet in sheets]


def _forms(request, people, criteria, latest) -> dict:
    sent = request.POST.get("do") if request.method == "POST" else None

    def data(name):
        return request.POST if sent == name else None

    shown = {"shown": latest.digest if latest else ""}
    return {
        "comment": CommentForm(data("comment"), criteria=criteria, auto_id="comment-%s"),
        "voice": VoiceForm(data("voice"), initial=shown, auto_id="voice-%s"),
        "rapporteur": RapporteurForm(data("rapporteur"), people=people, auto_id="rapporteur-%s"),
        "consensus": consensus_form(criteria, latest)(data("consensus"), auto_id="consensus-%s"),
    }


def _done(request, case, bound, criteria) -> bool:
    sent = request.POST.get("do", "")
    form = bound.get(sent)
    if form is None or not form.is_valid():
        return False
    step, given = {"actor": request.user, "at": timezone.now(), "case": case}, form.cleaned_data
    does = {
        "comment": lambda: actions.discuss(**step, **given),
        "voice": lambda: actions.speak_on_consensus(
            **step, shown=given["shown"], agrees=given["agrees"] == "yes", view=given["view"]
        ),
        "rapporteur": lambda: actions.name_rapporteur(**step, person=given["person"]),
        "consensus": lambda: actions.save_consensus(**step, marks=form.marks(criteria)),
    }
    if not attempted(form, does[sent]):
        return False
    messages.success(request, _("Recorded."))
    return True
