"""Cases that somebody may see, and who works on them."""

from django.db.models import Q

from cityloop.assessment.models import Case, Declaration, Dossier, Duty, Party
from cityloop.assessment.rules import APPLICANT
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import duties_of, organisations_of


def visible_to(user, on):
    """Cases that a person may see on a day; the one gate for pages, lists, counts, downloads and exports.

    The people of all who apply, or are asked to; officers of the operating body and of the certifier once the case
    has been handed in; whoever holds a duty on it that was not released.
    """
    if not getattr(user, "pk", None):
        return Case.objects.none()
    duties = duties_of(user, on)
    schemes = duties[Designation.Duty.OPERATING_BODY] | duties[Designation.Duty.CERTIFIER]
    mine = Duty.objects.filter(person=user, released_at=None).values("case_id")
    ours = organisations_of(user, on)
    together = Party.objects.filter(organisation__in=ours, withdrawn_at=None).exclude(answer=Party.Answer.DECLINED)
    return Case.objects.filter(
        Q(applicant__in=ours)
        | Q(pk__in=together.values("case_id"))
        | Q(edition__scheme__in=schemes, received_at__isnull=False)
        | Q(pk__in=mine)
    )


def dossier_of(case) -> Dossier:
    """The latest version of the dossier."""
    return case.dossiers.order_by("-version").select_related("case__edition").defer("case__edition__content").first()


def dossier_for(case, roles) -> Dossier | None:
    """The version that somebody reads: the applicant the latest, everybody else the latest that was handed in."""
    if APPLICANT in roles:
        return dossier_of(case)
    return case.dossiers.filter(frozen_at__isnull=False).order_by("-version").first()


def panel_of(case):
    """Duties of evaluation on a case, released ones included, in the order in which they were given."""
    found = case.duties.filter(duty=Duty.Kind.EVALUATE).select_related("person")
    return found.order_by("given_at", "pk")


def latest_declarations(case) -> dict[int, Declaration]:
    """What each person declared last on a case, by the person's id."""
    return {row.person_id: row for row in case.declarations.order_by("at", "pk")}
