"""Pages of one case with nine assessors, among 10,000 cases: CPU and queries.

The demonstration is played into a home of its own; its three accepted cases are seated with nine as proposed. One is
marked by all nine on every criterion of the transport field (38 of the edition's 55 are marked there), and 10,000 more
cases with nine duties and sheets each are stored beside it. CPU is this process's, template and database included, the
median of seven requests after one to warm up.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import Row
from bench.alone import alone
from bench.report import table

TIMES, STORED, SEATS = 7, 10_000, 9
ROUND = "certification/schemes/smart-city-service/2026"
MOST_MILLISECONDS = 100


def main() -> list[Row]:
    """Rows for each page: CPU, with the queries beside it."""
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        program = Path(sys.executable).with_name("cityloop")
        subprocess.run(
            [program, "demo", "--build-only"],
            env=environment | {"CITYLOOP_HOME": home},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        found, _ = alone(_measured, home)
    return [
        Row(f"{name}: CPU (queries)", f"≤ {MOST_MILLISECONDS} ms", f"{cpu * 1000:.0f} ms ({queries})")
        for name, cpu, queries in found
    ]


def _measured(home: str):
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)
    os.makedirs(os.path.join(home, "static"), exist_ok=True)
    import django

    django.setup()
    reference, other = _play()
    pages = (
        ("the panel", "officer", f"cases/{other}/panel/"),
        ("one's marks", "assessor", f"cases/{other}/marking/"),
        ("one mark", "assessor", f"cases/{other}/marking/effect.problem_fit/"),
        ("how the panel spread", "assessor", f"cases/{reference}/spread/"),
        ("the evaluation", "officer", f"cases/{reference}/evaluation/"),
        ("the case", "officer", f"certification/cases/{reference}/"),
        ("the moderation", "officer", f"cases/{reference}/moderation/"),
        ("the calibration of the round", "officer", f"{ROUND}/calibration/?field=transport"),
    )
    return [(name, *_cost(who, page)) for name, who, page in pages]


def _play() -> tuple[str, str]:
    """A case marked by nine, and one that they are marking; 10,000 more stored."""
    from django.utils import timezone

    from cityloop.assessment.actions import seat_round
    from cityloop.assessment.models import Case
    from cityloop.assessment.queries.pool import situation_of, to_be_seated
    from cityloop.assessment.seating import propose
    from cityloop.organisations.models import Person

    at, officer = timezone.now(), Person.objects.get(persona="officer")
    edition = Case.objects.filter(state="accepted").first().edition
    situation = situation_of(list(to_be_seated(edition, "transport")), at.date())
    found = propose(situation, SEATS)
    seat_round(actor=officer, at=at, edition=edition, chosen=found.chosen, shown=found.digest)
    persona = Person.objects.get(persona="assessor")
    mine = [case for case in situation.cases if case.duties.filter(person=persona).exists()]
    for duty in mine[0].duties.select_related("person"):
        _mark(mine[0], duty.person, at)
    from cityloop.assessment.actions import declare_interest

    declare_interest(actor=persona, at=at, case=mine[1], ground="none")
    _store(mine[0], at)
    return mine[0].reference, mine[1].reference


def _mark(case, person, at) -> None:
    from cityloop.assessment.actions import declare_interest, hand_in_marks, save_marks
    from cityloop.assessment.queries import compiled

    step = {"actor": person, "at": at, "case": case}
    declare_interest(**step, ground="none")
    criteria = [one for one in compiled(case.edition).criteria_of(profile="transport") if one.marked]
    marks = {
        one.id: {"mark": 1 if one.kind == "binary" else 2 + (person.pk + n) % 3, "confidence": 4, "note": "p. 1"}
        for n, one in enumerate(criteria)
    }
    save_marks(**step, marks=marks)
    hand_in_marks(**step)


def _store(like, at) -> None:
    """Cases that are over, each with nine duties and sheets."""
    from cityloop.assessment.models import Case, Duty, MarkSheet

    people = list(like.duties.values_list("person_id", flat=True))
    cases = Case.objects.bulk_create(
        Case(
            reference=f"OLD-{n}",
            edition=like.edition,
            profile="environment_energy",
            applicant=like.applicant,
            state="refused",
            opened_by=like.opened_by,
            opened_at=at,
            changed_at=at,
            received_at=at,
            closed_at=at,
            outcome_status="fail",
        )
        for n in range(STORED)
    )
    rows = [(case.pk, person) for case in cases for person in people]
    Duty.objects.bulk_create(
        (Duty(case_id=case, person_id=person, duty="evaluate", given_at=at) for case, person in rows), batch_size=5_000
    )
    MarkSheet.objects.bulk_create(
        (MarkSheet(case_id=case, person_id=person, submitted_at=at, digest="0" * 64) for case, person in rows),
        batch_size=5_000,
    )


def _cost(who: str, page: str) -> tuple[float, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from cityloop.organisations.models import Person

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(persona=who))
    spent = []
    for _ in range(TIMES + 1):
        began = time.process_time()
        answer = client.get(f"/ko/{page}")
        spent.append(time.process_time() - began)
        if answer.status_code != 200:
            raise RuntimeError(f"{page} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/ko/{page}")
    return statistics.median(spent[1:]), len(asked)


if __name__ == "__main__":
    print(table(main()))
