"""Anybody proposes a change and comments on a draft; the owner of the scheme answers both."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.certification.attached import attached
from cityloop.feedback.commenting import period_of
from cityloop.feedback.models import (
    Comment,
    CommentAnswer,
    CommentPeriod,
    Draft,
    ProposalAnswer,
    ProposalFile,
    RevisionProposal,
)
from cityloop.feedback.queries import latest, latest_replay
from cityloop.feedback.queries.ratings import standing
from cityloop.feedback.rules import may_draft

NOT_RECEIVED = _("It was not received.")
NOT_ANSWERED = _("The answer was not recorded.")
NOT_OPENED = _("The draft was not opened to comments.")
LONGEST, MOST_FILES, MOST_AN_HOUR = 8_000, 10, 120
"""`MOST_AN_HOUR`: what is taken from everybody together; above that something other than people writes."""


@action("feedback.propose_revision")
def propose_revision(*, actor, at, edition, title, what, why, place="", name="", files=()):
    """Receive a proposal to change an edition with what supports it; anybody may, with an account or without."""
    _require_not_flooded(RevisionProposal, actor, at)
    _require_place(compiled(edition), place)
    for words, most in ((title, 200), (what, LONGEST), (why, LONGEST)):
        _require_words(words, most)
    require(len(files) <= MOST_FILES, NOT_RECEIVED, _("There are more than ten files."), _("Choose fewer files."))
    row = RevisionProposal.objects.create(
        edition=edition,
        place=place,
        title=" ".join(title.split()),
        what=what.strip(),
        why=why.strip(),
        name=name.strip()[:100],
        person=actor,
        at=at,
    )
    kept = [attached(NOT_RECEIVED, file, content) for file, content in files]
    ProposalFile.objects.bulk_create(ProposalFile(proposal=row, **one) for one in kept if one)
    return done(row, edition=edition.digest, place=place, files=[one["sha256"] for one in kept if one])


@action("feedback.answer_proposal")
def answer_proposal(*, actor, at, proposal, verdict, reason, draft=None):
    """Say what is made of a proposal: taken up in a draft, or not, and why."""
    found = standing(RevisionProposal.objects.select_related("edition"), "proposal").get(pk=proposal.pk)
    if not may_draft(actor, found.edition, timezone.localdate(at)):
        raise not_yours()
    _require_shown(found)
    _require_answer(verdict, ProposalAnswer, reason)
    taken = verdict == ProposalAnswer.Verdict.TAKEN_UP
    require(
        bool(draft) == taken and (not draft or draft.scheme == found.edition.scheme),
        NOT_ANSWERED,
        _("What is taken up is taken up in a draft of the same scheme."),
        _("Choose the draft that takes it up, and none where it is not taken up."),
    )
    row = ProposalAnswer.objects.create(
        proposal=found, verdict=verdict, draft=draft, reason=reason.strip(), person=actor, at=at
    )
    return done(row, proposal=found.pk, verdict=str(verdict), draft=draft.pk if draft else None)


@action("feedback.open_comments")
def open_comments(*, actor, at, draft, digest, note):
    """Open exactly this text to comments, for as long as its class asks; the replay is shown beside it."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    on = timezone.localdate(at)
    if not may_draft(actor, draft, on):
        raise not_yours()
    version, replay = latest(draft), latest_replay(draft)
    require(
        version.digest == digest,
        NOT_OPENED,
        _("The draft was changed after you opened the page."),
        _("Read it again; what is opened to comments is the text with the digest shown."),
    )
    require(
        version.faults == 0 and replay is not None and replay.version == draft.version,
        NOT_OPENED,
        _("This version was not tried over the record."),
        _("Mend what the linter says, and try the draft: whoever comments reads what it would change."),
    )
    _require_words(note, 4_000, NOT_OPENED)
    days = period_of(draft, replay)
    require(
        days.after(on) > on,
        NOT_OPENED,
        _("A change of this class needs no comments."),
        _("Put the text forward for approval."),
    )
    twice = Refused(
        NOT_OPENED, _("This text was opened to comments already."), _("Read the comments, or change the text.")
    )
    with refused_if_taken(twice):
        row = CommentPeriod.objects.create(
            draft=draft,
            version=version.number,
            content=version.content,
            digest=version.digest,
            replay=replay,
            level=replay.content["level"],
            note=note.strip(),
            begins_on=on,
            ends_on=days.after(on),
            opened_by=actor,
            opened_at=at,
        )
    return done(row, draft=draft.pk, version=version.number, digest=digest, ends_on=row.ends_on.isoformat())


@action("feedback.comment_on_draft")
def comment_on_draft(*, actor, at, period, words, place="", name=""):
    """Receive a comment on a draft that is open to comments; anybody may, with an account or without."""
    _require_not_flooded(Comment, actor, at)
    on = timezone.localdate(at)
    require(
        period.begins_on <= on <= period.ends_on,
        NOT_RECEIVED,
        _("The draft was open to comments until %(day)s.") % {"day": period.ends_on},
        _("Propose a change of the edition instead; that is possible at any time."),
    )
    known = {one.get("id") for name_ in ("areas", "criteria") for one in period.content.get(name_) or []}
    require(place in known | {""}, NOT_RECEIVED, _("The draft has no such part."), _("Choose one of the list."))
    _require_words(words, LONGEST)
    row = Comment.objects.create(
        period=period, place=place, words=words.strip(), name=name.strip()[:100], person=actor, at=at
    )
    return done(row, period=period.pk, digest=period.digest, place=place)


@action("feedback.answer_comment")
def answer_comment(*, actor, at, comment, verdict, reason):
    """Answer a comment: followed, in part or not, and why."""
    found = standing(Comment.objects.select_related("period__draft"), "comment").get(pk=comment.pk)
    if not may_draft(actor, found.period.draft, timezone.localdate(at)):
        raise not_yours()
    _require_shown(found)
    _require_answer(verdict, CommentAnswer, reason)
    row = CommentAnswer.objects.create(comment=found, verdict=verdict, reason=reason.strip(), person=actor, at=at)
    return done(row, comment=found.pk, verdict=str(verdict))


def _require_shown(found) -> None:
    require(
        found.verdict == "shown",
        NOT_ANSWERED,
        _("It is not shown, so nobody could read what is answered."),
        _("Read it and show it first; what is hidden needs no answer but its reason."),
    )


def _require_answer(verdict, model, reason) -> None:
    require(
        verdict in model.Verdict.values and bool(reason.strip()) and len(reason) <= 4_000,
        NOT_ANSWERED,
        _("An answer needs a verdict and a reason of at most 4,000 characters."),
        _("Choose a verdict and say why; everybody reads it."),
    )


def _require_place(rules, place) -> None:
    known = {"", *(area.id for area in rules.areas), *(criterion.id for criterion in rules.criteria)}
    require(place in known, NOT_RECEIVED, _("The edition has no such part."), _("Choose one of the list."))


def _require_words(words, most, what=NOT_RECEIVED) -> None:
    require(
        bool(words.strip()) and len(words) <= most and "\0" not in words,
        what,
        _("A text is missing, or longer than %(most)s characters.") % {"most": f"{most:,}"},
        _("Say in words what should change, and why."),
    )


def _require_not_flooded(model, actor, at) -> None:
    hour = model.objects.filter(person=None, at__gt=at - timedelta(hours=1)).count()
    require(
        actor is not None or hour < MOST_AN_HOUR,
        NOT_RECEIVED,
        _("Too much was sent within an hour, from everybody together."),
        _("Wait an hour and send it again, or sign in."),
    )
