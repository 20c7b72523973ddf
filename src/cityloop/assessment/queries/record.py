"""The record of a case, from the audit chain."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from cityloop.assessment.models import Duty
from cityloop.assessment.rules import parties
from cityloop.audit.queries import about
from cityloop.organisations.models import Designation, Membership, Person


def record_of(case, named: bool, limit: int | None = None) -> list[dict]:
    """The audit entries about a case, newest first, each with `who` did it.

    Unless `named`, whoever evaluated appears as an assessor only: the applicant does not learn who gave which mark. On
    a veiled copy everybody is the applicant who neither has a duty on the case nor works for a body in office.
    """
    entries = list(about(case, limit))
    people = Person.objects.filter(code__in={entry.actor for entry in entries})
    names = {person.code: str(person) for person in people}
    if case.veiled:
        names = {code: _("Applicant") for code in names} | {one.code: str(one) for one in _not_applying(case, people)}
    if not named:
        evaluating = Duty.objects.filter(case=case, duty=Duty.Kind.EVALUATE).values_list("person__code", flat=True)
        names |= {code: _("Assessor") for code in evaluating}
    return [{"entry": entry, "who": names.get(entry.actor, "Cityloop")} for entry in entries]


def _not_applying(case, people):
    """Those of some people who have a duty on the case, or work for a body in office that is no party to it."""
    seated = Duty.objects.filter(case=case, person=OuterRef("pk"))
    bodies = Designation.objects.filter(scheme=case.edition.scheme).exclude(organisation__in=parties(case))
    serving = Membership.objects.filter(person=OuterRef("pk"), organisation__in=bodies.values("organisation"))
    return people.filter(Exists(seated) | Exists(serving))
