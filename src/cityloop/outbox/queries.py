"""Which letters a person may read: those of schemes they help to run, and their own once they may go."""

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityloop.organisations.waiting import Waiting
from cityloop.outbox.models import DueRun, Letter
from cityloop.outbox.rules import handled_by

State = Letter.State
ON_THEIR_WAY = (State.WAITING, State.SENDING, State.FAILED, State.SENT)


def visible_to(person, on):
    """Letters that a person may read: as an officer, or as the one to whom they are written."""
    if not getattr(person, "pk", None):
        return Letter.objects.none()
    found = Letter.objects.select_related("person", "released_by", "withdrawn_by")
    return found.filter(Q(pk__in=handled_by(person, on).values("pk")) | _own(person))


def outbox_of(handled, state: str = ""):
    """Letters that a person handles (`rules.handled_by`), newest first; `state` keeps one kind."""
    found = handled.select_related("person")
    return found.filter(state=state) if state else found


def letters_to(person):
    """A person's own letters: those that went, or are on their way."""
    return Letter.objects.filter(_own(person))


def letters_about(subject, person, on):
    """Letters about one object that a person may read, oldest first."""
    found = visible_to(person, on).filter(about_kind=subject._meta.label_lower, about_id=str(subject.pk))
    return found.order_by("written_at", "pk")


def counts(handled) -> dict[str, int]:
    """How many of the letters that a person handles stand in each state."""
    rows = handled.order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def runs():
    """The last run of each piece of hourly work."""
    return DueRun.objects.all()


def waiting_for(person, on) -> list[Waiting]:
    """Letters that wait to be read and released, and those that could not be sent: one line for each."""
    if not getattr(person, "pk", None):
        return []
    rows = handled_by(person, on).order_by()
    stuck = Q(state=State.HELD) | Q(state=State.FAILED, next_try_at=None)
    found = rows.filter(stuck).values("state").annotate(n=Count("pk"), since=Min("written_at"))
    return [_line(row["state"], row["n"], row["since"]) for row in found]


def _line(state, number, since) -> Waiting:
    if state == State.HELD:
        title = ngettext("Read and release %(n)s letter", "Read and release %(n)s letters", number)
        hint = _("They wait in the outbox until an officer has read them.")
    else:
        title = ngettext("%(n)s letter could not be sent", "%(n)s letters could not be sent", number)
        hint = _("The mail server refused again and again. See what it said, and try once more.")
    return Waiting(title=title % {"n": number}, hint=hint, url=f"{reverse('outbox:outbox')}?state={state}", since=since)


def _own(person) -> Q:
    return Q(person=person, state__in=ON_THEIR_WAY)
