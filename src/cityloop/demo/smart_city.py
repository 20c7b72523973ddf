"""The certification of cities in the demonstration: a notice, a certified city and a draft, all simulated."""

from datetime import timedelta

from cityloop.assessment.actions import draft_notice, enrol_assessor, publish_notice
from cityloop.assessment.models import Edition
from cityloop.assessment.notices import digest_of
from cityloop.demo import rounds
from cityloop.demo.cast import Duty, Kind, Role, enrol
from cityloop.demo.committee import Committee
from cityloop.demo.transport_round import Application, calendar
from cityloop.organisations.actions import designate, register_organisation

SCHEME = "smart-city"
OFFICER, REVIEWER, OWNER = "city-certification-officer", "city-certification-reviewer", "city-certification-owner"
CITIES = (
    # station, code, Korean, English, kind of local government, who applies
    ("granted", "garam-si", "가람시", "Garam City", "si", ("local-government", "도하람", "Do Haram")),
    ("draft", "maru-gun", "마루군", "Maru County", "gun", ("local-government-2", "봉아인", "Bong Ain")),
)


class CityApplication(Application):
    """An application of a local government for the certification of its city."""

    scheme, profile, seats = SCHEME, "", 6
    officer, reviewer = OFFICER, REVIEWER
    marks, measured = 3.6, (0, 0, 1)
    answers = {
        "head": "시장 도하람(가상) / Do Haram, mayor (simulated)",
        "department": "스마트도시과, 02-000-0000, city@demo.example (가상 / simulated)",
        "population": 512_000,
    }
    grounds = "평가 결과가 인증기준을 충족합니다(가상). / The outcome meets the criteria (simulated)."


def play(cast) -> None:
    """Two local governments answer the notice of the operating body for cities; one is certified."""
    moment = calendar(cast.at)
    _offices(cast)
    _notice(cast, moment)
    panel = [cast.people[key] for key in ("assessor", *(f"assessor-{n}" for n in range(1, 6)))]
    for person in panel:
        enrol_assessor(actor=cast.people[OFFICER], at=moment(0.0), person=person, scheme=SCHEME)
    kept = cast.committee
    cast.committee = Committee(cast, moment(0.05), SCHEME, "", officer=OFFICER)
    for n, (station, code, ko, en, tier, who) in enumerate(CITIES):
        city = _city(cast, code, ko, en, tier)
        applicant = enrol(cast, *who, code, Role.OFFICER, persona=n == 0)
        CityApplication(cast, moment, panel, station, applicant, n).go(organisation=city)
    cast.committee = kept


def _offices(cast) -> None:
    """KRIHS runs the certification of cities (Art. 3(1)1), the Minister decides; every person is simulated."""
    cast.organisations["krihs"] = register_organisation(
        actor=None,
        at=cast.at,
        code="krihs",
        name_ko="국토연구원",
        name_en="Korea Research Institute for Human Settlements",
        kind=Kind.RESEARCH_INSTITUTE,
        country="KR",
    )
    since = cast.at.date().replace(year=cast.at.year - 1, day=1)
    for code, duty, source in (
        ("molit", Duty.CERTIFIER, "Smart City Act Art. 32"),
        ("krihs", Duty.OPERATING_BODY, "Notice 2021-223 Art. 3(1)1"),
    ):
        given = {"duty": duty, "scheme": SCHEME, "since": since, "source": source}
        designate(actor=None, at=cast.at, organisation=cast.organisations[code], **given)
    enrol(cast, OFFICER, "구다은", "Koo Daeun", "krihs", Role.OFFICER)
    enrol(cast, REVIEWER, "피시우", "Pi Siwoo", "krihs", Role.OFFICER)
    enrol(cast, OWNER, "감나율", "Gam Nayul", "krihs", Role.SCHEME_OWNER)


def _notice(cast, moment) -> None:
    officer = cast.people[OFFICER]
    draft = draft_notice(
        actor=officer,
        at=moment(0.0),
        edition=Edition.objects.get(kind=Edition.Kind.SCHEME, scheme=SCHEME),
        simulated=True,
        profiles=[],
        title_ko="2026년 스마트도시 인증 신청 공고(가상)",
        title_en="Certification of smart cities: notice of the 2026 round (simulated)",
        opens_at=moment(0.0),
        closes_at=moment(1.0) + timedelta(days=30),
        zone=rounds.ZONE,
        contact_ko="국토연구원 인증 담당(가상 연락처) city@demo.example",
        contact_en="Certification desk at KRIHS (simulated contact), city@demo.example",
    )
    publish_notice(actor=officer, at=moment(0.0), notice=draft, digest=digest_of(draft))


def _city(cast, code, ko, en, tier):
    cast.organisations[code] = register_organisation(
        actor=None,
        at=cast.at,
        code=code,
        name_ko=ko,
        name_en=en,
        kind=Kind.LOCAL_GOVERNMENT,
        tier=tier,
        country="KR",
        simulated=True,
    )
    return cast.organisations[code]
