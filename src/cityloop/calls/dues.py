"""What is due under agreements, once an hour: milestones near or past, closing reports that did not come."""

from datetime import timedelta

from cityloop.audit.actions import action, done
from cityloop.calls import agreeing, telling
from cityloop.calls.models import Agreement, Award, Milestone
from cityloop.outbox.due import register_due
from cityloop.outbox.models import Letter

SOON = timedelta(days=7)
"""How long before the day those who were awarded are reminded: the habit of the office, in no law."""
WAITS = (Milestone.State.OPEN, Milestone.State.RETURNED)


@action("calls.remind_of_award")
def remind_of_award(*, actor, at, award, kind, key, **facts):
    """Write to those who were awarded about what is due; the clock does it (`actor=None`)."""
    telling.to_awarded(award, kind, at, key=key, **facts)
    return done(award, letter=kind, key=key)


def milestones_soon(*, on, at) -> list[str]:
    """A milestone is due within days and not handed in."""
    return _told("milestone_soon", _waiting().filter(due_on__gte=on, due_on__lte=on + SOON), at)


def milestones_late(*, on, at) -> list[str]:
    """A milestone is overdue; the inbox shows it so by itself."""
    return _told("milestone_late", _waiting().filter(due_on__lt=on), at)


def closings_late(*, on, at) -> list[str]:
    """The agreement has ended and no closing report came in the time that the edition gives."""
    ended = Agreement.objects.filter(award__state=Award.State.AGREED, ends_on__lt=on, award__case__record="")
    rows = ended.exclude(award__reports__milestone=None, award__reports__isnull=False)
    said = []
    for agreement in rows.select_related("award__case__edition", "award__case__applicant", "award__account__payee"):
        closing = agreeing.track_of(agreement.award).closing
        due = closing and closing.due.after(agreement.ends_on)
        if due and due < on and _untold("closing_late", agreement.award, str(due)):
            remind_of_award(actor=None, at=at, award=agreement.award, kind="closing_late", key=str(due), due=due)
            said.append(f"{agreement.award.case.reference}: closing_late")
    return said


def _waiting():
    found = Milestone.objects.filter(state__in=WAITS, agreement__award__state=Award.State.AGREED)
    found = found.filter(agreement__award__case__record="").order_by("pk")
    return found.select_related(
        "agreement__award__case__edition", "agreement__award__case__applicant", "agreement__award__account__payee"
    )


def _told(kind, milestones, at) -> list[str]:
    said = []
    for one in milestones:
        award, key = one.agreement.award, f"{one.code[:60]} {one.due_on}"
        if _untold(kind, award, key):
            what = agreeing.named(one, "title")
            remind_of_award(actor=None, at=at, award=award, kind=kind, key=key, due=one.due_on, what=what)
            said.append(f"{award.case.reference} {one.code}: {kind}")
    return said


def _untold(kind, award, key) -> bool:
    written = Letter.objects.filter(kind=f"calls.{kind}", about_kind="calls.award", about_id=str(award.pk), key=key)
    return not written.exists()


def register() -> None:
    """Tell the hourly job of all of them; called once, when the room is ready."""
    for name, work in (
        ("calls.milestones_soon", milestones_soon),
        ("calls.milestones_late", milestones_late),
        ("calls.closings_late", closings_late),
    ):
        register_due(name, work)
