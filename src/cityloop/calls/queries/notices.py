"""What the notices of calls wait for: drafts that nobody published or discarded yet."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import drafts_for
from cityloop.organisations.waiting import Waiting


def of_notices(person, on) -> list[Waiting]:
    """Drafts of notices of the tracks whose secretariat the person serves."""
    return [_draft(notice) for notice in drafts_for(person, on) if notice.edition.kind == Edition.Kind.CALL]


def _draft(notice) -> Waiting:
    return Waiting(
        title=_("Publish or discard the draft: %(notice)s") % {"notice": notice.title},
        hint=_("Only officers who give this notice see it until then."),
        url=reverse("assessment:notice_preview", args=[notice.pk]),
        since=notice.drafted_at,
        label=_("Notice of a round"),
        simulated=notice.simulated,
    )
