"""The pages of a criterion report and of a replay over 10,000 closed cases: from the rows of the database to the page.

A site of its own (SQLite): 10,000 closed cases with as many marks on as many criteria as said, each by three of 60
assessors. Computing reads every mark through the site's own queries; the pages show what was stored. Wall clock.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import timedelta

from bench import Row
from bench.alone import alone
from bench.report import table

CASES, ASSESSORS, SEATS, RUNS = 10_000, 60, 3, 5


def main() -> list[Row]:
    """Seconds of each page, and of the two computations behind them."""
    with tempfile.TemporaryDirectory() as home:
        (took, marks, criteria), _memory = alone(_measured, home)
    return [
        Row(f"page of the criterion report, {CASES:,} cases", "≤ 3 s", f"{took['report page']:.2f} s"),
        Row(f"page of the replay, {CASES:,} cases, those that move", "≤ 3 s", f"{took['replay page']:.2f} s"),
        Row("page of the draft with its replay", "≤ 3 s", f"{took['draft page']:.2f} s"),
        Row(f"computing the replay from {marks:,} rows on {criteria} criteria", "", f"{took['replay']:.1f} s"),
        Row(f"computing the report from {marks:,} rows on {criteria} criteria", "", f"{took['report']:.1f} s"),
    ]


def _measured(home: str):
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)
    os.makedirs(os.path.join(home, "static"))
    from cityloop.cli.site import prepare

    prepare()
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from cityloop.feedback.actions import open_draft, report_criteria, save_draft, try_draft
    from cityloop.feedback.drafting import applied
    from cityloop.feedback.queries import latest

    at = timezone.now()
    owner, edition, marks, criteria = _world(at)
    took = {}
    begun = time.perf_counter()
    report_criteria(actor=owner, at=at, edition=edition)
    took["report"] = time.perf_counter() - begun
    draft = open_draft(actor=owner, at=at, base=edition, title="bench")
    content = applied(latest(draft).content, {"pass.points": 4})
    draft = save_draft(actor=owner, at=at, draft=draft, version=1, content=content)
    begun = time.perf_counter()
    try_draft(actor=owner, at=at, draft=draft)
    took["replay"] = time.perf_counter() - begun
    client = Client(HTTP_HOST="localhost")
    client.force_login(owner)
    pages = {
        "report page": reverse("feedback:edition", args=[edition.scheme, edition.edition]),
        "replay page": reverse("feedback:replay", args=[draft.pk]),
        "draft page": reverse("feedback:draft", args=[draft.pk]),
    }
    for name, address in pages.items():
        took[name] = _seconds(client, address)
    return took, marks, criteria


def _seconds(client, address) -> float:
    took = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        if client.get(address).status_code != 200:
            raise RuntimeError(address)
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def _world(at):
    """An owner, an edition with nine criteria and its closed cases, written as the site would have written them."""
    import numpy as np

    from cityloop.assessment.actions import publish_edition
    from cityloop.assessment.models import Case, Mark, MarkSheet
    from cityloop.engine.frozen import thaw
    from cityloop.organisations.actions import designate, enrol_person, register_organisation
    from cityloop.organisations.models import Designation, Membership
    from cityloop.rulebook import load

    rules = load("digital-public-goods/2021-reviews")
    edition = publish_edition(actor=None, at=at, content=thaw(rules.content))
    body = register_organisation(
        actor=None, at=at, code="body", name_ko="기관", name_en="Body", kind="public_body", country="KR"
    )
    since = at.date() - timedelta(days=900)
    duty = Designation.Duty.OPERATING_BODY
    designate(actor=None, at=at, organisation=body, duty=duty, scheme=edition.scheme, since=since, source="bench")

    def person(key, role):
        return enrol_person(
            actor=None, at=at, email=f"{key}@bench.example", name_ko=key, name_en=key, organisation=body, role=role,
            since=since,
        )  # fmt: skip

    owner = person("owner", Membership.Role.SCHEME_OWNER)
    people = [person(f"judge-{n}", Membership.Role.MEMBER) for n in range(ASSESSORS)]
    closed = at - timedelta(days=30)
    Case.objects.bulk_create(
        Case(
            reference=f"B-{n:05}", edition=edition, about="organisation", applicant=body, state="granted",
            opened_by=owner, opened_at=closed, changed_at=closed, closed_at=closed, outcome_status="pass",
        )
        for n in range(CASES)
    )  # fmt: skip
    cases = list(Case.objects.order_by("reference"))
    MarkSheet.objects.bulk_create(
        MarkSheet(case=case, person=people[(n + 7 * k) % ASSESSORS], submitted_at=closed, digest="d" * 64)
        for n, case in enumerate(cases)
        for k in range(SEATS)
    )
    marked = [one.id for one in rules.criteria if one.marked]
    sheets, random = list(MarkSheet.objects.order_by("pk").values_list("pk", flat=True)), np.random.default_rng(1)
    given = random.random((len(sheets), len(marked))) < 0.9
    for begin in range(0, len(sheets), 5_000):
        Mark.objects.bulk_create(
            Mark(sheet_id=sheet, criterion=id, mark=float(given[begin + row, place]), at=closed)
            for row, sheet in enumerate(sheets[begin : begin + 5_000])
            for place, id in enumerate(marked)
        )
    return owner, edition, len(sheets) * len(marked), len(marked)


if __name__ == "__main__":
    print(table(main()))
