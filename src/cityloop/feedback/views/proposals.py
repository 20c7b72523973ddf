"""What anybody proposes to change in an edition: the form, the proposals, one of them with its evidence and answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.files import read
from cityloop.certification.throttle import within
from cityloop.feedback import actions, queries
from cityloop.feedback.forms import AnswerProposalForm, ModerationForm, ProposalForm
from cityloop.feedback.forms.revision import places
from cityloop.feedback.models import ProposalFile
from cityloop.feedback.rules import may_draft
from cityloop.feedback.views.frame import saved

AT_MOST, AN_HOUR = 10, 3_600


def proposals(request, scheme, edition):
    """The proposals on an edition: shown ones, one's own, and for the owner all of them."""
    found, on = queries.edition_or_404(scheme, edition), timezone.localdate()
    context = {
        "edition": found,
        "rows": queries.proposals_visible_to(request.user, on).filter(edition=found),
        "owner": may_draft(request.user, found, on),
        "places": dict(places(found.content)),
    }
    return render(request, "feedback/proposals.html", context)


def propose(request, scheme, edition):
    """Anybody proposes a change; whoever sends too many is asked to wait."""
    found = queries.edition_or_404(scheme, edition)
    actor = request.user if request.user.is_authenticated else None
    form = ProposalForm(found.content, request.POST or None, request.FILES or None, known=actor)
    if request.method == "POST" and not within(request, "proposal", AT_MOST, AN_HOUR):
        return render(request, "429.html", status=429)
    made = []
    if request.method == "POST" and form.is_valid():

        def act():
            made.append(actions.propose_revision(actor=actor, at=timezone.now(), edition=found, **form.cleaned_data))

        if saved(lambda words: form.add_error(None, words), act):
            messages.success(
                request,
                _("Your proposal is received as number %(n)s. It is shown when the scheme’s owner has read it.")
                % {"n": made[0].pk},
            )
            return redirect("feedback:proposals", scheme, edition)
    return render(
        request, "feedback/propose.html", {"edition": found, "form": form}, status=422 if form.errors else 200
    )


def proposal(request, pk):
    """One proposal with what supports it; its owner reads, shows or hides, and answers it here."""
    found, on = _or_404(request, pk), timezone.localdate()
    owner = may_draft(request.user, found.edition, on)
    moderation, answer = _forms(request, found, on) if owner else (None, None)
    sent = next((one for one in (moderation, answer) if one is not None and one.is_bound), None)
    if sent is not None and sent.is_valid() and _done(request, found, sent, on):
        return redirect("feedback:proposal", pk)
    context = {
        "found": found,
        "place": dict(places(_content(found))).get(found.place, found.place),
        "files": found.files.all(),
        "answers": found.answers.select_related("draft", "person"),
        "owner": owner,
        "hidden": found.verdict == "hidden",
        "moderation": moderation,
        "answer": answer,
    }
    return render(request, "feedback/proposal.html", context, status=422 if sent and sent.errors else 200)


def proposal_file(request, pk, sha256):
    """A file that supports a proposal, for whoever may read the proposal."""
    found = _or_404(request, pk)
    if found.verdict == "hidden" and not may_draft(request.user, found.edition, timezone.localdate()):
        raise Http404
    file = get_object_or_404(ProposalFile, proposal=found, sha256=sha256)
    answer = HttpResponse(read(file.sha256), content_type=file.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.sha256[:12]}-{file.pk}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def other(found) -> dict:
    """What a moderation would change: to show what is not shown, and the other way round."""
    return {"verdict": "hidden" if found.verdict == "shown" else "shown"}


def _or_404(request, pk):
    return get_object_or_404(queries.proposals_visible_to(request.user, timezone.localdate()), pk=pk)


def _content(found) -> dict:
    return queries.edition_or_404(found.edition.scheme, found.edition.edition).content


def _forms(request, found, on):
    do, data = request.POST.get("do") if request.method == "POST" else None, request.POST
    drafts = queries.drafts_visible_to(request.user, on).filter(scheme=found.edition.scheme)
    shown = found.verdict == "shown"
    return (
        ModerationForm(data if do == "moderate" else None, initial=other(found)),
        AnswerProposalForm(drafts, data if do == "answer" else None) if shown else None,
    )


def _done(request, found, form, on) -> bool:
    who = {"actor": request.user, "at": timezone.now()}

    def act():
        given = dict(form.cleaned_data)
        if isinstance(form, ModerationForm):
            return actions.moderate(**who, subject=found, **given)
        drafts = queries.drafts_visible_to(request.user, on)
        given["draft"] = drafts.filter(pk=given["draft"]).first() if given["draft"] else None
        return actions.answer_proposal(**who, proposal=found, **given)

    return saved(lambda words: form.add_error(None, words), act)
