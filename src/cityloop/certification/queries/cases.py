"""Cases as lists and pages show them."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cityloop.assessment.models import Duty, Edition
from cityloop.assessment.queries import visible_to
from cityloop.audit.queries import about
from cityloop.organisations.models import Person


def cases(user, on, state: str = "", scheme: str = ""):
    """Cases of certification that a person may see, newest first, ready to be listed without more queries."""
    found = visible_to(user, on).filter(edition__kind=Edition.Kind.SCHEME)
    found = found.select_related("edition", "applicant").defer("edition__content")
    if state:
        found = found.filter(state=state)
    return found.filter(edition__scheme=scheme) if scheme else found


def case_or_404(user, on, reference: str):
    """One case that the person may see; not theirs is not found."""
    found = cases(user, on).select_related("edition", "applicant", "service__provider", "notice")
    return get_object_or_404(found.defer("edition__content"), reference=reference)


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
