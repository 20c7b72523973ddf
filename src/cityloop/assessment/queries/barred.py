"""Which cases a person conflicts with: what the gate of visibility keeps from them, whatever their office."""

from django.db.models import Exists, OuterRef, Q

from cityloop.assessment.models import Declaration
from cityloop.assessment.queries.interests import Ties
from cityloop.assessment.queries.sides import with_sides
from cityloop.organisations.models import Engagement


def barred_from(person, on) -> Q:
    """The condition on cases that the person conflicts with on a day: by what is known, or by what they declared.

    The same grounds as `conflicts_of`, asked the other way round: from one person to all cases.
    """
    ties = Ties([person.pk], on)
    organisations, services = _sides(ties)
    later = Declaration.objects.filter(case=OuterRef("case"), person=person, pk__gt=OuterRef("pk"))
    declared = Declaration.objects.filter(~Exists(later), person=person).exclude(ground=Declaration.Ground.NONE)
    found = Q(pk__in=declared.values("case_id"))
    if services:
        found |= Q(service__code__in=services)
    return found | with_sides(organisations) if organisations else found


def _sides(ties) -> tuple[set[int], set[str]]:
    """The organisations, with all that count as one with them, and the services that bar somebody."""
    organisations = {work.organisation.pk for works in ties.employed.values() for work in works}
    services = set()
    for rows in ties.did.values():
        for _work, row in rows:
            if row.service:
                services.add(row.service)
            if row.client_id and (not row.service or row.kind == Engagement.Kind.AGENT):
                organisations.add(row.client_id)
    return ties.circles.around(organisations), services
