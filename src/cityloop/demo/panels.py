"""Panels in the demonstration: a wider pool, what its people did for others, and a moderation. All of it simulated."""

from datetime import timedelta

from cityloop.assessment.actions import enrol_assessor, hand_in_marks, open_moderation, save_marks
from cityloop.assessment.queries import compiled, counting_marks, sheet_of
from cityloop.assessment.queries.calibration import round_finding
from cityloop.demo.cast import Role, enrol
from cityloop.organisations.actions import join_organisation, record_engagement, register_organisation
from cityloop.organisations.models import Engagement, Organisation

SOURCE = "가상 자료 / simulated"
MORE = (
    # Korean, English, fields that they know
    ("서지안", "Seo Jian", ["transport"]),
    ("남기훈", "Nam Kihoon", ["transport", "logistics"]),
    ("배소윤", "Bae Soyoon", ["transport"]),
    ("임재현", "Im Jaehyun", ["environment_energy_water"]),
    ("고유진", "Ko Yujin", ["crime_disaster", "facility_management"]),
)
Kind = Engagement.Kind


def widen_pool(cast, at, scheme: str) -> None:
    """Take five more people into the pool, and record what three of them did for the applicants."""
    people = []
    for n, (ko, en, fields) in enumerate(MORE, 11):
        person = enrol(cast, f"assessor-{n}", ko, en, "assessor-pool", Role.MEMBER)
        enrol_assessor(actor=cast.people["officer"], at=at, person=person, scheme=scheme, fields=fields)
        people.append(person)
    _what_they_did(cast, at, people)


def _what_they_did(cast, at, people) -> None:
    institute = register_organisation(
        actor=None,
        at=at,
        code="nuri-transport-lab",
        name_ko="누리교통연구소",
        name_en="Nuri Transport Lab",
        kind=Organisation.Kind.RESEARCH_INSTITUTE,
        country="KR",
        simulated=True,
    )
    day = at.date()
    join_organisation(actor=None, at=at, person=people[0], organisation=institute, since=day - timedelta(days=900))
    given = {"actor": None, "at": at, "client": cast.organisations["hanbit-mobility"], "source": SOURCE}
    record_engagement(
        **given, organisation=institute, kind=Kind.STUDY, service="right-turn-alert", since=day - timedelta(days=500)
    )
    record_engagement(
        **given, person=people[1], kind=Kind.SUBCONTRACT, service="right-turn-alert", since=day - timedelta(days=300)
    )
    record_engagement(
        **given,
        person=cast.people["assessor"],
        kind=Kind.ADVICE,
        service="spoken-arrivals",
        since=day - timedelta(days=420),
        until=day - timedelta(days=390),
    )


def moderate(cast, case, person, at):
    """The officer asks one assessor to look again; two marks change with their reasons, the others are confirmed."""
    found = round_finding(case.edition, case.profile)
    finding = found.of(case) if found else None
    case = open_moderation(
        actor=cast.people["officer"],
        at=at,
        case=case,
        people=[person],
        reason="두 지표에서 평점이 크게 달라 다시 검토를 요청합니다(가상). / "
        "On two criteria the marks lie apart; please look again (simulated).",
        finding=finding.kept if finding else {},
    )
    step = {"actor": person, "at": at + timedelta(hours=5), "case": case}
    save_marks(**step, marks=_second_look(case, person))
    return hand_in_marks(**step)


def _second_look(case, person) -> dict:
    sheet, changed = sheet_of(case, person), {}
    marks = counting_marks([sheet])[sheet.pk]
    for criterion in compiled(case.edition).criteria_of(profile=case.profile):
        mark = marks.get(criterion.id)
        if criterion.kind == "rubric" and mark and mark.mark is not None and len(changed) < 2:
            higher = min(mark.mark + 1, criterion.highest)
            if higher != mark.mark:
                note = "보완자료 2쪽을 다시 확인함(가상) / page 2 of the supplement, seen again (simulated)"
                changed[criterion.id] = {"mark": higher, "confidence": 4, "note": note}
    return changed
