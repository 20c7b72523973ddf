"""Which cases a person conflicts with: what the gate of visibility keeps from them, whatever their office.

The same grounds as `conflicts_of`, asked from one person to all cases, inside the query that lists them: the circle of
organisations is walked by the database, so that a list costs no question more. Advice that an officer gave in office
(pre-consulting) keeps them from marking the proposal, and not from screening it.
"""

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from cityloop.assessment.models import Bid, Declaration
from cityloop.assessment.queries.sides import with_sides
from cityloop.assessment.rules import look_back

EMPLOYERS = """
employer(id, today) AS (
    SELECT organisation_id, until IS NULL OR until >= %(on)s FROM organisations_membership
    WHERE person_id = %(person)s AND since <= %(on)s AND (until IS NULL OR until >= %(back)s)
    UNION SELECT organisation_id, COALESCE(x.until, e.until) IS NULL OR COALESCE(x.until, e.until) >= %(on)s
    FROM organisations_employment e LEFT JOIN organisations_ending x ON x.employment_id = e.id
    WHERE e.person_id = %(person)s AND (since IS NULL OR since <= %(on)s)
    AND (COALESCE(x.until, e.until) IS NULL OR COALESCE(x.until, e.until) >= %(back)s)
    AND NOT EXISTS (SELECT 1 FROM organisations_retraction r WHERE r.employment_id = e.id)
),
did(client, service, kind) AS (
    SELECT client_id, service, kind FROM organisations_engagement
    WHERE since <= %(on)s AND kind <> 'consultation' AND (person_id = %(person)s
    OR organisation_id IN (SELECT id FROM employer WHERE today OR organisations_engagement.kind <> 'agent'))
    AND NOT EXISTS (SELECT 1 FROM organisations_retraction r WHERE r.engagement_id = organisations_engagement.id)
)
"""
CIRCLE = f"""WITH RECURSIVE {EMPLOYERS},
tie(one, other) AS (
    SELECT parent_id, child_id FROM organisations_grouptie t LEFT JOIN organisations_ending x ON x.tie_id = t.id
    WHERE (since IS NULL OR since <= %(on)s)
    AND (COALESCE(x.until, t.until) IS NULL OR COALESCE(x.until, t.until) >= %(back)s)
    AND NOT EXISTS (SELECT 1 FROM organisations_retraction r WHERE r.tie_id = t.id)
),
circle(id) AS (
    SELECT id FROM employer
    UNION SELECT client FROM did WHERE client IS NOT NULL AND (service = '' OR kind = 'agent')
),
reached(id) AS (
    SELECT id FROM circle
    UNION SELECT CASE WHEN tie.one = reached.id THEN tie.other ELSE tie.one END
    FROM reached JOIN tie ON reached.id IN (tie.one, tie.other)
)
SELECT id FROM reached"""  # noqa: S608 (constants)
SERVICES = f"WITH {EMPLOYERS} SELECT service FROM did WHERE service <> ''"  # noqa: S608 (constants)


def barred_from(person, on) -> Q:
    """The condition on cases that the person conflicts with on a day: by what is known, declared, or was bid."""
    later = Bid.objects.filter(case=OuterRef("case"), person=person, pk__gt=OuterRef("pk"))
    said = Bid.objects.filter(~Exists(later), person=person, level=Bid.Level.CONFLICT)
    return barred_by_record(person, on) | Q(pk__in=said.values("case_id"))


def barred_by_record(person, on) -> Q:
    """The same without bids, which can be changed as long as they are taken."""
    facts = {"person": person.pk, "on": on, "back": look_back(on)}
    later = Declaration.objects.filter(case=OuterRef("case"), person=person, pk__gt=OuterRef("pk"))
    declared = Declaration.objects.filter(~Exists(later), person=person).exclude(ground=Declaration.Ground.NONE)
    return (
        with_sides(_asked(CIRCLE, facts))
        | Q(service__code__in=_asked(SERVICES, facts))
        | Q(pk__in=declared.values("case_id"))
    )


def _asked(text: str, facts: dict) -> RawSQL:
    """A subquery with its named places filled in the order in which they stand."""
    names, parts = [], text.split("%(")
    for part in parts[1:]:
        names.append(part[: part.index(")s")])
    sql = parts[0] + "".join("%s" + part[part.index(")s") + 2 :] for part in parts[1:])
    return RawSQL(sql, [facts[name] for name in names])  # noqa: S611
