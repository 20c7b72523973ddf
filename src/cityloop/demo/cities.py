"""Forty-five European cities on their real figures, Korea's certified cities, and one city being advised."""

import csv
import re
from pathlib import Path

from cityloop.assessment.models import Edition
from cityloop.consulting.actions import (
    import_indicators,
    make_shortlist,
    open_consultation,
    record_certification,
    register_city,
    state_need,
)
from cityloop.consulting.guide import guide
from cityloop.consulting.models import City, CityRecord
from cityloop.consulting.sheet import names_of
from cityloop.demo import advice, workshops
from cityloop.demo.cast import Cast, enrol
from cityloop.organisations.actions import register_organisation
from cityloop.organisations.models import Membership, Organisation

DATA = Path(__file__).parent / "data"
FRAMEWORK, VALUES = "sdg-cities", "eu_city_indicators.csv"
SOURCE = "SDSN and Telos, SDG Index and Dashboards for European Cities, 2019 (prototype)"
ADVISED, OFFICE = "sofia", "sofia-digital-city"
NEEDS = (
    # problem, the city's words in Korean and in English (made up), priority
    (
        "street_crime",
        "주거침입 절도가 비교도시 중앙값의 세 배를 넘고, 저녁에 동네를 걷기 불안하다는 주민이 많음. "
        "새 시설을 늘리기보다 이미 있는 관제체계를 더 잘 쓰는 방안을 우선 검토함.",
        "Burglaries are more than three times the peers' median, and many residents do not feel safe in the evening. "
        "Using the systems that stand comes before building new ones.",
        1,
    ),
    (
        "digital_divide",
        "집에서 인터넷을 쓰지 못하는 가구가 많아, 온라인 민원이 늘수록 소외되는 주민이 생김.",
        "Many households have no internet at home: the more services move online, the more people are left out.",
        2,
    ),
    (
        "fine_dust",
        "겨울철 초미세먼지 농도가 비교도시보다 높으며, 난방 연료와 도로가 주요 원인으로 보임.",
        "Fine dust in winter is above the peers'; heating fuel and roads seem to be the main sources.",
        3,
    ),
    (
        "pedestrian_danger",
        "학교 주변과 간선도로 횡단보도에서 보행자 사고가 줄지 않음.",
        "Accidents with pedestrians near schools and at crossings of main roads do not fall.",
        3,
    ),
)
RANKED = ("street_crime", "fine_dust", "pedestrian_danger")
TOGETHER = "street_crime"
IMPORTANCE = {"fit": 5, "certificate": 3, "readiness": 4, "capex": 3, "opex": 4}


def play(cast: Cast) -> None:
    """Enter the cities, what the press reported of them and their values; advise one."""
    cast.organisations[OFFICE] = register_organisation(
        actor=None,
        at=cast.at,
        code=OFFICE,
        name_ko="소피아시 디지털도시과",
        name_en="City of Sofia, Digital City Office",
        kind=Organisation.Kind.LOCAL_GOVERNMENT,
        country="BG",
        simulated=True,
    )
    enrol(cast, "city", "엘레나 디미트로바", "Elena Dimitrova", OFFICE, Membership.Role.OFFICER, persona=True)
    cities = _register(cast)
    _record(cast, cities)
    import_indicators(
        actor=None,
        at=cast.at,
        edition=Edition.objects.get(kind=Edition.Kind.FRAMEWORK, scheme=FRAMEWORK),
        name=VALUES,
        content=(DATA / VALUES).read_bytes(),
        source=SOURCE,
    )
    _advise(cast, cities[ADVISED])


def _rows(name: str) -> list[dict[str, str]]:
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _register(cast: Cast) -> dict[str, City]:
    classes = {row["name"]: row["class"] for row in _rows("kr_certified.csv") if row["kind"] == "city"}
    return {row["code"]: _city(cast, row, classes) for row in _rows("cities.csv")}


def _city(cast: Cast, row: dict[str, str], classes: dict[str, str]) -> City:
    spellings = [row["spellings"]] if row["spellings"] else []
    names = [row["name_ko"], *spellings]
    return register_city(
        actor=None,
        at=cast.at,
        code=row["code"],
        organisation=cast.organisations[OFFICE] if row["code"] == ADVISED else None,
        name_ko=row["name_ko"],
        name_en=row["name_en"],
        spellings=spellings,
        country=row["country"],
        region=row["region"],
        city_class=next((classes[name] for name in names if name in classes), ""),
        population=int(row["population"]) if row["population"] else None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        source=row["source"],
    )


def _record(cast: Cast, cities: dict[str, City]) -> None:
    """Certifications as reported; a row about a whole cohort is a renewal of each of its cities."""
    named = {name: city for city in cities.values() if city.country == "KR" for name in names_of(city)}
    first: dict[str, list[City]] = {}
    for row in _rows("kr_certified.csv"):
        if row["kind"] != "city":
            continue
        found = [named[row["name"]]] if row["name"] in named else _cohort(row["name"], named, first)
        source = row["source"] if row["name"] in named else f"{row['source']}: “{row['name']}”"
        for city in found:
            if row["status"] == CityRecord.Event.CERTIFIED:
                first.setdefault(row["year"], []).append(city)
            record_certification(
                actor=None, at=cast.at, city=city, year=int(row["year"]), event=row["status"], source=source
            )


def _cohort(words: str, named: dict[str, City], first: dict[str, list[City]]) -> list[City]:
    """The cities of a row such as `2021 cohort (8)`: those it names, else those certified in its year."""
    longest = sorted(named, key=len, reverse=True)
    listed = re.findall("|".join(map(re.escape, longest)), words)
    found = [named[name] for name in listed] or first[words[:4]]
    if len(found) != int(re.search(r"\((\d+)\)", words)[1]):
        raise ValueError(f"{words!r} does not name as many cities as it says")
    return found


def _advise(cast: Cast, city: City) -> None:
    """Everything said and weighed here is made up; the figures and the services' facts are what they are."""
    officer = cast.people["city"]
    consultation = open_consultation(actor=officer, at=cast.at, city=city, simulated=True)
    workshops.hold(cast, consultation)
    needs = [
        state_need(
            actor=officer,
            at=cast.at,
            consultation=consultation,
            problem=problem,
            statement_ko=korean,
            statement_en=english,
            priority=priority,
        )
        for problem, korean, english, priority in NEEDS
    ]
    importance = {criterion.id: IMPORTANCE.get(criterion.id, 2) for criterion in guide().criteria}
    for need in needs:
        if need.problem == TOGETHER:
            workshops.weigh(cast, need)
        elif need.problem in RANKED:
            make_shortlist(actor=officer, at=cast.at, need=need, importance=importance)
    advice.play(cast, consultation)
