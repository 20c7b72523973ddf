"""Proposals on their way, for whoever tries the site: a city abroad, a Korean company, and their secretariats.

The bodies that run the tracks are real; the cities, their officials, the notices and everything that they wrote are
simulated and say so.
"""

from datetime import timedelta

from cityloop.assessment.actions import attach_evidence, draft_notice, publish_notice, save_answers, submit_case
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Edition
from cityloop.assessment.notices import digest_of, planned
from cityloop.assessment.queries import compiled, dossier_of, open_notice
from cityloop.assessment.queries.checklist import checklist
from cityloop.calls.actions import add_partner, book_slot, give_advice, offer_slots, open_proposal
from cityloop.demo.cast import Kind, Role, enrol
from cityloop.demo.papers import paper

PROGRAMME = "k-city-network"
WORDS = {
    "method_ko": "이 누리집에서 작성하여 제출합니다.(가상)",
    "method_en": "Write it and hand it in on this site. (simulated)",
    "contact_ko": "사무국 담당자(가상)",
    "contact_en": "The officer of the secretariat (simulated)",
}
SAID = "가상 자료입니다. / Simulated."


def play(cast):
    """One plan being drafted with a booked consultation, one to be screened, and one trial abroad being drafted."""
    edition = Edition.objects.filter(kind=Edition.Kind.CALL, scheme=PROGRAMME).order_by("edition").last()
    planning, trial = (track.id for track in compiled(edition).tracks)
    officers = {planning: _planner(cast), trial: cast.people["secretariat"]}
    notices = {track: _open(cast, edition, track, officers[track]) for track in (planning, trial)}
    mayor, other = cast.people["city-abroad"], cast.people["city-abroad-2"]
    offer_slots(
        actor=officers[planning],
        at=cast.at,
        edition=edition,
        track=planning,
        begins_at=(cast.at + timedelta(days=3)).replace(hour=6, minute=0, second=0, microsecond=0),
        minutes=40,
        place="화상회의(가상) / online (simulated)",
        count=4,
    )
    if notices[planning] is not None:
        _being_drafted(cast, notices[planning], planning, mayor)
        _to_be_screened(cast, notices[planning], planning, other, cast.people["adviser"])
    if notices[trial] is not None:
        _trial(cast, notices[trial], trial)


def _planner(cast):
    if "planner" not in cast.people:
        enrol(cast, "planner", "조한별", "Jo Hanbyeol", "kind", Role.OFFICER, persona=True)
    return cast.people["planner"]


def _open(cast, edition, track, officer):
    """The notice that is open for a track; where its window is over, a simulated one of three weeks."""
    found = open_notice(PROGRAMME, track, cast.at, Edition.Kind.CALL)
    if found is not None:
        return found
    window = {"opens_at": cast.at, "closes_at": cast.at + timedelta(days=21), "late": "refused"}
    plan = planned(edition, track) | window
    plan |= {
        "title_ko": f"{plan['title_ko']}(3차 접수, 가상)",
        "title_en": f"{plan['title_en']} (third intake, simulated)",
    }
    draft = draft_notice(actor=officer, at=cast.at, edition=edition, simulated=True, **plan, **WORDS)
    return publish_notice(actor=officer, at=cast.at, notice=draft, digest=digest_of(draft))


def _opened(cast, notice, track, actor, code, ko, en):
    return open_proposal(
        actor=actor,
        at=cast.at,
        notice=notice,
        track=track,
        applicant=cast.organisations[code],
        title_ko=ko,
        title_en=en,
        simulated=True,
    )


def _being_drafted(cast, notice, track, mayor):
    case = _opened(
        cast, notice, track, mayor, "nam-hai", "남하이 스마트 항만 기본구상", "A smart-port concept for Nam Hai"
    )
    step = {"actor": mayor, "at": cast.at, "case": case}
    first = next(one.id for one in compiled(case.edition).form_for(track) if one.type == "text")
    save_answers(**step, answers={first: SAID})
    slot = case.edition.slots.order_by("begins_at").first()
    book_slot(**step, slot=slot, asks="대상지와 전담부서 / the site and the unit in charge")


def _to_be_screened(cast, notice, track, other, adviser):
    case = _opened(
        cast, notice, track, other, "sabana-verde", "사바나베르데 교통 마스터플랜", "A mobility plan for Sabana Verde"
    )
    step = {"actor": other, "at": cast.at, "case": case}
    give_advice(
        actor=adviser, at=cast.at, case=case, text=f"전담부서를 명시하십시오. / Name the unit in charge. {SAID}"
    )
    add_partner(**step, role="교통 자료 제공 / gives traffic data", name_en="University of Sabana Verde (invented)",
                kind=Kind.UNIVERSITY, country="CO")  # fmt: skip
    answers = {question.id: said(question) for question in compiled(case.edition).form_for(track)}
    save_answers(**step, answers={id: value for id, value in answers.items() if value is not None})
    attach(step, case)
    submit_case(**step, digest=of_dossier(dossier_of(case)))


def _trial(cast, notice, track):
    case = _opened(
        cast, notice, track, cast.people["provider"], "daon-systems", "남하이 횡단보도 실증", "Crossings in Nam Hai"
    )
    step = {"actor": cast.people["provider"], "at": cast.at, "case": case}
    parts = [one.id for one in compiled(case.edition).form_for(track) if one.type == "text"][:2]
    add_partner(**step, role="부지 제공 / gives the site", organisation=cast.organisations["nam-hai"], parts=parts)


def said(question):
    """An answer that fits a question; None where it is answered elsewhere."""
    if question.type in ("partners", "file"):
        return None
    if question.type == "choice":
        return question.options[0].id if question.options else None
    if question.type == "date":
        return None
    if question.type in ("number", "money"):
        low = (question.limit.min if question.limit else None) or 1
        return low if question.type == "number" else {"amount": 1_000_000, "currency": question.limit.currencies[0]}
    if question.type in ("table", "indicator"):
        return [{column.id: "1" if column.id == "value" else SAID for column in question.columns} or {"text": SAID}]
    return SAID


def attach(step, case):
    """Attach a simulated paper to everything that is asked for and must be there."""
    for one in checklist(case, dossier_of(case)):
        if one.required and one.kind in ("document", "file", "evidence"):
            kind, content = paper(one.accepts or ("pdf",), one.item)
            attach_evidence(**step, criterion=one.criterion, item=one.item, name=f"{one.item}.{kind}", content=content)
