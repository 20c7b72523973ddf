"""How the needs of one city came to their order, and its weights to an agreement. Every person and dot is made up."""

from cityloop.consulting.actions import (
    agree_on_weights,
    close_workshop_round,
    give_dots,
    give_weights,
    make_shortlist,
    name_adviser,
    open_weighing,
    open_workshop_round,
    prepare_workshop,
    show_weights,
    sort_card,
    write_card,
)
from cityloop.consulting.models import Place
from cityloop.consulting.weights import criteria
from cityloop.demo.cast import Cast, enrol
from cityloop.organisations.models import Membership

CITIZENS, EXPERTS, DOTS = 9, 6, 5
CARDS = (
    # number of the place, what it says, problem
    (1, "저녁에 골목이 어두워 돌아가기 무섭습니다. (가상)", "street_crime"),
    (2, "My bicycle was stolen twice from the cellar. (simulated)", "street_crime"),
    (3, "어머니는 인터넷 민원을 하지 못합니다. (가상)", "digital_divide"),
    (4, "Smoke from stoves all winter. (simulated)", ""),
    (6, "횡단보도 신호가 너무 짧습니다. (가상)", "pedestrian_danger"),
    (11, "PM2.5 in January is above the limit on most days. (simulated)", "fine_dust"),
    (12, "Nothing to do on Sundays. (simulated)", ""),
)
SHEETS = {
    Place.Side.CITIZEN: (
        {"street_crime": 3, "fine_dust": 1, "digital_divide": 1},
        {"street_crime": 3, "pedestrian_danger": 2},
        {"digital_divide": 3, "street_crime": 2},
    ),
    Place.Side.EXPERT: (
        {"digital_divide": 3, "fine_dust": 2},
        {"fine_dust": 2, "street_crime": 2, "digital_divide": 1},
    ),
}
COLLEAGUES = (
    # key, names, points of the step from worst to best
    ("city-finance", "게오르기 페트로프", "Georgi Petrov", {"capex": 100, "opex": 90, "fit": 70, "certificate": 40}),
    (
        "city-safety",
        "마리야 이바노바",
        "Mariya Ivanova",
        {"fit": 100, "readiness": 80, "measured": 60, "certificate": 50},
    ),
)
OWN = {"fit": 100, "certificate": 60, "readiness": 70, "opex": 60, "capex": 50, "measured": 40}
ADVISER = {"name": "한서윤 (가상)", "affiliation": "도시데이터연구소 (가상)", "expertise": "도시안전"}
ADVISED = {"measured": 100, "fit": 90, "readiness": 70, "openness": 50}
AGREED = {
    "fit": 26, "certificate": 12, "readiness": 16, "capex": 12, "opex": 12, "reach": 2, "openness": 5, "measured": 15,
}  # fmt: skip
REASON = (
    "모의 협의(가상): 적합도를 가장 크게, 비용은 구축·운영을 같게. / "
    "Simulated talk: the fit first, building and running costs alike."
)
OTHERS = 15


def hold(cast: Cast, consultation) -> None:
    """A workshop over the city's problems: cards, sorted by the officer, then dots."""
    leads = {"actor": cast.people["city"], "at": cast.at}
    titles = {"title_ko": "우리 도시에 무엇이 급한가 (가상)", "title_en": "What presses in our city (simulated)"}
    workshop = prepare_workshop(**leads, consultation=consultation, citizens=CITIZENS, experts=EXPERTS, **titles)
    places = {place.number: place for place in workshop.places.all()}
    cards = open_workshop_round(**leads, workshop=workshop, kind="cards")
    for number, words, problem in CARDS:
        write_card(actor=None, at=cast.at, round=cards, place=places[number], words=words, problem=problem)
    close_workshop_round(**leads, round=cards)
    smoke, sundays = cards.cards.filter(problem="")
    sort_card(**leads, card=smoke, problem="fine_dust")
    sort_card(**leads, card=sundays, why="도시문제 목록에 없음 / no problem of the list (simulated)")
    dots = open_workshop_round(**leads, workshop=workshop, kind="dots", dots=DOTS)
    for number, place in places.items():
        sheets = SHEETS[place.side]
        give_dots(actor=None, at=cast.at, round=dots, place=place, dots=sheets[number % len(sheets)])
    close_workshop_round(**leads, round=dots)


def weigh(cast: Cast, need) -> None:
    """Two colleagues, an adviser and the officer weigh apart, lay it side by side, agree, and rank the services."""
    officer = {"actor": cast.people["city"], "at": cast.at}
    office = cast.people["city"].memberships.get().organisation.code
    weighing = open_weighing(**officer, need=need, method="swing")
    for key, ko, en, points in COLLEAGUES:
        enrol(cast, key, ko, en, office, Membership.Role.MEMBER)
        give_weights(actor=cast.people[key], at=cast.at, weighing=weighing, answers=_points(points))
    adviser = name_adviser(**officer, consultation=need.consultation, stage="experts", **ADVISER)
    give_weights(**officer, weighing=weighing, answers=_points(ADVISED), said_by=adviser)
    give_weights(**officer, weighing=weighing, answers=_points(OWN))
    show_weights(**officer, weighing=weighing)
    agreed = agree_on_weights(**officer, weighing=weighing, points=AGREED, reason=REASON)
    make_shortlist(**officer, need=need, agreed=agreed)


def _points(told) -> dict:
    return {"points": {one: told.get(one, OTHERS) for one in criteria()}}
