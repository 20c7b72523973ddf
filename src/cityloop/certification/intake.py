"""How applications for certification come in by a workbook: a row is about one service of the directory."""

from functools import partial

from django.utils.translation import gettext as _

from cityloop.assessment.intake import Aim, Desk, Fact, Intake, Misfit
from cityloop.assessment.models import Case
from cityloop.assessment.queries import admission
from cityloop.catalogue.models import Service
from cityloop.certification.actions.application import open_case
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import organisations_of, schemes_in_duty

SERVICE = "service"


def services_at(desk: Desk):
    """The services that a row may be about: one's own, or, where an officer enters them, all that have a provider."""
    if desk.received:
        return Service.objects.exclude(provider=None)
    return Service.objects.filter(provider__in=organisations_of(desk.actor, desk.on))


def under_way(desk: Desk, service) -> Case | None:
    """The application for a service under the scheme that has not come to its end."""
    return Case.objects.filter(service=service, edition__scheme=desk.edition.scheme, closed_at=None).first()


def own_drafts(desk: Desk) -> list:
    """Drafts of one's own under this edition and field, each with the code of its service, for the sheet."""
    mine = services_at(desk)
    found = Case.objects.filter(service__in=mine, edition=desk.edition, profile=desk.profile, closed_at=None)
    found = found.filter(dossiers__frozen_at=None).select_related("service").order_by("reference").distinct()
    return [(case.service.code, case) for case in found]


def may_receive(desk: Desk) -> bool:
    """An officer of the operating body enters what came on paper."""
    duty = Designation.Duty.OPERATING_BODY
    return desk.edition.scheme in schemes_in_duty(desk.actor, duty, desk.on, part=desk.profile or None)


def aim(desk: Desk, facts: dict) -> Aim:
    """The service that a row names, with the application under way for it."""
    service = services_at(desk).select_related("provider").filter(code=facts[SERVICE]).first()
    if service is None:
        raise Misfit(SERVICE, *_unknown(desk))
    case = under_way(desk, service)
    if case is None:
        _require_taken(desk)
    elif (case.edition_id, case.profile) != (desk.edition.pk, desk.profile):
        raise Misfit(
            SERVICE,
            _("There is an application for this service under way: %(reference)s.") % {"reference": case.reference},
            _("It is of another edition or field: go on with that one, or withdraw it first."),
        )
    return Aim(service.code, f"{service.name} ({service.code})", case, _beginning(desk, service))


def _beginning(desk, service):
    about = {"service": service, "scheme": desk.edition.scheme, "profile": desk.profile}
    return partial(open_case, **about, simulated=service.simulated)


def _unknown(desk) -> tuple[str, str]:
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
    return {one.code: f"{one.code} · {one.name_ko} / {one.name_en}" for one in services_at(desk).order_by("code")}


INTAKE = Intake(
    facts=(
        Fact(SERVICE, lambda: _("Service"), lambda: _("Code of the service in the directory, one row each."), _choices),
    ),
    aim=aim,
    may_receive=may_receive,
)
