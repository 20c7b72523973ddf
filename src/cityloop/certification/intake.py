"""How applications for certification come in by a workbook: a row is a service of the directory, or an organisation."""

from functools import partial

from django.utils.translation import gettext as _

from cityloop.assessment.intake import Aim, Bringing, Fact, Intake, Misfit
from cityloop.assessment.models import Case
from cityloop.assessment.offices import OFFICES
from cityloop.assessment.queries import admission, compiled
from cityloop.catalogue.models import Service
from cityloop.certification.actions.application import open_case, receive_case
from cityloop.organisations.models import Organisation
from cityloop.organisations.queries import Affiliations, organisations_of

SERVICE, ORGANISATION = Case.About.SERVICE, Case.About.ORGANISATION
SAID = {
    SERVICE: (lambda: _("Service"), lambda: _("Code of the service in the directory, one row each.")),
    ORGANISATION: (lambda: _("Organisation"), lambda: _("Code of the organisation that applies, one row each.")),
}


def facts(bringing: Bringing) -> tuple[Fact, ...]:
    """The one column that says which application a row is: what the edition is about."""
    about = compiled(bringing.edition).about
    return (Fact(about, *SAID[about], _choices),)


def subjects_at(bringing: Bringing):
    """What a row may be about: one's own, or, where an officer enters them, all of them."""
    ours = organisations_of(bringing.actor, bringing.on)
    if compiled(bringing.edition).about == ORGANISATION:
        return Organisation.objects.all() if bringing.received else ours
    found = Service.objects.select_related("provider").exclude(provider=None)
    return found if bringing.received else found.filter(provider__in=ours)


def own_drafts(bringing: Bringing) -> list:
    """Drafts of one's own under this edition and field, each with the code of what it is about, for the sheet."""
    mine = Case.objects.filter(applicant__in=organisations_of(bringing.actor, bringing.on), closed_at=None)
    mine = mine.filter(edition=bringing.edition, profile=bringing.profile, dossiers__frozen_at=None)
    return [(one.subject.code, one) for one in mine.select_related("service", "applicant").order_by("reference")]


def may_receive(bringing: Bringing) -> bool:
    """An officer of the operating body enters what came on paper."""
    known = bringing.known or Affiliations(bringing.actor, bringing.on)
    return known.serves(OFFICES[bringing.edition.kind].runs, bringing.edition.scheme)


def aim(bringing: Bringing, given: dict) -> Aim:
    """What a row names, with the application under way for it."""
    about = compiled(bringing.edition).about
    subject = subjects_at(bringing).filter(code=given[about]).first()
    if subject is None:
        raise Misfit(about, *_unknown(bringing, about))
    case = _under_way(bringing, about, subject)
    if case is None:
        _require_taken(bringing, about)
    elif (case.edition_id, case.profile) != (bringing.edition.pk, bringing.profile):
        raise Misfit(
            about,
            _("There is an application for this under way: %(reference)s.") % {"reference": case.reference},
            _("It is of another edition or field: go on with that one, or withdraw it first."),
        )
    return Aim(subject.code, f"{subject} ({subject.code})", case, _beginning(bringing, about, subject))


def _under_way(bringing, about, subject) -> Case | None:
    found = Case.objects.filter(edition__scheme=bringing.edition.scheme, about=about, closed_at=None)
    if about == SERVICE:
        return found.filter(service=subject).first()
    return found.filter(applicant=subject, profile=bringing.profile).first()


def _beginning(bringing, about, subject):
    begin = receive_case if bringing.received else open_case
    named = {"scheme": bringing.edition.scheme, "profile": bringing.profile, "simulated": subject.simulated}
    return partial(begin, **named, **{about: subject})


def _unknown(bringing, about) -> tuple[str, str]:
    if about == ORGANISATION:
        return _("No organisation of this code applies here."), _("Write the code as the organisation's page has it.")
    if bringing.received:
        why = _("The directory has no service with this code that has a provider.")
        return why, _("Write the code from its page; what is not in the directory is registered there first.")
    why = _("Your organisation has no service with this code.")
    return why, _("Choose one of the list, or register the service in the directory first.")


def _require_taken(bringing, about) -> None:
    standing, _notice = admission(bringing.edition.scheme, bringing.profile, bringing.at, bringing.on)
    if bringing.received or (standing and standing.edition == bringing.edition):
        return
    raise Misfit(
        about,
        _("No application is taken under this edition now."),
        _("Download the sheet of the current edition and fill that in."),
    )


def _choices(bringing) -> dict:
    if bringing.received:
        return {}
    return {one.code: f"{one.code} · {one.name_ko} / {one.name_en}" for one in subjects_at(bringing).order_by("code")}


INTAKE = Intake(facts=facts, aim=aim, drafts=own_drafts, may_receive=may_receive)
