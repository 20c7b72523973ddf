"""From the first draft to the accepted dossier: Guideline 2021-223 Art. 13."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import begin_case
from cityloop.assessment.models import Case, Reception
from cityloop.assessment.queries import admission, compiled
from cityloop.assessment.queries.facts import facts_of
from cityloop.assessment.rules import own_party
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.catalogue.models import Service
from cityloop.certification import workflow
from cityloop.certification.numbers import prefix_of
from cityloop.engine.eligibility import eligibility
from cityloop.language import pick
from cityloop.organisations.queries import acts_for
from cityloop.organisations.rules import runs_scheme

NOT_OPENED = _("The application was not opened.")
NOT_SENT = _("The dossier was not handed in.")
REMEDIES = {
    Case.About.SERVICE: _("Check the type and the fields of the service, and whether your organisation provides it."),
    Case.About.ORGANISATION: _("Check what kind of organisation yours is entered as, and what the form says of it."),
}


@action("certification.open_case")
def open_case(*, actor, at, scheme, service=None, organisation=None, profile="", record="", simulated=False):
    """Begin an application of the actor's organisation: for one of its services, or for `organisation` itself.

    The edition says which of the two it takes. It is the one in force for the field profile on that day, else the one
    in mock use, and stays with the case. `record` names the open record that is replayed, where one is.
    """
    applicant = service.provider if service else organisation
    if applicant is None or not acts_for(actor, applicant, timezone.localdate(at)):
        raise not_yours()
    case = _begun(actor, at, at, scheme, service, applicant, profile, record=record, simulated=simulated)
    return done(case, reference=case.reference, edition=case.edition.digest, mock=case.mock)


@action("certification.receive_case")
def receive_case(
    *,
    actor,
    at,
    scheme,
    sender,
    way,
    arrived_at,
    address="",
    service=None,
    organisation=None,
    profile="",
    simulated=False,
):
    """Enter an application that came on paper or by mail, under what held when it came; its officers may.

    Who sent it is written down; the applicant is the organisation. An officer with an interest in it may not.
    """
    on, applicant = timezone.localdate(at), service.provider if service else organisation
    if applicant is None or not runs_scheme(actor, scheme, on):
        raise not_yours()
    require(
        bool(sender.strip()) and way in Reception.Way.values and arrived_at <= at,
        NOT_OPENED,
        _("It is not said from whom it came and how, or it would come in the future."),
        _("Write who sent it, and when it came."),
    )
    case = _begun(actor, at, arrived_at, scheme, service, applicant, profile, simulated=simulated)
    place = own_party(case, actor, on)
    require(
        place is None,
        NOT_OPENED,
        _("You belong, or belonged within three years, to %(organisation)s, a party to this case.")
        % {"organisation": place.organisation if place else ""},
        _("Leave this case to an officer who has no interest in it."),
    )
    said = {"sender": sender.strip(), "way": way, "arrived_at": arrived_at, "address": address}
    Reception.objects.create(case=case, entered_by=actor, entered_at=at, **said)
    return done(case, reference=case.reference, edition=case.edition.digest, way=way, arrived=arrived_at.isoformat())


def _begun(actor, at, arrived_at, scheme, service, applicant, profile, **described):
    """A draft under the edition and the notice that held when the application arrived."""
    subject = service or applicant
    standing, notice = admission(scheme, profile, arrived_at, timezone.localdate(arrived_at))
    require(
        standing is not None,
        NOT_OPENED,
        _("No edition of the scheme is in force or in mock use for this field today."),
        _("Choose another field, or come back when the operating body has given notice."),
    )
    _require_subject(standing.edition, service)
    _require_notice(standing.edition, notice)
    require_no_other(subject, scheme, profile)
    case = begin_case(
        actor=actor,
        at=at,
        edition=standing.edition,
        profile=profile,
        mock=standing.mock,
        notice=notice,
        service=service,
        applicant=applicant,
        title_ko=subject.name_ko,
        title_en=subject.name_en,
        state=workflow.DRAFT,
        prefix=prefix_of(scheme),
        **described,
    )
    require_eligible(case)
    return case


def _require_subject(edition, service) -> None:
    """An edition takes applications for services, or of organisations for themselves (Art. 9(3), 13(2))."""
    about = compiled(edition).about
    require(
        about == (Case.About.SERVICE if service else Case.About.ORGANISATION),
        NOT_OPENED,
        _("This edition certifies services, and none was named.")
        if about == Case.About.SERVICE
        else _("This edition is about the organisation that applies, and not about a service."),
        _("Choose what the edition is about: the service, or the organisation itself."),
    )


def _require_notice(edition, notice) -> None:
    require(
        notice is not None or not compiled(edition).by_notice,
        NOT_OPENED,
        _("This scheme takes applications in rounds, and no notice for this field is open now."),
        _("Look at the notices: they say when the next round opens."),
    )


def require_no_other(subject, scheme, profile) -> None:
    """Refuse a second application for a service, or of an organisation for itself, while one is under way."""
    type(subject).objects.select_for_update().get(pk=subject.pk)  # two at once wait for each other
    if isinstance(subject, Service):
        same = Case.objects.filter(service=subject)
    else:
        same = Case.objects.filter(about=Case.About.ORGANISATION, applicant=subject, profile=profile)
    other = same.filter(edition__scheme=scheme, closed_at=None).first()
    require(
        other is None,
        NOT_OPENED,
        _("There is an application for this under way: %(reference)s.")
        % {"reference": other.reference if other else ""},
        _("Go on with that one, or withdraw it first."),
    )


def require_eligible(case, what=NOT_OPENED, answers=None) -> None:
    """Refuse a case that the conditions of its edition exclude, by what is known of it and answered so far."""
    found = eligibility(compiled(case.edition), facts_of(case, answers))
    unmet = [rule for rule in found.rules if rule.met is False]
    if unmet:
        raise Refused(what, " ".join(pick(rule.says) for rule in unmet), REMEDIES[case.about])
