"""Who plays the demonstration. Institutions that the law names are real; every person is simulated and says so."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password

from cityloop.certification.actions import publish_key
from cityloop.certification.keyring import new_key
from cityloop.organisations.actions import designate, enrol_person, register_organisation
from cityloop.organisations.models import Designation, Membership, Organisation, Person

PASSWORD = "walk-the-loop"  # noqa: S105 - printed for visitors; these accounts exist in a demonstration only
MAIL = "demo.example"
SINCE = date(2025, 1, 1)
"""Since when everybody has had their place: before anything of the demonstration but the replayed record."""

Kind, Duty, Role = Organisation.Kind, Designation.Duty, Membership.Role

ORGANISATIONS = (
    # code, Korean, English, kind, country, simulated
    ("molit", "국토교통부", "Ministry of Land, Infrastructure and Transport", Kind.GOVERNMENT, "KR", False),
    (
        "kict",
        "한국건설기술연구원",
        "Korea Institute of Civil Engineering and Building Technology",
        Kind.RESEARCH_INSTITUTE,
        "KR",
        False,
    ),
    (
        "kaia",
        "국토교통과학기술진흥원",
        "Korea Agency for Infrastructure Technology Advancement",
        Kind.PUBLIC_BODY,
        "KR",
        False,
    ),
    (
        "kind",
        "한국해외인프라도시개발지원공사",
        "Korea Overseas Infrastructure & Urban Development Corporation",
        Kind.PUBLIC_BODY,
        "KR",
        False,
    ),
    ("replay-office", "공개기록 재현 사무국", "Public Record Replay Office", Kind.OTHER, "KR", True),
    ("replay-board", "공개기록 재현 결정위원회", "Public Record Replay Board", Kind.OTHER, "KR", True),
    ("daon-systems", "다온시스템즈", "Daon Systems", Kind.COMPANY, "KR", True),
    ("hanbit-mobility", "한빛교통기술", "Hanbit Mobility", Kind.COMPANY, "KR", True),
    ("assessor-pool", "평가위원 인력풀", "Pool of assessors", Kind.OTHER, "KR", True),
)
DESIGNATIONS = (
    # organisation, duty, scheme or programme, source, track or field ("" for all)
    ("molit", Duty.CERTIFIER, "smart-city-service", "Smart City Act Art. 32", ""),
    ("kict", Duty.OPERATING_BODY, "smart-city-service", "Notice 2021-223 Art. 3(1)2", ""),
    ("replay-office", Duty.OPERATING_BODY, "digital-public-goods", "simulated", ""),
    ("replay-board", Duty.CERTIFIER, "digital-public-goods", "simulated", ""),
    ("kaia", Duty.SECRETARIAT, "k-city-network", "K-City Network 2025, demonstration type", "demonstration"),
    ("kind", Duty.SECRETARIAT, "k-city-network", "K-City Network 2025, planning type", "planning"),
    ("molit", Duty.AUTHORITY, "k-city-network", "K-City Network calls", ""),
    ("kaia", Duty.SECRETARIAT, "horizon-like", "simulated", ""),
    ("molit", Duty.AUTHORITY, "horizon-like", "simulated", ""),
)
PERSONAS = (
    # key, Korean, English, organisation, role
    ("provider", "오세린", "Oh Serin", "daon-systems", Role.OFFICER),
    ("officer", "한지우", "Han Jiu", "kict", Role.OFFICER),
    ("assessor", "최하늘", "Choi Haneul", "assessor-pool", Role.MEMBER),
    ("reviewer", "문서준", "Moon Seojun", "kict", Role.OFFICER),
    ("decider", "윤가온", "Yoon Gaon", "molit", Role.OFFICER),
    ("owner", "백도윤", "Baek Doyun", "kict", Role.SCHEME_OWNER),
    ("secretariat", "신아라", "Shin Ara", "kaia", Role.OFFICER),
)
# People who work in the demonstration without being offered to visitors.
STAFF = (
    ("replay-officer", "재현 담당자", "Replay officer", "replay-office", Role.OFFICER),
    ("replay-reviewer", "재현 검토자", "Replay reviewer", "replay-office", Role.OFFICER),
    ("replay-decider", "재현 결정자", "Replay decider", "replay-board", Role.OFFICER),
    ("provider-2", "정다온", "Jung Daon", "hanbit-mobility", Role.OFFICER),
)


@dataclass
class Cast:
    """Organisations and people of the demonstration by key, and the moment it is played."""

    at: datetime
    organisations: dict[str, Organisation]
    people: dict[str, Person]
    committee: object = None
    panel: list = field(default_factory=list)


def address(key: str) -> str:
    """The mail address that a part signs in with."""
    return f"{key}@{MAIL}"


def enrol(cast: Cast, key, name_ko, name_en, organisation, role, *, persona=False) -> Person:
    """Enrol one simulated person; a persona can be signed in as by any visitor of the demonstration."""
    person = enrol_person(
        actor=None,
        at=cast.at,
        email=address(key),
        name_ko=name_ko,
        name_en=name_en,
        organisation=cast.organisations[organisation],
        role=role,
        since=SINCE,
        simulated=True,
        persona=key if persona else "",
        verified=persona,
    )
    if persona:
        person.password = _encoded()
        person.save(update_fields=["password"])
    cast.people[key] = person
    return person


@cache
def _encoded() -> str:
    """The one password of all personas as it is stored: made once, since making it is slow on purpose."""
    return make_password(PASSWORD)


def gather(at: datetime) -> Cast:
    """Register the organisations, designate them, enrol everybody, and give the installation its first key."""
    cast = Cast(at, {}, {})
    before = at - timedelta(days=1_000)  # the replayed record is older than the demonstration
    publish_key(actor=None, at=before, public_key=new_key(), address=settings.PUBLIC_ADDRESS)
    for code, ko, en, kind, country, simulated in ORGANISATIONS:
        cast.organisations[code] = register_organisation(
            actor=None, at=at, code=code, name_ko=ko, name_en=en, kind=kind, country=country, simulated=simulated
        )
    for code, duty, scheme, source, part in DESIGNATIONS:
        designate(
            actor=None,
            at=at,
            organisation=cast.organisations[code],
            duty=duty,
            scheme=scheme,
            part=part,
            since=SINCE,
            source=source,
        )
    for part in PERSONAS:
        enrol(cast, *part, persona=True)
    for part in STAFF:
        enrol(cast, *part)
    return cast
