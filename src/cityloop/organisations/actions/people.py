"""People join organisations; organisations are designated."""

from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.organisations.actions.known import tie_same
from cityloop.organisations.models import Membership, Organisation, Person
from cityloop.organisations.rules import manages


@action("organisations.register_organisation")
def register_organisation(*, actor, at, code, name_ko, name_en, kind, country, tier="", simulated=False):
    """Enter an organisation; the person who enters it (if any) becomes its officer."""
    taken = Refused(
        _("The organisation was not registered."),
        _("The code “%(code)s” is taken.") % {"code": code},
        _("Choose another code, or ask to join the organisation that has it."),
    )
    if Organisation.objects.filter(code=code).exists():
        raise taken
    with refused_if_taken(taken):
        organisation = Organisation.objects.create(
            code=code,
            name_ko=name_ko,
            name_en=name_en,
            kind=kind,
            tier=tier if kind == Organisation.Kind.LOCAL_GOVERNMENT else "",
            country=country,
            simulated=simulated,
        )
    if actor:
        Membership.objects.create(
            person=actor, organisation=organisation, role=Membership.Role.OFFICER, since=timezone.localdate(at)
        )
    tie_same(organisation, at)
    return done(organisation, code=code)


@action("organisations.state_tier")
def state_tier(*, actor, at, organisation, tier):
    """Say which kind of local government an organisation is (Notice 2021-223 Art. 7); its officers may."""
    _manages(actor, organisation, at)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require(
        organisation.kind == Organisation.Kind.LOCAL_GOVERNMENT and tier in Organisation.Tier.values,
        _("Nothing was changed."),
        _("Only a local government is of one of these kinds."),
        _("Choose the kind that the Local Autonomy Act gives it."),
    )
    organisation.tier = tier
    organisation.save(update_fields=["tier"])
    return done(organisation, code=organisation.code, tier=tier)


@action("organisations.enrol_person")
def enrol_person(
    *,
    actor,
    at,
    email,
    name_ko,
    name_en,
    organisation=None,
    role=Membership.Role.MEMBER,
    since=None,
    password=None,
    simulated=False,
    persona="",
    verified=False,
):
    """Give somebody an account and, where named, a place in an organisation; its officers may.

    `verified` says that the address is known to be theirs, so that the first sign-in asks for no mail.
    """
    _manages(actor, organisation, at)
    require(
        not Person.objects.filter(email__iexact=email).exists(),
        _("The account was not made."),
        _("There is an account with this mail address."),
        _("Sign in with it, or use another address."),
    )
    person = Person.objects.create_user(
        email, password, name_ko=name_ko, name_en=name_en, simulated=simulated, persona=persona
    )
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=verified)
    if organisation:
        Membership.objects.create(
            person=person, organisation=organisation, role=role, since=since or timezone.localdate(at)
        )
    return done(person, organisation=organisation.code if organisation else "", role=role)


@action("organisations.join_organisation")
def join_organisation(*, actor, at, person, organisation, role=Membership.Role.MEMBER, since=None):
    """Give a person who has an account a place in one more organisation; its officers may."""
    _manages(actor, organisation, at)
    since = since or timezone.localdate(at)
    require(
        not Membership.objects.filter(person=person, organisation=organisation, role=role, until=None).exists(),
        _("Nothing was changed."),
        _("The person already has this role in the organisation."),
        _("Open the organisation to see who has which role."),
    )
    membership = Membership.objects.create(person=person, organisation=organisation, role=role, since=since)
    return done(membership, person=person.code, organisation=organisation.code, role=role)


def _manages(actor, organisation, at) -> None:
    """The installation enrols anybody; a person only those of an organisation whose officer they are."""
    if actor and not (organisation and manages(actor, organisation, timezone.localdate(at))):
        raise not_yours()
