"""Letters about texts put before the certifier; each says what has happened already, and goes at once."""

from django.urls import reverse_lazy
from django.utils import timezone

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


def _facts(request) -> dict:
    return {
        "title": request.content["title"],
        "edition": request.content["edition"],
        "digest": request.digest,
        "link": reverse_lazy("feedback:approval", args=[request.pk]),
    }
