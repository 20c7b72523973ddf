"""How applications for certification come in by a workbook: a row is about a service, or an organisation itself."""

from functools import partial

from django.utils.translation import gettext as _

from cityloop.assessment.intake import Aim, Desk, Fact, Intake, Misfit
from cityloop.assessment.models import Case
from cityloop.assessment.queries import admission, compiled
from cityloop.catalogue.models import Service
from cityloop.certification.actions.application import open_case
from cityloop.organisations.models import Designation, Organisation
from cityloop.organisations.queries import organisations_of, schemes_in_duty

SERVICE = "service"


def of_organisations(desk: Desk) -> bool:
    """Is the edition about organisations themselves, and not about services?"""
    return compiled(desk.edition).about == Case.About.ORGANISATION


def subjects_at(desk: Desk):
    """What a row may be about: one's own services or organisations, or, where an officer enters them, all there are."""
    ours = organisations_of(desk.actor, desk.on)
    if of_organisations(desk):
        return Organisation.objects.all() if desk.received else ours
    services = Service.objects.select_related("provider")
    return services.exclude(provider=None) if desk.received else services.filter(provider__in=ours)


def under_way(desk: Desk, subject) -> Case | None:
    """The application for a service, or of an organisation for itself, that has not come to its end."""
    found = Case.objects.filter(edition__scheme=desk.edition.scheme, closed_at=None)
    if of_organisations(desk):
        return found.filter(about=Case.About.ORGANISATION, applicant=subject, profile=desk.profile).first()
    return found.filter(service=subject).first()


def own_drafts(desk: Desk) -> list:
    """Drafts of one's own under this edition and field, each with the code of its subject, for the sheet."""
    mine = subjects_at(desk)
    own = {"applicant__in": mine} if of_organisations(desk) else {"service__in": mine}
    found = Case.objects.filter(**own, edition=desk.edition, profile=desk.profile, closed_at=None)
    found = found.filter(dossiers__frozen_at=None).select_related("service", "applicant").order_by("reference")
    return [(case.subject.code, case) for case in found.distinct()]


def may_receive(desk: Desk) -> bool:
    """An officer of the operating body enters what came on paper."""
    duty = Designation.Duty.OPERATING_BODY
    return desk.edition.scheme in schemes_in_duty(desk.actor, duty, desk.on, part=desk.profile or None)


def aim(desk: Desk, facts: dict) -> Aim:
    """The service or organisation that a row names, with the application under way for it."""
    subject = subjects_at(desk).filter(code=facts[SERVICE]).first()
    if subject is None:
        raise Misfit(SERVICE, *_unknown(desk))
    case = under_way(desk, subject)
    if case is None:
        _require_taken(desk)
    elif (case.edition_id, case.profile) != (desk.edition.pk, desk.profile):
        raise Misfit(
            SERVICE,
            _("There is an application for this under way: %(reference)s.") % {"reference": case.reference},
            _("It is of another edition or field: go on with that one, or withdraw it first."),
        )
    return Aim(subject.code, f"{subject.name} ({subject.code})", case, _beginning(desk, subject))


def _beginning(desk, subject):
    about = {compiled(desk.edition).about: subject, "scheme": desk.edition.scheme, "profile": desk.profile}
    return partial(open_case, **about, simulated=subject.simulated)


def _unknown(desk) -> tuple[str, str]:
    if of_organisations(desk):
        why = _("This edition is about organisations, and you act for none with this code.")
        return why, _("Write the code of the organisation as its page shows it.")
    if desk.received:
        why = _("The directory has no service with this code that has a provider.")
        return why, _("Write the code from its page; what is not in the directory is registered there first.")
    why = _("Your organisation has no service with this code.")
    return why, _("Choose one of the list, or register the service in the directory first.")


def _require_taken(desk) -> None:
    standing, _notice = admission(desk.edition.scheme, desk.profile, desk.at, desk.on)
    if standing is None or standing.edition != desk.edition:
        raise Misfit(
            SERVICE,
            _("No application is taken under this edition now."),
            _("Download the sheet of the current edition and fill that in."),
        )


def _choices(desk) -> dict:
    if desk.received:
        return {}
    return {one.code: f"{one.code} · {one.name_ko} / {one.name_en}" for one in subjects_at(desk).order_by("code")}


INTAKE = Intake(
    facts=(
        Fact(
            SERVICE,
            lambda: _("Service, or organisation"),
            lambda: _("Code of the service in the directory, or of the organisation itself, one row each."),
            _choices,
        ),
    ),
    aim=aim,
    may_receive=may_receive,
)
