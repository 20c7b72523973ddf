"""Letters about texts put before the certifier; each says what has happened already, and goes at once."""

from django.urls import reverse_lazy
from django.utils import timezone

from cityloop.assessment.letters import applicants
from cityloop.assessment.models import EditionApproval
from cityloop.assessment.offices import OFFICES
from cityloop.engine.text import Text
from cityloop.organisations.queries import officers
from cityloop.outbox.writing import write

NONE = Text("없음", "none")


def asked(request, at) -> None:
    """Those who approve hear that a text waits for their answer."""
    to = officers(OFFICES[request.content["kind"]].approves, request.scheme, timezone.localdate(at))
    facts = {"asker": request.asked_by, "note": request.note}
    write(at=at, kind="feedback.approval_asked", to=to, about=request, held=False, **_facts(request), **facts)


def answered(approval, at) -> None:
    """All who wrote on the text hear the answer."""
    request = approval.request
    to = [author.person for author in request.authors.select_related("person")]
    facts = {"verdict": EditionApproval.Verdict(approval.verdict).label, "reason": approval.reason or NONE}
    write(at=at, kind="feedback.approval_answered", to=to, about=request, held=False, **_facts(request), **facts)


def adopted(certificate, edition, field, since, needs, at) -> None:
    """Who holds a certificate hears that its field comes under a new edition, and what that edition would ask."""
    subject = certificate.subject
    facts = {
        "title": edition.content["title"],
        "edition": edition.edition,
        "field": field,
        "since": since,
        "number": certificate.number,
        "subject": {"ko": subject.name_ko, "en": subject.name_en},
        "old_edition": certificate.case.edition.edition,
        "valid_until": certificate.valid_until,
        "needs": needs,
        "link": reverse_lazy("certification:scheme", args=[edition.scheme, edition.edition]),
    }
    to, key = applicants(certificate.case, at), f"{edition.digest[:16]} {since}"
    write(at=at, kind="feedback.edition_adopted", to=to, about=certificate, key=key, held=False, **facts)


def _facts(request) -> dict:
    return {
        "title": request.content["title"],
        "edition": request.content["edition"],
        "digest": request.digest,
        "link": reverse_lazy("feedback:approval", args=[request.pk]),
    }
