"""How applications for certification come in by a workbook: a row is about one service of the directory."""

from functools import partial

from django.utils.translation import gettext as _

from cityloop.assessment.intake import Aim, Bringing, Fact, Intake, Misfit
from cityloop.assessment.models import Case
from cityloop.assessment.queries import admission
from cityloop.catalogue.models import Service
from cityloop.certification.actions.application import open_case
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import organisations_of, schemes_in_duty

SERVICE = "service"


def services_at(bringing: Bringing):
    """The services that a row may be about: one's own, or, where an officer enters them, all that have a provider."""
    if bringing.received:
        return Service.objects.exclude(provider=None)
    return Service.objects.filter(provider__in=organisations_of(bringing.actor, bringing.on))


def under_way(bringing: Bringing, service) -> Case | None:
    """The application for a service under the scheme that has not come to its end."""
    return Case.objects.filter(service=service, edition__scheme=bringing.edition.scheme, closed_at=None).first()


def own_drafts(bringing: Bringing) -> list:
    """Drafts of one's own under this edition and field, each with the code of its service, for the sheet."""
    mine = services_at(bringing)
    found = Case.objects.filter(service__in=mine, edition=bringing.edition, profile=bringing.profile, closed_at=None)
    found = found.filter(dossiers__frozen_at=None).select_related("service").order_by("reference").distinct()
    return [(case.service.code, case) for case in found]


def may_receive(bringing: Bringing) -> bool:
    """An officer of the operating body enters what came on paper."""
    duty = Designation.Duty.OPERATING_BODY
    return bringing.edition.scheme in schemes_in_duty(bringing.actor, duty, bringing.on, part=bringing.profile or None)


def aim(bringing: Bringing, facts: dict) -> Aim:
    """The service that a row names, with the application under way for it."""
    service = services_at(bringing).select_related("provider").filter(code=facts[SERVICE]).first()
    if service is None:
        raise Misfit(SERVICE, *_unknown(bringing))
    case = under_way(bringing, service)
    if case is None:
        _require_taken(bringing)
    elif (case.edition_id, case.profile) != (bringing.edition.pk, bringing.profile):
        raise Misfit(
            SERVICE,
            _("There is an application for this service under way: %(reference)s.") % {"reference": case.reference},
            _("It is of another edition or field: go on with that one, or withdraw it first."),
        )
    return Aim(service.code, f"{service.name} ({service.code})", case, _beginning(bringing, service))


def _beginning(bringing, service):
    about = {"service": service, "scheme": bringing.edition.scheme, "profile": bringing.profile}
    return partial(open_case, **about, simulated=service.simulated)


def _unknown(bringing) -> tuple[str, str]:
    if bringing.received:
        why = _("The directory has no service with this code that has a provider.")
        return why, _("Write the code from its page; what is not in the directory is registered there first.")
    why = _("Your organisation has no service with this code.")
    return why, _("Choose one of the list, or register the service in the directory first.")


def _require_taken(bringing) -> None:
    standing, _notice = admission(bringing.edition.scheme, bringing.profile, bringing.at, bringing.on)
    if standing is None or standing.edition != bringing.edition:
        raise Misfit(
            SERVICE,
            _("No application is taken under this edition now."),
            _("Download the sheet of the current edition and fill that in."),
        )


def _choices(bringing) -> dict:
    if bringing.received:
        return {}
    return {one.code: f"{one.code} · {one.name_ko} / {one.name_en}" for one in services_at(bringing).order_by("code")}


INTAKE = Intake(
    facts=(
        Fact(SERVICE, lambda: _("Service"), lambda: _("Code of the service in the directory, one row each."), _choices),
    ),
    aim=aim,
    may_receive=may_receive,
)
