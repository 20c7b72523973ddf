"""Letters of the committee's meetings: its members are told that one was called, or was cancelled."""

from django.urls import reverse_lazy
from django.utils import timezone

from cityloop.certification.queries.committees import in_office
from cityloop.outbox.writing import write


def tell_members(meeting, kind: str, at, **facts) -> None:
    """Write to every member in office about a meeting; nobody is told which items they are recused from."""
    members = in_office(meeting.committee, timezone.localdate(at)).select_related("person")
    said = {
        "number": str(meeting.number),
        "scheme_title": {"ko": meeting.committee.edition.title_ko, "en": meeting.committee.edition.title_en},
        "meets_at": meeting.meets_at,
        "place": meeting.place or "–",
        "notice": meeting.notice or "–",
        "items": str(meeting.items.count()),
        "link": reverse_lazy("certification:meeting", args=[meeting.pk]),
    }
    write(
        at=at,
        kind=f"certification.{kind}",
        to=[member.person for member in members],
        about=meeting,
        held=False,
        scheme=meeting.committee.scheme,
        **said,
        **facts,
    )
