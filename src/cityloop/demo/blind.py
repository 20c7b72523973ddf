"""A call that is judged blind, simulated: its reviewers see a number where the secretariat sees a name.

Two proposals wait for the marks of the reviewer whom a visitor can be, and a third for the bids of the reviewers. They
say in their summaries, and in what their files say of their makers, who applies.
"""

from datetime import date, timedelta

from cityloop.assessment.actions import (
    attach_evidence,
    draft_notice,
    enrol_assessor,
    open_bidding,
    publish_notice,
    save_answers,
    seat_panel,
    submit_case,
)
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Edition
from cityloop.assessment.notices import digest_of, planned
from cityloop.assessment.queries import checklist, dossier_of
from cityloop.calls.actions import add_partner, admit, judge_rule, open_proposal
from cityloop.demo.call_round import PERSONA, SIMULATED
from cityloop.demo.cast import Kind, Role, enrol
from cityloop.demo.papers import paper
from cityloop.demo.proposals import WORDS
from cityloop.organisations.actions import register_organisation

PROGRAMME, EDITION, TRACK = "horizon-like", "2026-2", "innovation_action"
FIRST = date(2026, 11, 1)
"""Before this day the call would not have ended, and is not played."""
OPENS, HANDED_IN, CLOSES, SCREENED, SEATED, BIDDING = 70, 36, 31, 24, 9, 2
"""Days before the demonstration is played."""
APPLICANTS = (
    ("maru-heat", "마루열에너지", "Maru Heat", "폐열로 데우는 동네", "A quarter warmed by waste heat", 41),
    ("noeul-grid", "노을전력망", "Noeul Grid", "시민이 나누어 쓰는 전력망", "A grid that citizens share", 38),
)
NAMES_ITSELF = "maru-heat"
TO_BID_FOR = ("sol-transit", "솔환승", "Sol Transit", "갈아타기 쉬운 역", "Stations that are easy to change at", 29)
PARTNERS = (
    ("겐트시(가상)", "City of Ghent (invented)", Kind.PUBLIC_BODY, "BE"),
    ("토리노대학교(가상)", "University of Turin (invented)", Kind.UNIVERSITY, "IT"),
)


def play(cast) -> None:
    """From the notice to the seated reviewers, and to the bidding for what came later."""
    if cast.at.date() < FIRST:
        return
    edition = Edition.objects.get(kind=Edition.Kind.CALL, scheme=PROGRAMME, edition=EDITION)
    officer = cast.people["secretariat"]
    window = {"opens_at": _at(cast, OPENS), "closes_at": _at(cast, CLOSES)}
    plan = planned(edition, TRACK) | window | {"late": "refused"}
    notice = draft_notice(**_step(cast, officer, OPENS + 1), edition=edition, simulated=True, **plan, **WORDS)
    notice = publish_notice(**_step(cast, officer, OPENS + 1), notice=notice, digest=digest_of(notice))
    reviewers = [cast.people[key] for key in (PERSONA, f"{PERSONA}-2", f"{PERSONA}-3")]
    for one in reviewers:
        enrol_assessor(**_step(cast, None, OPENS), person=one, scheme=edition.scheme, fields=[])
    for row in APPLICANTS:
        case = _admitted(cast, notice, officer, *row)
        seat_panel(**_step(cast, officer, SEATED), case=case, people=reviewers, reason=SIMULATED)
    _admitted(cast, notice, officer, *TO_BID_FOR)
    open_bidding(**_step(cast, officer, BIDDING), notice=notice, profile=TRACK)


def _at(cast, days):
    return cast.at - timedelta(days=days)


def _step(cast, who, days) -> dict:
    return {"actor": who, "at": _at(cast, days)}


def _admitted(cast, notice, officer, code, ko, en, title_ko, title_en, pages):
    company = cast.organisations[code] = register_organisation(
        actor=None,
        at=_at(cast, OPENS),
        code=code,
        name_ko=ko,
        name_en=en,
        kind=Kind.COMPANY,
        country="AT",
        simulated=True,
    )
    lead = enrol(cast, f"call-{code}", f"{ko} 담당자", f"Officer of {en}", code, Role.OFFICER)
    step = _step(cast, lead, HANDED_IN + 5)
    case = open_proposal(
        **step, notice=notice, track=TRACK, applicant=company, title_ko=title_ko, title_en=title_en, simulated=True
    )
    for name_ko, name_en, kind, country in PARTNERS:
        add_partner(**step, case=case, role=SIMULATED, name_ko=name_ko, name_en=name_en, kind=kind, country=country)
    save_answers(**step, case=case, answers=_answers(ko, en, title_ko, title_en, pages))
    asked = [one for one in checklist(case, dossier_of(case)) if one.required]
    for n, one in enumerate(one for one in asked if one.kind in ("evidence", "document", "file")):
        tells = n == 0 and code == NAMES_ITSELF  # the first file of one: it is kept back until an officer looks
        ending, content = paper(one.accepts or ("pdf",), f"{en if tells else title_en}: {one.item}")
        name = f"{en} {one.item}.{ending}"
        attach_evidence(**step, case=case, criterion=one.criterion, item=one.item, name=name, content=content)
    case = submit_case(**_step(cast, lead, HANDED_IN), case=case, digest=of_dossier(dossier_of(case)))
    for rule in case.proposal.undecided:
        judge_rule(**_step(cast, officer, SCREENED), case=case, rule=rule, met=True, reason=SIMULATED)
    return admit(**_step(cast, officer, SCREENED), case=case, digest=dossier_of(case).digest)


def _answers(ko, en, title_ko, title_en, pages) -> dict:
    row = [{"text": SIMULATED}]
    return {
        "abstract": f"{ko}은 2년 전부터 준비함: {title_ko}. {en} has prepared this: {title_en}. {SIMULATED}",
        "pages": pages,
        "contribution": {"amount": 4_500_000, "currency": "EUR"},
        "ethics": "no",
        **dict.fromkeys(("work_packages", "deliverables", "risks"), row),
    }
