"""The 2025 call for demonstrations abroad, played from its notice to its results.

The call, its dates, its seats and its ceiling are published; every applicant, reviewer, mark and the budget of the
round are simulated, and say so.
"""

import csv
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from cityloop.assessment.actions import (
    attach_evidence,
    declare_interest,
    enrol_assessor,
    hand_in_marks,
    save_answers,
    save_marks,
    seat_panel,
    submit_case,
)
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Declaration, Notice
from cityloop.assessment.queries import checklist, compiled, dossier_of
from cityloop.calls.actions import (
    add_partner,
    admit,
    decide_selection,
    exclude,
    open_proposal,
    open_selection,
    publish_results,
    recommend,
    save_scenario,
)
from cityloop.demo.cast import Kind, Role, enrol
from cityloop.demo.papers import paper
from cityloop.organisations.actions import register_organisation

DATA = Path(__file__).parent / "data"
PROGRAMME, EDITION, TRACK = "k-city-network", "2025", "demonstration"
SEOUL = ZoneInfo("Asia/Seoul")
BUDGET = 2_000_000_000
SEATS, MEMBERS = 6, 5
PERSONA = "call-reviewer"
SIMULATED = "가상 자료 / simulated"
REVIEWERS = (
    ("안도하", "Ahn Doha"), ("유가람", "Yoo Garam"), ("문해솔", "Moon Haesol"), ("장우빈", "Jang Woobin"),
    ("신다인", "Shin Dain"), ("권하람", "Kwon Haram"), ("황보름", "Hwang Boreum"), ("송이안", "Song Ian"),
    ("전새벽", "Jeon Saebyeok"), ("홍나래", "Hong Narae"), ("양시우", "Yang Siwoo"), ("허예준", "Heo Yejun"),
)  # fmt: skip
PARTNERS = {
    "government": (Kind.LOCAL_GOVERNMENT, "시", "City of {city}"),
    "public_body": (Kind.PUBLIC_BODY, "교통공사", "{city} Public Works Authority"),
    "university": (Kind.UNIVERSITY, "대학교", "University of {city}"),
    "company": (Kind.COMPANY, "기술", "{city} Engineering"),
}


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of 2025 on Seoul's clock."""
    return datetime(2025, month, day, hour, minute, tzinfo=SEOUL)


def play(cast) -> None:
    """Take 33 proposals in, screen, review, select five or six, and publish; the notice is given before."""
    notice = Notice.objects.get(edition__scheme=PROGRAMME, edition__edition=EDITION, profiles=[TRACK])
    reviewers = enrol_reviewers(cast)
    with (DATA / "proposals_2025.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cases = [_proposal(cast, notice, row, n) for n, row in enumerate(rows)]
    admitted = [(case, row) for case, row in zip(cases, rows, strict=True) if _screened(cast, case)]
    for n, (case, row) in enumerate(admitted):
        panel = [reviewers[(n * 5 + k) % len(reviewers)] for k in range(MEMBERS)]
        officer = cast.people["secretariat"]
        seat_panel(actor=officer, at=at(3, 17), case=case, people=panel, reason=SIMULATED)
        review(case, panel, at(3, 31), float(row["strength"]), row["company"])
    _selected(cast, notice)


def enrol_reviewers(cast) -> list:
    """Simulated reviewers of the programme, of whom five mark each proposal."""
    found = []
    for n, (ko, en) in enumerate(REVIEWERS, 1):
        key = PERSONA if n == 1 else f"{PERSONA}-{n}"
        person = enrol(cast, key, ko, en, "assessor-pool", Role.MEMBER, persona=key == PERSONA)
        enrol_assessor(actor=None, at=at(1, 20), person=person, scheme=PROGRAMME, fields=[])
        found.append(person)
    return found


def _proposal(cast, notice, row, n):
    applicant = applicant_of(cast, row)
    company = cast.organisations[row["company"]]
    begun = at(2, 10) + timedelta(hours=7 * n)
    case = open_proposal(
        actor=applicant,
        at=begun,
        notice=notice,
        track=TRACK,
        applicant=company,
        title_ko=f"{row['city_ko']} {row['title_ko']} 실증",
        title_en=f"{row['title_en']} in {row['city_en']}",
        simulated=True,
    )
    step = {"actor": applicant, "at": begun + timedelta(hours=1), "case": case}
    add_partner(**step, **partner_of(row))
    save_answers(**step, answers=answers_of(row))
    attach(step, case)
    last_day = at(3, 11, 14) + timedelta(minutes=7 * n)
    return submit_case(actor=applicant, at=last_day, case=case, digest=of_dossier(dossier_of(case)))


def partner_of(row) -> dict:
    """The partner in the city where a simulated trial takes place."""
    kind, ko, en = PARTNERS[row["partner"]]
    return {
        "role": "부지와 자료 제공(가상) / gives site and data (simulated)",
        "name_ko": f"{row['city_ko']}{ko}(가상)",
        "name_en": f"{en.format(city=row['city_en'])} (invented)",
        "kind": kind,
        "country": row["country"],
    }


def applicant_of(cast, row):
    """The officer of the company that leads; the provider whom visitors sign in as is one of them."""
    key = f"call-{row['company']}"
    if key in cast.people:
        return cast.people[key]
    if row["company"] in cast.organisations:
        return cast.people["provider"]
    cast.organisations[row["company"]] = register_organisation(
        actor=None,
        at=at(1, 10),
        code=row["company"],
        name_ko=row["name_ko"],
        name_en=row["name_en"],
        kind=Kind.COMPANY,
        country="KR",
        simulated=True,
    )
    names = f"{row['name_ko']} 담당자", f"Officer of {row['name_en']}"
    return enrol(cast, key, *names, row["company"], Role.OFFICER)


def attach(step, case) -> None:
    """A simulated paper for everything that must be there."""
    for one in checklist(case, dossier_of(case)):
        if one.kind in ("evidence", "document") and one.required:
            form, content = paper(one.accepts, f"{case.title_en}: {one.criterion} {one.item}".strip())
            attach_evidence(**step, criterion=one.criterion, item=one.item, name=f"{one.item}.{form}", content=content)


def answers_of(row, ends: str = "2025-12-15") -> dict:
    """What a simulated proposal for a trial abroad says in the form."""
    won = int(row["grant"])
    said = f"{row['title_ko']}: {SIMULATED} / {row['title_en']}"
    return {
        "summary": said,
        "solution": said,
        "developed_in_korea": "yes",
        "city_problem": said,
        "demo_site": f"{row['city_ko']} / {row['city_en']} ({SIMULATED})",
        "outcomes": [{"indicator": SIMULATED, "baseline": "100", "target": "80", "method": SIMULATED}],
        "comparison": SIMULATED,
        "months": 6,
        "ends": ends,
        "schedule": [{"month": "6", "task": SIMULATED}],
        "grant_requested": {"amount": won, "currency": "KRW"},
        "own_share": {"amount": won // 4, "currency": "KRW"},
        "permits": [{"requirement": SIMULATED, "state": SIMULATED}],
        "personal_data": "no",
        "demo_citizens": SIMULATED,
        "risks": [{"risk": SIMULATED, "answer": SIMULATED}],
        "market": SIMULATED,
    }


def _screened(cast, case) -> bool:
    """Whoever brings no overseas public partner is excluded, whatever the proposal is worth."""
    step = {"actor": cast.people["secretariat"], "at": at(3, 13), "case": case, "digest": dossier_of(case).digest}
    case.refresh_from_db()
    if "overseas-public-partner" in case.proposal.unmet:
        exclude(**step, reason="해외 공공기관·대학이 없습니다. / There is no overseas public body or university.")
        return False
    admit(**step)
    return True


def review(case, panel, day, strength: float, seed: str) -> None:
    """Every member of a panel declares that there is no interest, marks about a strength from 0 to 1, and hands in."""
    criteria = [one for one in compiled(case.edition).criteria_of(profile=case.profile) if one.marked]
    for person in panel:
        chance = Random(f"{seed}-{person.email}")  # noqa: S311 - play, not secrecy
        step = {"actor": person, "at": day + timedelta(minutes=chance.randrange(600)), "case": case}
        declare_interest(**step, ground=Declaration.Ground.NONE)
        level = strength * 4 + chance.uniform(-0.3, 0.3)
        save_marks(**step, marks={one.id: _mark(one, level, chance) for one in criteria})
        hand_in_marks(**step)


def _mark(criterion, level, chance) -> dict:
    mark = min(max(round(chance.gauss(level, 0.5)), criterion.lowest), criterion.highest)
    return {"mark": mark, "confidence": chance.choice((3, 4, 4, 5)), "note": SIMULATED}


def _selected(cast, notice) -> None:
    officer = cast.people["secretariat"]
    chosen = open_selection(actor=officer, at=at(4, 7), notice=notice, track=TRACK, budget=BUDGET, seats=SEATS)
    step = {"actor": officer, "at": at(4, 8), "round": chosen}
    ranked = save_scenario(**step, name="순위에 따른 선정 / by rank", policy="rank")
    save_scenario(**step, name="총점이 가장 큰 선정 / greatest total", policy="total")
    put = recommend(
        **step,
        scenario=ranked,
        note="공고된 기준에 따라 순위대로 추천합니다. / By rank, as the notice says.",
    )
    decide_selection(
        actor=cast.people["decider"], at=at(4, 10), recommendation=put, digest=put.digest, verdict="approved"
    )
    publish_results(actor=officer, at=at(4, 14), round=chosen)
