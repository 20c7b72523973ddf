"""Cases as lists and pages show them."""

from django.shortcuts import get_object_or_404

from cityloop.assessment.models import Edition
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
    found = cases(user, on).select_related("edition", "applicant", "service__provider")
    return get_object_or_404(found.defer("edition__content"), reference=reference)


def record_of(case, limit: int | None = None) -> list[dict]:
    """The audit entries about a case, newest first, with the names of the people."""
    entries = list(about(case, limit))
    names = {person.code: person for person in Person.objects.filter(code__in={entry.actor for entry in entries})}
    return [{"entry": entry, "person": names.get(entry.actor)} for entry in entries]
