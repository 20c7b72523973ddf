"""A draft: its tree with what the linter says, its changes, its trial over the record, its way to publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import approvals_visible_to
from cityloop.engine.edition import shaped
from cityloop.engine.edition.lint.wording import filled
from cityloop.feedback import actions, queries
from cityloop.feedback.commenting import still_needed
from cityloop.feedback.drafting import applied
from cityloop.feedback.editor import parts_for, place_of
from cityloop.feedback.forms import AskForm, DraftForm, FirstDraftForm
from cityloop.feedback.forms.revision import places
from cityloop.feedback.reading import changes_between, findings_of, where
from cityloop.feedback.tree import lists_of, tree_of
from cityloop.feedback.views.frame import on_draft, saved
from cityloop.feedback.views.replay import in_words

FIRST = 20


@login_required
def drafts(request):
    """The drafts of the schemes that the reader owns, their editions, and what was put before the certifier."""
    on = timezone.localdate()
    schemes = queries.schemes_owned(request.user, on)
    begun = queries.schemes_without_edition(schemes)
    first = FirstDraftForm(begun, request.POST or None) if begun else None
    if first and first.is_valid():
        found = actions.open_first_draft(actor=request.user, at=timezone.now(), **first.cleaned_data)
        return redirect("feedback:draft", found.pk)
    context = {
        "drafts": queries.with_standing(queries.drafts_visible_to(request.user, on)),
        "editions": queries.editions_of(schemes),
        "requests": approvals_visible_to(request.user, on).defer("content"),
        "first": first,
    }
    return render(request, "feedback/drafts.html", context, status=422 if first and first.errors else 200)


@on_draft
def draft(request, found):
    """One draft: the tree with its sums, what the linter says, and what is to be done next."""
    version = queries.latest(found)
    findings = [(fault, place_of(found, fault.path, version.content)) for fault in findings_of(version.content)]
    context = {
        **_standing(found, version),
        "findings": [(fault, where(fault.path, version.content), url) for fault, url in findings],
        "areas": tree_of(version.content, [fault for fault, _url in findings]),
        "parts": [part for part in parts_for(version.content) if not part.lists],
        "lists": lists_of(version.content, [fault for fault, _url in findings]),
        "versions": found.versions.select_related("by").defer("content", "source").order_by("-number"),
        **_trial(found),
    }
    return render(request, "feedback/draft.html", context)


@on_draft
def weights(request, found):
    """The cut, weights, minimums and gates of a draft on one page."""
    version = queries.latest(found)
    edition, _faults = shaped(filled(version.content))
    form = DraftForm(edition, found.version, request.POST or None)
    if request.method == "POST" and form.is_valid():
        content = applied(version.content, form.changes())

        def save():
            actions.save_draft(
                actor=request.user, at=timezone.now(), draft=found, version=form.cleaned_data["version"],
                content=content, what=_("Weights, gates and the cut"),
            )  # fmt: skip

        if saved(lambda words: form.add_error(None, words), save):
            return redirect("feedback:draft", found.pk)
    context = {**_standing(found, version), "form": form, "groups": _titled(form, edition)}
    return render(request, "feedback/weights.html", context, status=422 if form.errors else 200)


@on_draft
def changes(request, found):
    """What differs from the edition in force, or from another version, in words."""
    version = queries.latest(found)
    before, chosen, choices = _compared_with(request, found)
    context = {
        **_standing(found, version),
        "changes": changes_between(before, version.content),
        "chosen": chosen,
        "choices": choices,
    }
    return render(request, "feedback/changes.html", context)


@require_POST
@on_draft
def try_draft(request, found):
    """Replay the draft over the record."""
    actions.try_draft(actor=request.user, at=timezone.now(), draft=found)
    return redirect("feedback:draft", found.pk)


@on_draft
def ask(request, found):
    """Ask the certifier to approve exactly the text that is shown."""
    version = queries.latest(found)
    lacking = still_needed(found, timezone.localdate())
    form = AskForm(request.POST or None, initial={"digest": version.digest}, lacking=lacking)
    if request.method == "POST" and form.is_valid():

        def act():
            actions.ask_for_draft(actor=request.user, at=timezone.now(), draft=found, **form.cleaned_data)

        if saved(lambda words: form.add_error(None, words), act):
            messages.success(request, _("Approval was asked for. The answer will stand in your inbox."))
            return redirect("feedback:draft", found.pk)
    before = queries.edition_before(found, timezone.localdate())
    context = {
        **_standing(found, version),
        "form": form,
        "lacking": lacking,
        "before": before,
        "changes": changes_between(before.content, version.content) if before else [],
    }
    return render(request, "feedback/ask.html", context, status=422 if form.errors else 200)


@require_POST
@on_draft
def publish(request, found):
    """Publish the approved text."""
    edition = actions.publish_draft(
        actor=request.user, at=timezone.now(), draft=found, digest=request.POST.get("digest", "")
    )
    messages.success(request, _("The edition is published. Now say from when each field uses it."))
    return redirect("feedback:states", edition.scheme, edition.edition)


def _standing(found, version):
    """What every page of a draft shows at its head."""
    published = Edition.objects.filter(digest=version.digest).defer("content").first()
    request = queries.request_for(found.scheme, version.digest)
    return {
        "draft": found,
        "version": version,
        "published": published,
        "request_for": request,
        "answer": getattr(request, "answer", None),
        "period": queries.last_period(found),
    }


def _compared_with(request, found):
    """The text to compare with, the choice, and all choices: the edition in force, the base, earlier versions."""
    in_force = queries.edition_before(found, timezone.localdate())
    choices = [("force", _("Edition %(edition)s") % {"edition": in_force.edition})] if in_force else []
    if found.base and in_force.pk != found.base_id:
        choices.append(("base", _("The base, edition %(edition)s") % {"edition": found.base.edition}))
    numbers = range(found.version - 1, max(0, found.version - 21), -1)
    choices += [(str(number), _("version %(version)s") % {"version": number}) for number in numbers]
    asked = request.GET.get("with", "force")
    chosen = asked if asked in dict(choices) else next((key for key, _words in choices), "")
    if not chosen:
        return {}, chosen, choices
    if chosen == "force":
        return in_force.content, chosen, choices
    if chosen == "base":
        return Edition.objects.get(pk=found.base_id).content, chosen, choices
    return found.versions.get(number=int(chosen)).content, chosen, choices


def _trial(draft):
    """The draft's last replay, and the cases that move in it with their statuses in words."""
    replay = queries.latest_replay(draft)
    if replay is None:
        return {"replay": None}
    moved = [case for case in replay.content["cases"] if case["moved"]]
    named = dict(places(queries.latest(draft).content))
    return {"replay": replay, "moves": [in_words(case, named) for case in moved[:FIRST]], "more": len(moved) - FIRST}


def _titled(form, rules):
    """The form's groups that belong to an area, with its title; and the whole edition's own."""
    groups = form.groups()
    return {
        "whole": groups.pop("whole", []),
        "areas": groups.pop("areas", []),
        "criteria": [(area.title, groups.get(area.id, [])) for area in rules.areas],
    }
