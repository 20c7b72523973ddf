"""A round closes: applicants with a draft are told before, the officers of the operating body after."""

from datetime import timedelta

from django.utils import timezone

from cityloop.assessment import letters
from cityloop.assessment.models import Case, Notice
from cityloop.certification import workflow
from cityloop.certification.due.reminding import told_each
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import officers

SOON = timedelta(days=3)
"""How long before the end applicants are reminded: the habit of the office, in no law."""
LOOK_BACK = timedelta(days=30)
"""A round that closed longer ago is no news."""


def notices_closing(*, on, at) -> list[str]:
    """A draft is not handed in yet, and its round closes within days."""
    found = Case.objects.filter(
        state=workflow.DRAFT, notice__open_until__gt=at, notice__open_until__lte=at + SOON, record=""
    )
    found = found.select_related("edition", "applicant", "opened_by", "notice").defer("edition__content")
    return told_each(
        found.order_by("pk"), "notice_closing", _closing_of_case, lambda case: letters.applicants(case, at), at
    )


def notices_closed(*, on, at) -> list[str]:
    """A round has closed: its officers are told how many applications came."""
    found = Notice.objects.filter(published_at__isnull=False, open_until__lte=at, open_until__gt=at - LOOK_BACK)
    duty = Designation.Duty.OPERATING_BODY
    return told_each(
        found.select_related("edition").defer("edition__content").order_by("pk"),
        "notice_closed",
        _closing,
        lambda notice: officers(duty, notice.edition.scheme, timezone.localdate(at)).order_by("pk"),
        at,
    )


def _closing(notice) -> str:
    return notice.open_until.isoformat()


def _closing_of_case(case) -> str:
    return _closing(case.notice)
