"""Who acts for whom, on a given day."""

from django.db.models import Exists, OuterRef, Q

from cityloop.organisations.models import Designation, Membership, Organisation, Person


def in_force(on, prefix: str = "") -> Q:
    """Rows whose `since`–`until` covers the day `on`; `prefix` reaches them through a relation."""
    return Q(**{f"{prefix}since__lte": on}) & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on}))


def for_part(part: str | None, prefix: str = "") -> Q:
    """Designations for a part (track or field): those for it and those for all; every one where `part` is None."""
    return Q() if part is None else Q(**{f"{prefix}part__in": ("", part)})


def covers(row, on) -> bool:
    """Does `since`–`until` of a row in hand cover the day `on`? As `in_force`, without a query."""
    return row.since <= on and (row.until is None or row.until >= on)


def organisations_of(person, on):
    """The organisations that a person acts for on a day."""
    if not getattr(person, "pk", None):
        return Organisation.objects.none()
    return Organisation.objects.filter(
        pk__in=Membership.objects.filter(in_force(on), person=person).values("organisation_id")
    )


def acts_for(person, organisation, on) -> bool:
    """Does the person belong to the organisation on that day?"""
    return organisations_of(person, on).filter(pk=organisation.pk).exists()


def schemes_in_duty(person, duty, on, roles=(Membership.Role.OFFICER,), part=None) -> set[str]:
    """Ids of the schemes for which the person, through an organisation designated that day, holds one of the roles.

    `duty` is one duty, or several of which one is enough. `part` asks for one track or field; None for any.
    """
    if not getattr(person, "pk", None):
        return set()
    return set(designations_held(person, duty, on, roles, part).values_list("scheme", flat=True))


def parts_in_duty(person, duty, scheme, on, roles=(Membership.Role.OFFICER,)) -> set[str]:
    """The tracks or fields of a scheme for which the person holds the duty; the empty one stands for all of them."""
    if not getattr(person, "pk", None):
        return set()
    return set(designations_held(person, duty, on, roles).filter(scheme=scheme).values_list("part", flat=True))


def designations_held(person, duty, on, roles=(Membership.Role.OFFICER,), part=None):
    """Designations in force that day of organisations in which the person holds one of the roles."""
    memberships = Membership.objects.filter(in_force(on), person=person, role__in=roles)
    duties = (duty,) if isinstance(duty, str) else duty
    found = Designation.objects.filter(in_force(on), for_part(part), duty__in=duties)
    return found.filter(organisation__in=memberships.values("organisation_id"))


def duties_held(person, on) -> set[tuple[str, str, str]]:
    """What a person serves as an officer on a day: duty, scheme, and the part of it (empty for all). One query."""
    if not getattr(person, "pk", None):
        return set()
    return set(designations_held(person, Designation.Duty.values, on).values_list("duty", "scheme", "part"))


def roles_in_schemes(person, on) -> set[tuple[str, str, str]]:
    """All that a person does for schemes on a day: role, duty of the organisation, scheme. One query."""
    if not getattr(person, "pk", None):
        return set()
    rows = Designation.objects.filter(in_force(on)).filter(
        in_force(on, "organisation__memberships__"), organisation__memberships__person=person
    )
    return set(rows.values_list("organisation__memberships__role", "duty", "scheme"))


def duties_of(person, on) -> dict[str, set[str]]:
    """Ids of schemes by the duty for which the person, as an officer, serves a designated organisation on a day."""
    found: dict[str, set[str]] = {duty: set() for duty in Designation.Duty.values}
    if getattr(person, "pk", None):
        memberships = Membership.objects.filter(in_force(on), person=person, role=Membership.Role.OFFICER)
        rows = Designation.objects.filter(in_force(on), organisation__in=memberships.values("organisation_id"))
        for duty, scheme in rows.values_list("duty", "scheme"):
            found[duty].add(scheme)
    return found


def officers(duty, scheme, on, part=None):
    """People who serve, as officers, an organisation designated for this duty in this scheme on that day."""
    bodies = Designation.objects.filter(in_force(on), for_part(part), duty=duty, scheme=scheme).values(
        "organisation_id"
    )
    return Person.objects.filter(
        in_force(on, "memberships__"),
        memberships__role=Membership.Role.OFFICER,
        memberships__organisation__in=bodies,
    ).distinct()


def designated(duty, scheme, on, part=None):
    """The organisations designated for a duty in a scheme on a day."""
    found = Designation.objects.filter(in_force(on), for_part(part), duty=duty, scheme=scheme)
    return Organisation.objects.filter(pk__in=found.values("organisation_id"))


def personas():
    """The people of the demonstration whom a visitor may sign in as."""
    return Person.objects.filter(simulated=True).exclude(persona="").order_by("pk")


def is_demonstration() -> bool:
    """Is this installation a played demonstration?"""
    return personas().exists()


def members_of(organisations, on) -> dict[int, list[Membership]]:
    """Who belongs to each of some organisations on a day, by the organisation's key."""
    found: dict[int, list[Membership]] = {organisation.pk: [] for organisation in organisations}
    rows = Membership.objects.filter(in_force(on), organisation__in=organisations).select_related("person")
    for membership in rows.order_by("since", "pk"):
        found[membership.organisation_id].append(membership)
    return found


def with_keeping(organisations, person, on):
    """Organisations, each with `keeps_records`: does the person, as its officer, keep the record of organisations?"""
    duties = (Designation.Duty.OPERATING_BODY, Designation.Duty.SECRETARIAT)
    designated_for = Designation.objects.filter(in_force(on), organisation=OuterRef("pk"), duty__in=duties)
    serving = Membership.objects.filter(
        in_force(on), organisation=OuterRef("pk"), person=person, role=Membership.Role.OFFICER
    )
    return organisations.annotate(keeps_records=Exists(designated_for) & Exists(serving))
