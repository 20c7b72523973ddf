"""The record of a case, from the audit chain."""

from django.utils.translation import gettext as _

from cityloop.assessment.models import Duty
from cityloop.audit.queries import about
from cityloop.organisations.models import Person


def record_of(case, named: bool, limit: int | None = None) -> list[dict]:
    """The audit entries about a case, newest first, each with `who` did it.

    Unless `named`, whoever evaluated appears as an assessor only: the applicant does not learn who gave which mark.
    """
    entries = list(about(case, limit))
    names = {person.code: str(person) for person in Person.objects.filter(code__in={entry.actor for entry in entries})}
    if not named:
        evaluating = Duty.objects.filter(case=case, duty=Duty.Kind.EVALUATE).values_list("person__code", flat=True)
        names |= {code: _("Assessor") for code in evaluating}
    return [{"entry": entry, "who": names.get(entry.actor, "Cityloop")} for entry in entries]
