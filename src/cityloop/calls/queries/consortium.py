"""Partners of a consortium as sides of a proposal, whom a conflict of interest reaches; known here, or by a name."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q

from cityloop.calls.models import Partner
from cityloop.organisations.models import Organisation, OrganisationName


def partners_of(cases) -> dict[int, set[int]]:
    """Ids of the organisations that are partners in some cases; one named only is looked for by its names."""
    found = defaultdict(set)
    rows = list(Partner.objects.filter(case__in=cases, removed_at=None))
    named = [row for row in rows if row.organisation_id is None]
    known = _by_name({key for row in named for key in row.keys}) if named else {}
    for row in rows:
        mine = {row.organisation_id} if row.organisation_id else set()
        for key in row.keys if not mine else ():
            mine |= known.get((key, row.country), set())
        found[row.case_id] |= mine
    return found


def names_in(case) -> list[str]:
    """Every name under which a partner stands in a proposal, those included that were taken out again."""
    rows = Partner.objects.filter(case=case).values_list("name_ko", "name_en")
    return [name for row in rows for name in row if name]


def with_partners(organisations) -> Q:
    """The condition on cases in which one of these organisations is a partner, under whatever name of its country."""
    same = Organisation.objects.filter(pk__in=organisations, country=OuterRef("country"))
    further = OrganisationName.objects.filter(organisation__in=organisations, organisation__country=OuterRef("country"))
    further = further.filter(retraction=None).exclude(kind=OrganisationName.Kind.DOMAIN)
    called = Q(organisation__in=organisations)
    for key in ("key_ko", "key_en"):
        mine = Exists(same.filter(Q(key_ko=OuterRef(key)) | Q(key_en=OuterRef(key))))
        called |= Q(organisation=None) & ~Q(**{key: ""}) & (mine | Exists(further.filter(key=OuterRef(key))))
    return Q(pk__in=Partner.objects.filter(called, removed_at=None).values("case_id"))


def _by_name(keys) -> dict[tuple[str, str], set[int]]:
    found = defaultdict(set)
    for one in Organisation.objects.filter(Q(key_ko__in=keys) | Q(key_en__in=keys)):
        for key in {one.key_ko, one.key_en} & keys:
            found[key, one.country].add(one.pk)
    further = OrganisationName.objects.filter(key__in=keys, retraction=None).select_related("organisation")
    for row in further.exclude(kind=OrganisationName.Kind.DOMAIN):
        found[row.key, row.organisation.country].add(row.organisation_id)
    return found
