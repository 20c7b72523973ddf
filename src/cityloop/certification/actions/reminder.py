"""An officer reminds those who have not marked: letters that wait in the outbox until they have been read."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.queries.marks import open_seats
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.certification import letters
from cityloop.organisations.models import Person


@action("certification.remind_assessors")
def remind_assessors(*, actor, at, case):
    """Write to each assessor who has not handed in; once a day, however often it is asked for."""
    case = locked(case)
    permit(case, "remind_assessors", actor, at)
    people = list(Person.objects.filter(pk__in=open_seats(case).values("person_id")).order_by("pk"))
    require(
        bool(people),
        _("No reminder was written."),
        _("Every assessor has handed in."),
        _("Close the evaluation, or seat more assessors."),
    )
    letters.write_about(case, "marks_reminder", people, at, key=str(timezone.localdate(at)))
    return done(case, reminded=[person.code for person in people])
