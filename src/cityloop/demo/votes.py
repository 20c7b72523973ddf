"""Citizens vote on the main projects of a challenge: one vote is to be opened, one is open, one is counted.

Cities, projects and votes are simulated and say so; how a proposal comes to its vote is played by a test from the file.
"""

from datetime import timedelta

from django.utils import timezone

from cityloop.assessment.actions.steps import begin_case, freeze
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Edition
from cityloop.assessment.numbers import prefix_of
from cityloop.calls.models import Proposal
from cityloop.calls.workflow import SCREENED
from cityloop.demo.cast import Duty, Kind, Role, enrol
from cityloop.livinglabs.actions import cast_vote, count_ballot, issue_codes, open_ballot
from cityloop.organisations.actions import designate, register_organisation

PROGRAMME, TRACK, CRITERION, OFFICE = "smart-city-challenge", "main", "result.citizen_vote", "challenge-office"
CITIES = (
    # code, Korean, English, what was tried in Korean and English
    ("haean-city", "해안시(가상)", "Haean City (invented)", "횡단보도 안전 서비스", "Safer crossings"),
    ("gangbyeon-city", "강변시(가상)", "Gangbyeon City (invented)", "수요응답 버스", "Buses on demand"),
    ("sanjeong-city", "산정시(가상)", "Sanjeong City (invented)", "공유주차", "Shared parking"),
)
WORDS = {
    "checks_ko": "주민센터에서 신분증을 확인하고 한 사람에게 번호 하나를 줌(가상)",
    "checks_en": "At the district office, one code a person on showing an identity card (simulated)",
}


def play(cast):
    """A secretariat, three cities, and a vote in each of its states."""
    _office(cast)
    edition = Edition.objects.filter(kind=Edition.Kind.CALL, scheme=PROGRAMME).order_by("edition").last()
    _to_be_opened, running, counted = (_proposal(cast, edition, *row) for row in CITIES)
    hold_vote(cast, running, begins=-3, issued=60, yes=17, no=6)
    ballot = hold_vote(cast, counted, begins=-29, issued=120, yes=47, no=17)
    count_ballot(actor=None, at=ballot.closes_at, ballot=ballot)


def _office(cast) -> None:
    names = "스마트시티 챌린지 사무국(가상)", "Office of the Smart City Challenge (invented)"
    _organisation(cast, OFFICE, *names, Kind.PUBLIC_BODY)
    for code, duty in ((OFFICE, Duty.SECRETARIAT), ("molit", Duty.AUTHORITY)):
        body = cast.organisations[code]
        designate(actor=None, at=cast.at, organisation=body, duty=duty, scheme=PROGRAMME, since=cast.at.date().replace(
            year=cast.at.year - 1, day=1), source="simulated")  # fmt: skip
    enrol(cast, "challenge", "도은채", "Do Eunchae", OFFICE, Role.OFFICER, persona=True)


def _organisation(cast, code, ko, en, kind) -> None:
    cast.organisations[code] = register_organisation(
        actor=None, at=cast.at, code=code, name_ko=ko, name_en=en, kind=kind, country="KR", simulated=True
    )


def _proposal(cast, edition, code, ko, en, tried_ko, tried_en):
    """A main project that was admitted."""
    _organisation(cast, code, ko, en, Kind.LOCAL_GOVERNMENT)
    first = code == CITIES[0][0]
    official = enrol(cast, f"city-{code}" if not first else "city-home", f"{ko} 담당자", f"Officer of {en}", code,
                     Role.OFFICER, persona=first)  # fmt: skip
    received = cast.at - timedelta(days=40)
    case = begin_case(
        actor=official,
        at=received,
        edition=edition,
        profile=TRACK,
        applicant=cast.organisations[code],
        state=SCREENED,
        prefix=prefix_of(PROGRAMME),
        title_ko=f"{tried_ko} 본사업",
        title_en=f"{tried_en}: the main project",
        received_at=received,
        simulated=True,
    )
    dossier = case.dossiers.get()
    freeze(dossier, received, of_dossier(dossier))
    Proposal.objects.create(case=case, country="KR", requested=10_000_000_000, currency="KRW", eligible="admitted")
    return case


def hold_vote(cast, case, *, begins, issued, yes, no):
    """A vote of two weeks that begins so many days from now, with the votes cast on its second day."""
    opens = timezone.localtime(cast.at + timedelta(days=begins)).replace(hour=9, minute=0, second=0, microsecond=0)
    city = case.applicant
    words = {
        "voters_ko": f"{city.name_ko} 사업 지역의 만 18세 이상 주민(가상)",
        "voters_en": f"Residents of the project's area in {city.name_en}, aged 18 or over (simulated)",
    }
    ballot = open_ballot(
        actor=cast.people["challenge"], at=opens - timedelta(days=1), case=case, criterion=CRITERION,
        opens_at=opens, closes_at=opens + timedelta(days=14, hours=9), **words, **WORDS,
    )  # fmt: skip
    batch = issue_codes(
        actor=cast.people[f"city-{city.code}"], at=opens - timedelta(hours=20), ballot=ballot, number=issued,
        label="주민센터(가상) / district office (simulated)",
    )  # fmt: skip
    for n, code in enumerate(batch.plain[: yes + no]):
        choice = "yes" if n < yes else "no"
        cast_vote(actor=None, at=opens + timedelta(days=1, minutes=n), ballot=ballot, code=code, choices=[choice])
    return ballot
