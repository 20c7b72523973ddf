"""Rulebook files are published: from then on they never change."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import offices
from cityloop.assessment.models import Edition, EditionApproval, EditionState
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.engine.edition import Faulty, compile_edition
from cityloop.language import pick

State = EditionState.State


@action("assessment.publish_edition")
def publish_edition(*, actor, at, content):
    """Store the plain data of a rulebook file as an edition, with its digest and the states of its timeline.

    Whoever writes its rules may, once its approver approved exactly this text (for schemes Art. 3(3)). `actor=None` is
    the operator of the site adopting a file, by command or with the installation; such an edition has no approval, and
    pages say so.
    Raises `Refused` where the file has faults (the first three are named) or the edition, or one of the same content,
    is there already.
    """
    on = timezone.localdate(at)
    if actor and not offices.writes(actor, content.get("kind"), str(content.get("id", "")), on):
        raise not_yours()
    edition = _compiled(content)
    _require_new(edition)
    approval = _approval(edition) if actor else None
    if approval:
        _require_calendar_ahead(edition, on)
    row = Edition.objects.create(
        kind=edition.kind,
        scheme=edition.id,
        edition=edition.edition,
        digest=edition.digest,
        title_ko=edition.title.ko,
        title_en=edition.title.en,
        content=content,
        published_at=at,
        approval=approval,
    )
    EditionState.objects.bulk_create(_states(row, edition, actor, at))
    adopted = {} if actor else {"adopted": "file"}
    return done(row, edition=edition.reference, digest=edition.digest, **adopted)


def _compiled(content):
    try:
        return compile_edition(content)
    except Faulty as faulty:
        raise Refused(
            _("The edition was not published."),
            " ".join(pick(fault.text) for fault in faulty.faults[:3]),
            _("Mend the file and publish it again; “cityloop rulebook check” lists every fault."),
        ) from faulty


def _approval(edition) -> EditionApproval:
    """The certifier's approval of exactly this text."""
    approved = EditionApproval.objects.filter(verdict=EditionApproval.Verdict.APPROVED, digest=edition.digest)
    found = approved.filter(request__scheme=edition.id).last()
    require(
        found is not None,
        _("The edition was not published."),
        _("The certifier has not approved this text (sha256 %(digest)s…).") % {"digest": edition.digest[:12]},
        _("Ask the certifier for approval; what was approved before holds for the text of that day only."),
    )
    return found


def _require_calendar_ahead(edition, on) -> None:
    """A state that the text itself plans cannot begin before the text is published."""
    past = [stage for stage in edition.timeline if stage.since < on and stage.state != State.DRAFT]
    require(
        not past,
        _("The edition was not published."),
        _("Its own calendar begins on %(day)s, before today.") % {"day": past[0].since if past else ""},
        _("Take the states out of the text; fields are put in mock use and in force after publication."),
    )


def _require_new(edition) -> None:
    require(
        not Edition.objects.filter(digest=edition.digest).exists(),
        _("The edition was not published."),
        _("An edition with exactly this content (sha256 %(digest)s…) is published already.")
        % {"digest": edition.digest[:12]},
        _("Open the published edition; there is nothing left to do."),
    )
    require(
        not Edition.objects.filter(kind=edition.kind, scheme=edition.id, edition=edition.edition).exists(),
        _("The edition was not published."),
        _("“%(edition)s” is published with other content, and an edition never changes.")
        % {"edition": edition.reference},
        _("Give the new text an edition of its own, such as a later year or a suffix."),
    )


def _states(row, edition, actor, at):
    """One row a stage and profile; a stage that names no profile stands for all of them."""
    everyone = [profile.id for profile in edition.profiles] or [""]
    for stage in edition.timeline:
        for profile in stage.profiles or everyone:
            yield EditionState(
                edition=row,
                profile=profile,
                state=stage.state,
                since=stage.since,
                decided_by=actor,
                decided_at=at,
            )
