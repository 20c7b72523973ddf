"""Conflicts of interest of 6,000 proposals and 2,800 people: one sweep of queries, no pair asked for by itself.

3,000 organisations, a third of them in groups; each person belongs to one organisation and worked for another; 5,000
engagements; each proposal has a lead and two more parties. A pair counts as found where the person must not evaluate
the proposal, on whatever ground. CPU of this process, the database (SQLite, a new home) included.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from datetime import UTC, date, datetime

from bench import Row
from bench.alone import alone

CASES, PEOPLE, ORGANISATIONS, ENGAGEMENTS, PARTIES = 6_000, 2_800, 3_000, 5_000, 2
SECONDS = 10
AT, ON = datetime(2026, 9, 1, tzinfo=UTC), date(2026, 9, 1)


def main() -> list[Row]:
    """Seconds, queries, and how many of the pairs conflict."""
    with tempfile.TemporaryDirectory() as home:
        (seconds, queries, found, one), memory = alone(_measured, home)
    pairs = f"{found:,} of {CASES * PEOPLE:,}"
    return [
        Row("conflicts of 6,000 proposals × 2,800 people", f"≤ {SECONDS} s", f"{seconds:.1f} s ({queries} queries)"),
        Row("pairs that conflict", "all of them", pairs),
        Row("which of 6,000 proposals one person may see", "≤ 100 ms", f"{one * 1000:.0f} ms"),
        Row("memory", "", f"{memory:.0f} MB"),
    ]


def _measured(home: str):
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    _fill(random.Random(1))
    from cityloop.assessment.models import Case
    from cityloop.assessment.queries import barred_from, conflicts_of
    from cityloop.organisations.models import Person

    cases = list(Case.objects.select_related("service__provider", "edition").defer("edition__content"))
    people = list(Person.objects.all())
    with CaptureQueriesContext(connection) as asked:
        begin = time.process_time()
        found = conflicts_of(cases, [person.pk for person in people], ON)
        seconds = time.process_time() - begin
    begin = time.process_time()
    Case.objects.exclude(barred_from(people[0], ON)).count()
    one = time.process_time() - begin
    return seconds, len(asked), sum(map(len, found.values())), one


def _fill(dice) -> None:
    from cityloop import rulebook
    from cityloop.assessment.models import Case, Edition, Party
    from cityloop.engine.frozen import thaw
    from cityloop.organisations.models import Employment, Engagement, GroupTie, Membership, Organisation, Person

    make = Organisation.objects.bulk_create
    bodies = make(
        Organisation(code=f"o{n}", name_ko=f"기관 {n}", name_en=f"Body {n}", kind="company", country="KR")
        for n in range(ORGANISATIONS)
    )
    people = Person.objects.bulk_create(Person(email=f"p{n}@example.org", name_en=f"P {n}") for n in range(PEOPLE))
    noted = {"source": "a register", "recorded_at": AT}
    GroupTie.objects.bulk_create(
        GroupTie(parent=bodies[n - n % 4], child=bodies[n], kind="subsidiary", **noted)
        for n in range(ORGANISATIONS // 3)
        if n % 4
    )
    since = date(2020, 1, 1)
    Membership.objects.bulk_create(
        Membership(person=one, organisation=dice.choice(bodies), since=since) for one in people
    )
    Employment.objects.bulk_create(
        Employment(person=one, organisation=dice.choice(bodies), since=since, until=date(2025, 1, 1), **noted)
        for one in people
    )
    Engagement.objects.bulk_create(
        Engagement(organisation=one, client=two, kind="contract", since=since, **noted)
        for one, two in (dice.sample(bodies, 2) for _ in range(ENGAGEMENTS))
    )
    call = thaw(rulebook.load("k-city-network/2025").content)
    edition = Edition.objects.create(
        kind="call", scheme="bench", edition="1", digest="0" * 64, content=call, published_at=AT
    )
    moment = {
        "about": Case.About.PROPOSAL,
        "profile": "demonstration",
        "opened_by": people[0],
        "opened_at": AT,
        "changed_at": AT,
    }
    cases = Case.objects.bulk_create(
        Case(reference=f"B-{n}", edition=edition, applicant=dice.choice(bodies), state="screened", **moment)
        for n in range(CASES)
    )
    Party.objects.bulk_create(
        Party(case=case, organisation=body, role="provider", invited_by=people[0], invited_at=AT)
        for case in cases
        for body in dice.sample(bodies, PARTIES)
        if body != case.applicant
    )


if __name__ == "__main__":
    from bench.report import table

    print(table(main()))
