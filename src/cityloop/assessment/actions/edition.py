"""Rulebook files are published: from then on they never change."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition, EditionState
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.engine.edition import Faulty, compile_edition
from cityloop.language import pick
from cityloop.organisations.rules import owns_scheme


@action("assessment.publish_edition")
def publish_edition(*, actor, at, content):
    """Store the plain data of a rulebook file as an edition, with its digest and the states of its timeline.

    The scheme's owner may; `actor=None` is the installation publishing what comes with it. Raises `Refused` where
    the file has faults (the first three are named) or the edition, or one of the same content, is there already.
    """
    if actor and not owns_scheme(actor, str(content.get("id", "")), timezone.localdate(at)):
        raise not_yours()
    edition = _compiled(content)
    _require_new(edition)
    row = Edition.objects.create(
        kind=edition.kind,
        scheme=edition.id,
        edition=edition.edition,
        digest=edition.digest,
        title_ko=edition.title.ko,
        title_en=edition.title.en,
        content=content,
        published_at=at,
    )
    EditionState.objects.bulk_create(_states(row, edition))
    return done(row, edition=edition.reference, digest=edition.digest)


def _compiled(content):
    try:
        return compile_edition(content)
    except Faulty as faulty:
        raise Refused(
            _("The edition was not published."),
            " ".join(pick(fault.text) for fault in faulty.faults[:3]),
            _("Mend the file and publish it again; “cityloop rulebook check” lists every fault."),
        ) from faulty


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


def _states(row, edition):
    """One row a stage and profile; a stage that names no profile stands for all of them."""
    everyone = [profile.id for profile in edition.profiles] or [""]
    for stage in edition.timeline:
        for profile in stage.profiles or everyone:
            yield EditionState(edition=row, profile=profile, state=stage.state, since=stage.since)
