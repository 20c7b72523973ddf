"""The 2025 call for plans, played from pre-consulting to its results; `plan_awards` goes on from there.

The call, its secretariat, its seats and the day of its committee (21 January 2026) are published. Every city, official,
contractor, mark and word is simulated and says so; the day of the cut-off is illustrative, as the edition says.
"""

import csv
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from cityloop.assessment.actions import save_answers, seat_panel, submit_case
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Notice
from cityloop.assessment.queries import compiled, dossier_of
from cityloop.calls.actions import (
    add_partner,
    admit,
    book_slot,
    decide_selection,
    exclude,
    give_advice,
    offer_slots,
    open_proposal,
    open_selection,
    publish_results,
    recommend,
    save_scenario,
)
from cityloop.demo import plan_awards
from cityloop.demo.call_round import MEMBERS, SIMULATED, review
from cityloop.demo.cast import Kind, Role, enrol
from cityloop.demo.proposals import attach, said
from cityloop.organisations.actions import register_organisation

DATA = Path(__file__).parent / "data"
PROGRAMME, EDITION, TRACK = "k-city-network", "2025", "planning"
SEOUL = ZoneInfo("Asia/Seoul")
SEATS, COMMITTEE = 3, 2025
PERSONA = "city-abroad"
ADVICE = (
    "전담부서와 책임자를 정하고, 상위계획의 해당 쪽을 첨부하시기 바랍니다(가상). / "
    "Name the unit and the person in charge, and attach the page of the plan in force (simulated)."
)
RECOMMENDED = (
    "공고된 기준에 따라 순위대로 세 건을 추천합니다(가상). / The first three by rank, as the notice says (simulated)."
)


def at(month: int, day: int, year: int = 2025) -> datetime:
    """Ten in the morning of a day on Seoul's clock."""
    return datetime(year, month, day, 10, tzinfo=SEOUL)


def play(cast) -> None:
    """From the times that the secretariat offers to the results of the committee, and to the plans under way.

    Three are chosen, one is put on reserve, one stays below what the call asks for, one comes from no city and is
    excluded, and the last arrives after the cut-off, so that the committee of the next year considers it.
    """
    notice = Notice.objects.get(edition__scheme=PROGRAMME, edition__edition=EDITION, profiles=[TRACK])
    enrol(cast, "adviser", "류은재", "Ryu Eunjae", "kind", Role.OFFICER, persona=True)
    with (DATA / "plans_2025.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    slots = _times(cast, notice, len(rows))
    cases = [_handed_in(cast, notice, row, slot) for row, slot in zip(rows, slots, strict=True)]
    evaluated = [
        (case, row) for case, row in zip(cases, rows, strict=True) if _screened(cast, case) and row["strength"]
    ]
    for n, (case, row) in enumerate(evaluated):
        _marked(cast, case, row, n)
    _chosen(cast, notice)
    plan_awards.play(cast, cases[:SEATS])


def _times(cast, notice, count) -> list:
    """Times for pre-consulting, offered by an officer who takes no part in the selection afterwards."""
    offer_slots(
        actor=cast.people["adviser"],
        at=at(8, 25),
        edition=notice.edition,
        track=TRACK,
        begins_at=at(9, 15),
        minutes=45,
        place="화상회의(가상) / online (simulated)",
        count=count,
    )
    return list(notice.edition.slots.filter(track=TRACK).order_by("begins_at"))


def _handed_in(cast, notice, row, slot):
    officer = _enrolled(cast, row)
    case = open_proposal(
        actor=officer,
        at=at(9, 1),
        notice=notice,
        track=TRACK,
        applicant=cast.organisations[row["code"]],
        title_ko=row["title_ko"],
        title_en=row["title_en"],
        simulated=True,
    )
    step = {"actor": officer, "case": case}
    book_slot(**step, at=at(9, 2), slot=slot, asks="대상지와 전담부서 / the site and the unit in charge")
    advised = {"text": ADVICE, "booking": case.bookings.get()}
    give_advice(actor=cast.people["adviser"], at=at(9, 16), case=case, **advised)
    step["at"] = at(9, 20)
    add_partner(
        **step,
        role="자료 제공(가상) / gives data (simulated)",
        name_ko="지역 통계청(가상)",
        name_en="Regional Office of Statistics (invented)",
        kind=Kind.PUBLIC_BODY,
        country=row["country"],
    )
    answers = {question.id: said(question) for question in compiled(case.edition).form_for(TRACK)}
    save_answers(**step, answers={id: value for id, value in answers.items() if value is not None})
    attach(step, case)
    handed_in = datetime.combine(date.fromisoformat(row["handed_in"]), time(16), SEOUL)
    return submit_case(actor=officer, at=handed_in, case=case, digest=of_dossier(dossier_of(case)))


def _enrolled(cast, row):
    cast.organisations[row["code"]] = register_organisation(
        actor=None,
        at=at(1, 10),
        code=row["code"],
        name_ko=f"{row['name_ko']}(가상)",
        name_en=f"{row['name_en']} (invented)",
        kind=row["kind"],
        country=row["country"],
        simulated=True,
    )
    names = row["officer_ko"], row["officer_en"]
    return enrol(cast, row["key"], *names, row["code"], Role.OFFICER, persona=row["key"] == PERSONA)


def _screened(cast, case) -> bool:
    """Admitted, or excluded for a rule that is not met, whatever the proposal is worth."""
    case.refresh_from_db()
    step = {"actor": cast.people["planner"], "at": at(11, 14), "case": case, "digest": dossier_of(case).digest}
    if case.proposal.unmet:
        exclude(
            **step,
            reason="대학은 신청기관이 될 수 없습니다. 소재 도시가 신청하면 참여할 수 있습니다(가상). / "
            "A university cannot apply; it may take part where its city applies (simulated).",
        )
        return False
    admit(**step)
    return True


def _marked(cast, case, row, n) -> None:
    pool = [person for key, person in cast.people.items() if key.startswith("call-reviewer")]
    panel = [pool[(n * 3 + k) % len(pool)] for k in range(MEMBERS)]
    seat_panel(actor=cast.people["planner"], at=at(12, 1), case=case, people=panel, reason=SIMULATED)
    review(case, panel, at(12, 15), float(row["strength"]), row["code"])


def _chosen(cast, notice) -> None:
    officer, this_year = cast.people["planner"], 2026
    round_of = {"notice": notice, "track": TRACK, "committee": COMMITTEE, "seats": SEATS}
    chosen = open_selection(actor=officer, at=at(1, 12, this_year), **round_of)
    step = {"actor": officer, "at": at(1, 14, this_year), "round": chosen}
    ranked = save_scenario(**step, name="순위에 따른 선정 / by rank", policy="rank")
    put = recommend(**step, scenario=ranked, note=RECOMMENDED)
    decide_selection(
        actor=cast.people["decider"], at=at(1, 21, this_year), recommendation=put, digest=put.digest, verdict="approved"
    )
    publish_results(actor=officer, at=at(1, 23, this_year), round=chosen)
