"""A text of detailed rules is put before the certifier, who approves exactly it or returns it (Art. 3(3))."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import offices
from cityloop.assessment.models import ApprovalAuthor, ApprovalRequest, Edition, EditionApproval
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.engine.edition import Faulty, compile_edition, lint
from cityloop.language import pick

Verdict = EditionApproval.Verdict
NOT_ASKED = _("The certifier was not asked.")
NOT_ANSWERED = _("Nothing was decided.")


@action("assessment.ask_approval")
def ask_approval(*, actor, at, content, note, authors=(), compared_with=""):
    """Put a text before the certifier; the scheme's owner may. `authors` are all who wrote on it.

    Raises `Refused` where the text is not sound or the same text waits for an answer, or was approved already.
    """
    if not offices.writes(actor, content.get("kind"), str(content.get("id", "")), timezone.localdate(at)):
        raise not_yours()
    edition = _sound(content)
    _require_not_asked(edition)
    request = ApprovalRequest.objects.create(
        scheme=edition.id,
        digest=edition.digest,
        content=content,
        compared_with=compared_with,
        note=note,
        asked_by=actor,
        asked_at=at,
    )
    people = {person.pk: person for person in (*authors, actor)}
    ApprovalAuthor.objects.bulk_create(ApprovalAuthor(request=request, person=person) for person in people.values())
    return done(request, edition=edition.reference, digest=edition.digest)


@action("assessment.answer_approval")
def answer_approval(*, actor, at, request, digest, verdict, reason=""):
    """Approve the text that was shown, or return it with a reason; an officer of the certifier who wrote none of it.

    `digest` is that of the text on the page; it must be the one that was put forward.
    """
    request = ApprovalRequest.objects.select_for_update().get(pk=request.pk)
    if not offices.approves(actor, request.content.get("kind"), request.scheme, timezone.localdate(at)):
        raise not_yours()
    require(
        not request.authors.filter(person=actor).exists(),
        NOT_ANSWERED,
        _("You wrote on this text or put it forward yourself."),
        _("Another officer of the certifier answers it."),
    )
    require(
        not EditionApproval.objects.filter(request=request).exists(),
        NOT_ANSWERED,
        _("This request has been answered already."),
        _("Read the answer; a changed text needs a request of its own."),
    )
    _require_current(request, digest)
    require(
        verdict == Verdict.APPROVED or bool(reason.strip()),
        NOT_ANSWERED,
        _("A text that is returned needs a reason."),
        _("Write what must change."),
    )
    approval = EditionApproval.objects.create(
        request=request,
        verdict=verdict,
        digest=digest,
        reason=reason.strip(),
        asked_by=request.asked_by,
        decided_by=actor,
        decided_at=at,
    )
    return done(approval, digest=digest, verdict=str(verdict))


def _sound(content):
    """The edition of a text without faults, the linter's included."""
    try:
        edition = compile_edition(content)
        faults = [fault for fault in lint(content) if not fault.warning]
    except Faulty as faulty:
        edition, faults = None, faulty.faults
    if faults:
        raise Refused(
            NOT_ASKED, " ".join(pick(fault.text) for fault in faults[:3]), _("Mend these first; warnings may stay.")
        )
    return edition


def _require_not_asked(edition) -> None:
    require(
        edition.edition.replace("-", "").replace("_", "").isalnum(),
        NOT_ASKED,
        _("“%(edition)s” cannot be part of an address.") % {"edition": edition.edition},
        _("Name the edition with letters, digits and dashes only, e.g. 2027-2."),
    )
    require(
        not edition.edition.endswith("-draft"),
        NOT_ASKED,
        _("“%(edition)s” is still the name of a draft.") % {"edition": edition.edition},
        _("Give the edition the name under which it shall be published, such as a year."),
    )
    require(
        not Edition.objects.filter(kind=edition.kind, scheme=edition.id, edition=edition.edition).exists(),
        NOT_ASKED,
        _("An edition “%(edition)s” is published already.") % {"edition": edition.edition},
        _("Give the new text an edition of its own, such as a later year or a suffix."),
    )
    asked = ApprovalRequest.objects.filter(scheme=edition.id, digest=edition.digest)
    require(
        not asked.filter(answer=None).exists(),
        NOT_ASKED,
        _("The same text waits for the certifier’s answer."),
        _("Wait for the answer, or change the text."),
    )
    require(
        not asked.filter(answer__verdict=Verdict.APPROVED).exists(),
        NOT_ASKED,
        _("Exactly this text is approved already."),
        _("Publish it; there is nothing left to ask."),
    )


def _require_current(request, digest) -> None:
    """What was shown is what was put forward, and nothing newer was put forward since."""
    newer = ApprovalRequest.objects.filter(scheme=request.scheme, answer=None, pk__gt=request.pk)
    newer = newer.filter(content__edition=request.content["edition"])
    require(
        digest == request.digest and not newer.exists(),
        NOT_ANSWERED,
        _("The text that you were shown is not the one that stands now."),
        _("Open the request that came last and read it again; what you decide binds to the digest shown."),
    )
