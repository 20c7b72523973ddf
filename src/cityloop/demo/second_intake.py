"""A second intake of this year's trials abroad, simulated: it stands where reviewers mark and the selection begins.

Nobody announced such an intake; it is there so that a visitor can mark a proposal, select, and decide. Two proposals
are evaluated, and two wait for the marks of the reviewer whom a visitor can be.
"""

import csv
from datetime import timedelta

from cityloop.assessment.actions import draft_notice, publish_notice, save_answers, seat_panel, submit_case
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Edition
from cityloop.assessment.notices import digest_of, planned
from cityloop.assessment.queries import dossier_of
from cityloop.calls.actions import add_partner, admit, open_proposal
from cityloop.demo.call_round import (
    DATA,
    MEMBERS,
    PERSONA,
    PROGRAMME,
    SIMULATED,
    TRACK,
    answers_of,
    applicant_of,
    attach,
    partner_of,
    review,
)
from cityloop.demo.proposals import WORDS

COUNT, EVALUATED = 4, 2
OPENS, HANDED_IN, CLOSES, SCREENED, SEATED, MARKED = 60, 34, 30, 26, 12, 5
"""Days before the demonstration is played."""


def play(cast) -> None:
    """From the notice to the evaluation, under the newest edition of the call."""
    edition = Edition.objects.filter(kind=Edition.Kind.CALL, scheme=PROGRAMME).order_by("edition").last()
    if cast.at.year != int(edition.edition):
        return
    notice = _notice(cast, edition)
    with (DATA / "proposals_2025.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["partner"] != "company"][:COUNT]
    pool = [person for key, person in cast.people.items() if key.startswith(f"{PERSONA}-")]
    for n, row in enumerate(rows):
        case = _admitted(cast, notice, row, f"{edition.edition}-12-15")
        first = cast.people[PERSONA]
        others = [pool[(n * 4 + k) % len(pool)] for k in range(MEMBERS - 1)]
        seat_panel(**_step(cast, SEATED), case=case, people=[first, *others], reason=SIMULATED)
        panel = [first, *others] if n < EVALUATED else others
        review(case, panel, cast.at - timedelta(days=MARKED), float(row["strength"]), f"second {row['company']}")


def _step(cast, days: int) -> dict:
    return {"actor": cast.people["secretariat"], "at": cast.at - timedelta(days=days)}


def _notice(cast, edition):
    window = {"opens_at": cast.at - timedelta(days=OPENS), "closes_at": cast.at - timedelta(days=CLOSES)}
    plan = planned(edition, TRACK) | window | {"late": "refused"}
    plan["title_ko"] += "(2차 접수, 가상)"
    plan["title_en"] += " (second intake, simulated)"
    notice = draft_notice(**_step(cast, OPENS + 1), edition=edition, simulated=True, **plan, **WORDS)
    return publish_notice(**_step(cast, OPENS + 1), notice=notice, digest=digest_of(notice))


def _admitted(cast, notice, row, ends):
    officer = applicant_of(cast, row)
    begun = {"actor": officer, "at": cast.at - timedelta(days=HANDED_IN + 7)}
    case = open_proposal(
        **begun,
        notice=notice,
        track=TRACK,
        applicant=cast.organisations[row["company"]],
        title_ko=f"{row['city_ko']} {row['title_ko']} 확대 실증",
        title_en=f"{row['title_en']} in a second quarter of {row['city_en']}",
        simulated=True,
    )
    add_partner(**begun, case=case, **partner_of(row))
    save_answers(**begun, case=case, answers=answers_of(row, ends))
    attach(begun | {"case": case}, case)
    handed_in = {"actor": officer, "at": cast.at - timedelta(days=HANDED_IN)}
    case = submit_case(**handed_in, case=case, digest=of_dossier(dossier_of(case)))
    return admit(**_step(cast, SCREENED), case=case, digest=dossier_of(case).digest)
