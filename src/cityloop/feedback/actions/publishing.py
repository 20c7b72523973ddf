"""A draft is put before the certifier, and what was approved is published."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import answer_approval, ask_approval, publish_edition
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.feedback import letters
from cityloop.feedback.commenting import still_needed
from cityloop.feedback.models import Draft
from cityloop.feedback.queries import edition_before, latest
from cityloop.feedback.rules import may_draft
from cityloop.organisations.models import Person


@action("feedback.ask_for_draft")
def ask_for_draft(*, actor, at, draft, digest, note, without_comments=False):
    """Ask the certifier to approve the draft as it was shown, by its digest; who saved a version is an author.

    Where the rules ask for comments they are over and answered, unless `without_comments` is said: the note says why.
    """
    row = _as_shown(actor, at, draft, digest)
    lacking = still_needed(row.draft, timezone.localdate(at))
    if lacking and not without_comments:
        raise Refused(_("The certifier was not asked."), *lacking)
    if lacking:
        note = f"[{_('Without comments')}] {note}"
    before = edition_before(draft, timezone.localdate(at))
    authors = Person.objects.filter(pk__in=row.draft.versions.filter(by__isnull=False).values("by"))
    request = ask_approval(
        actor=actor,
        at=at,
        content=row.content,
        note=note,
        authors=list(authors),
        compared_with=before.digest if before else "",
    )
    letters.asked(request, at)
    return done(request, draft=draft.pk, version=row.number, digest=row.digest, without_comments=bool(lacking))


@action("feedback.answer_request")
def answer_request(*, actor, at, request, digest, verdict, reason=""):
    """Approve the text that was shown, or return it with a reason; whoever wrote on it hears the answer."""
    approval = answer_approval(actor=actor, at=at, request=request, digest=digest, verdict=verdict, reason=reason)
    letters.answered(approval, at)
    return done(approval, request=request.pk, digest=digest)


@action("feedback.publish_draft")
def publish_draft(*, actor, at, draft, digest):
    """Publish the draft as it was shown and approved: from then on it is an edition."""
    row = _as_shown(actor, at, draft, digest)
    edition = publish_edition(actor=actor, at=at, content=row.content)
    return done(edition, draft=draft.pk, version=row.number, digest=row.digest)


def _as_shown(actor, at, draft, digest):
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if not may_draft(actor, draft, timezone.localdate(at)):
        raise not_yours()
    row = latest(draft)
    require(
        row.digest == digest,
        _("Nothing was sent or published."),
        _("The draft was changed after you opened the page."),
        _("Read it again; what is asked for and published is the text with the digest shown."),
    )
    return row
