"""Designated evaluation bodies as everybody may read them; and what one was asked, for its own people."""

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.shortcuts import get_object_or_404

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.certification.models import TechnicalReview
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import in_force, organisations_of

BODY = Designation.Duty.EVALUATION_BODY


def bodies(on, duty=BODY):
    """Every designation as an evaluation body, those in force first, with how it ended; two joins, one query."""
    current = Case(When(in_force(on), then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Designation.objects.filter(duty=duty).select_related("organisation", "ending")
    return found.annotate(over=current).order_by("over", "-since", "pk")


def designation_or_404(pk, on):
    """A designation to run a scheme or to examine for one, which is public; not those of programmes."""
    duties = (BODY, Designation.Duty.OPERATING_BODY)
    found = Designation.objects.filter(duty__in=duties, since__lte=on).select_related("organisation", "ending")
    return get_object_or_404(found.prefetch_related("requirements"), pk=pk)


def latest_editions() -> dict[str, Edition]:
    """The latest edition of each scheme, by the scheme's id: it says what the scheme is called."""
    found = Edition.objects.filter(kind=Edition.Kind.SCHEME).defer("content").order_by("edition")
    return {one.scheme: one for one in found}


def designated_by(case):
    """The designations that the grant of a case made; none where its edition gives a certificate."""
    profile = compiled(case.edition).profile(case.profile)
    if profile is None or profile.designates is None or case.closed_at is None:
        return []
    return list(Designation.objects.filter(organisation=case.applicant, source__startswith=f"{case.reference} "))


def reviews_by(designation, user, on):
    """The technical reviews that a body was asked, newest first, for its own people; nothing for anybody else."""
    if not organisations_of(user, on).filter(pk=designation.organisation_id).exists():
        return TechnicalReview.objects.none()
    found = TechnicalReview.objects.filter(body=designation.organisation, case__edition__scheme=designation.scheme)
    return found.select_related("case", "report__verdict", "cancellation").order_by("-at", "-pk")


def work_of(designation) -> dict[str, int]:
    """How much a body was asked and did, in numbers that everybody may read."""
    found = TechnicalReview.objects.filter(body=designation.organisation, case__edition__scheme=designation.scheme)
    return found.aggregate(
        asked=Count("pk"),
        reported=Count("report"),
        accepted=Count("report", filter=Q(report__verdict__accepted=True)),
        returned=Count("report", filter=Q(report__verdict__accepted=False)),
    )
