"""Organisations by any name that they have or had, and which of them count as one."""

from collections import defaultdict

from django.db.models import Q

from cityloop.organisations.models import Employment, Engagement, GroupTie, Organisation, OrganisationName
from cityloop.organisations.naming import domain_of, fold


def find_organisations(text: str):
    """Organisations whose code, name of today, former or other name, in any script, holds what was typed. One query.

    A mail address finds the organisation whose domain it is.
    """
    domain, key = domain_of(text), fold(text)
    if domain:
        further = Q(kind=OrganisationName.Kind.DOMAIN, key__in=_domains(domain))
    elif key:
        further = Q(key__contains=key) & ~Q(kind=OrganisationName.Kind.DOMAIN)
    else:
        return Organisation.objects.none()
    named = OrganisationName.objects.filter(further, retraction=None).values("organisation_id")
    found = Q(pk__in=named) | Q(code=text.strip().casefold())
    if not domain:
        found |= Q(key_ko__contains=key) | Q(key_en__contains=key)
    return Organisation.objects.filter(found).order_by("code")


def same_by_name(organisation):
    """Other organisations of its country that have, or had, one of its names, and are not tied to it yet."""
    mine = [key for key in (organisation.key_ko, organisation.key_en) if key]
    mine += names_of(organisation).values_list("key", flat=True)
    further = OrganisationName.objects.filter(key__in=mine, retraction=None).exclude(kind=OrganisationName.Kind.SHORT)
    found = Organisation.objects.filter(
        Q(key_ko__in=mine) | Q(key_en__in=mine) | Q(pk__in=further.values("organisation_id")),
        country=organisation.country,
    )
    tied = GroupTie.objects.filter(Q(parent=organisation) | Q(child=organisation)).values_list("parent_id", "child_id")
    return found.exclude(pk__in={organisation.pk, *(key for pair in tied for key in pair)})


def names_of(organisation):
    """Its further names that say who it is: no abbreviation, which others may share, and no domain."""
    strong = (OrganisationName.Kind.FORMER, OrganisationName.Kind.OTHER)
    return organisation.names.filter(kind__in=strong, retraction=None)


def known_of(organisation) -> dict:
    """Everything on record of an organisation, retracted or not."""
    ties = GroupTie.objects.filter(Q(parent=organisation) | Q(child=organisation))

    def found(kind):
        return kind.objects.filter(organisation=organisation).select_related("retraction", "ending")

    return {
        "names": organisation.names.select_related("retraction"),
        "ties": ties.select_related("parent", "child", "retraction", "ending"),
        "employments": found(Employment).select_related("person"),
        "engagements": found(Engagement).select_related("client"),
    }


class Circles:
    """Which organisations count as one on a day: tied within a group, or one body under several names. One query.

    A tie that ended counts as long as a former employer does: until `since`, the first day of the look-back.
    """

    def __init__(self, on, since):
        self.root: dict[int, int] = {}
        lasted = (Q(until=None) & Q(ending=None)) | Q(until__gte=since) | Q(ending__until__gte=since)
        ties = GroupTie.objects.filter(lasted, Q(since=None) | Q(since__lte=on))
        for parent, child in ties.filter(retraction=None).order_by("pk").values_list("parent_id", "child_id"):
            self.root[self.of(child)] = self.of(parent)
        self.members = defaultdict(set)
        for key in list(self.root):
            self.members[self.of(key)].add(key)

    def of(self, key: int) -> int:
        """The organisation that stands for the whole circle."""
        while (above := self.root.setdefault(key, key)) != key:
            self.root[key] = self.root[above]
            key = above
        return key

    def around(self, keys) -> set[int]:
        """These organisations and all that count as one with them."""
        keys = set(keys)
        return keys.union(*(self.members.get(self.of(key), ()) for key in keys))


def _domains(domain: str) -> list[str]:
    """A domain and those above it that are not a bare ending.

    >>> _domains("mail.city.example")
    ['mail.city.example', 'city.example']
    """
    parts = domain.split(".")
    return [".".join(parts[n:]) for n in range(len(parts) - 1)]
