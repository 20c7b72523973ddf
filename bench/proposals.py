"""The officer's list of proposals with 1,894 proposals and 6,000 reviews: queries, and CPU per page.

The numbers are those of a large conference. Peer: pretalx, as its project is known for and not run here; its list took
2,400 queries and 16 s for 81 reviews, and 36 queries and 2.2 s for 200 rows after its mending. Proposals, seats and
sheets are stored at once in a database of their own, and the page is asked for by an officer of the track. CPU is this
process's, template and database included, the median of nine requests after one to warm up.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta

from bench import Row
from bench.alone import alone
from bench.deadline import TRACK, _notice, _site

PROPOSALS, REVIEWS, REVIEWERS = 1_894, 6_000, 200
MOST_QUERIES, MOST_MILLISECONDS, TIMES = 15, 150, 9
COUNTRIES = ("VN", "PE", "KE", "PL", "ID", "CO")
PAGES = {
    "the first page": "",
    "the last page": "?page=76",
    "by points, of one country": "?country=VN&order=points",
    "by a word of the title": "?text=harbour",
}


def main() -> list[Row]:
    """Rows for each way to ask for the list."""
    with tempfile.TemporaryDirectory() as home:
        os.makedirs(os.path.join(home, "static"))
        found, _ = alone(_measured, home)
    return [
        Row(
            f"{name}: CPU (queries)",
            f"≤ {MOST_MILLISECONDS} ms (≤ {MOST_QUERIES})",
            f"{cpu * 1000:.0f} ms ({queries})",
            "pretalx 2,200 ms (36) at 200 rows" if not address else "",
            2.2 / cpu if not address else None,
        )
        for (name, address), (cpu, queries) in zip(PAGES.items(), found, strict=True)
    ]


def _measured(home: str) -> list[tuple[float, int]]:
    _site(home)
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with transaction.atomic():
        officer = _stored()
    client = Client(headers={"host": "localhost"})
    client.force_login(officer)
    found = []
    for address in PAGES.values():
        page = f"/en/calls/proposals/{address}"
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(page)
        if answer.status_code != 200 or b"HC-" not in answer.content:
            raise RuntimeError(f"{page} answers {answer.status_code}")
        queries = len(captured)  # before the next request clears the log
        found.append((_seconds(client, page), queries))
    return found


def _seconds(client, page: str) -> float:
    spent = []
    for _time in range(TIMES):
        began = time.process_time()
        client.get(page)
        spent.append(time.process_time() - began)
    return statistics.median(spent)


def _stored():
    """An officer, and everything that the list shows."""
    from cityloop.assessment.models import Case, Duty, MarkSheet
    from cityloop.calls.models import Proposal
    from cityloop.organisations.models import Organisation, Person

    notice, at = _notice(), datetime.now(UTC)
    firms = Organisation.objects.bulk_create(
        Organisation(code=f"firm-{n}", name_ko=f"기업 {n}", name_en=f"Firm {n}", kind="company", country="KR")
        for n in range(PROPOSALS)
    )
    people = Person.objects.bulk_create(
        Person(email=f"reviewer-{n}@example.org", name_ko=f"위원 {n}", name_en=f"Reviewer {n}")
        for n in range(REVIEWERS)
    )
    cases = Case.objects.bulk_create(
        Case(
            reference=f"HC-2026-{n:04d}",
            edition=notice.edition,
            profile=TRACK,
            notice=notice,
            applicant=firm,
            title_en=f"Sensors for harbour {n}",
            state="evaluation",
            opened_by=notice.drafted_by,
            opened_at=at - timedelta(minutes=n),
            changed_at=at,
            received_at=at,
            about="project",
        )
        for n, firm in enumerate(firms)
    )
    Proposal.objects.bulk_create(
        Proposal(case=case, country=COUNTRIES[n % 6], requested=100 + n, currency="KRW", eligible="admitted")
        for n, case in enumerate(cases)
    )
    pairs = [(cases[n % PROPOSALS], people[(n * 7 + n // PROPOSALS) % REVIEWERS]) for n in range(REVIEWS)]
    Duty.objects.bulk_create(Duty(case=case, person=person, duty="evaluate", given_at=at) for case, person in pairs)
    MarkSheet.objects.bulk_create(
        MarkSheet(case=case, person=person, submitted_at=at, digest="0" * 64) for case, person in pairs
    )
    return notice.drafted_by
