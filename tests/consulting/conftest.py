"""A small framework, three cities with values, one with none, and the people of one of them."""

from types import SimpleNamespace

import pytest
from cast import AT, organisation, person

from cityloop.assessment.actions import publish_edition
from cityloop.catalogue.actions import import_services
from cityloop.consulting.actions import import_indicators, open_consultation, register_city, state_need
from cityloop.consulting.guide import guide

BOTH = {"ko": "예시", "en": "Example"}
FRAMEWORK = {
    "kind": "framework",
    "id": "small",
    "edition": "1",
    "title": {"ko": "작은 지표체계", "en": "A small framework"},
    "source": [{"cite": "made up for a test"}],
    "areas": [
        {"id": "air", "title": {"ko": "대기", "en": "Air"}},
        {"id": "land", "title": {"ko": "토지", "en": "Land"}},
    ],
    "peers": {"income": "income"},
    "indicators": [
        {
            "id": "pm25",
            "theme": "air",
            "title": {"ko": "초미세먼지", "en": "PM2.5"},
            "unit": "µg/m³",
            "direction": "lower",
        },
        {
            "id": "green",
            "theme": "land",
            "title": {"ko": "녹지율", "en": "Green area"},
            "unit": "%",
            "direction": "higher",
        },
        {
            "id": "income",
            "theme": "land",
            "title": {"ko": "소득", "en": "Income"},
            "unit": {"ko": "유로", "en": "euro"},
            "direction": "higher",
        },
    ],
}
VALUES = b"""city,indicator,value,year,quality
Sofia,pm25,21.9,2024,measured
Sofia,green,,2024,
Sofia,income,13000,2024,
Zagreb,pm25,19.5,2024,measured
Zagreb,green,30,2024,survey
Zagreb,income,15000,2024,
The Hague,pm25,11,2024,measured
The Hague,green,25,2024,measured
The Hague,income,42000,2024,
"""


def service(code, **facts):
    """A record of a service in operation, as the catalogue imports it."""
    known = {"about": [], "problems": [], "maturity": "first_city", **facts.pop("facts", {})}
    described = {"name_ko": f"{code} 서비스", "name_en": f"Service {code}", "operation": "live", "countries": "KR"}
    return {**described, "code": code, "fields": ["crime_disaster"], "facts": known, "simulated": True, **facts}


def cost(capex, opex):
    return {"capex": [0, capex], "opex": [0, opex], "currency": "KRW", "unit": "million"}


SERVICES = [
    service("lockers", facts={"problems": ["crime"], "cost": cost(100, 20)}),
    service("patrol", facts={"problems": ["stalking"], "cost": cost(2_000, 400), "maturity": "several_cities"}),
    service("escort", facts={"about": ["safe-return"]}),
    service("drawing-board", facts={"problems": ["crime"]}, operation="planned"),
    service("bins", facts={"problems": ["waste"]}, fields=["environment_energy_water"]),
]


@pytest.fixture
def world(db):
    """`framework`, `cities` by code, `officer` of Sofia, and an `outsider`."""
    framework = publish_edition(actor=None, at=AT, content=FRAMEWORK)
    office = organisation("sofia-city", kind="local_government", country="BG")
    places = {
        "sofia": ("소피아", "Sofia", "BG", "central-and-eastern-europe", office),
        "zagreb": ("자그레브", "Zagreb", "HR", "central-and-eastern-europe", None),
        "the-hague": ("헤이그", "The Hague", "NL", "western-europe", None),
        "seoul": ("서울", "Seoul", "KR", "eastern-asia", None),
    }
    cities = {
        code: register_city(
            actor=None, at=AT, code=code, name_ko=ko, name_en=en, country=country, region=region, organisation=body
        )
        for code, (ko, en, country, region, body) in places.items()
    }
    outsider = person("outsider", of=organisation("elsewhere", kind="local_government"))
    return SimpleNamespace(framework=framework, cities=cities, officer=person("officer", of=office), outsider=outsider)


@pytest.fixture
def measured(world):
    """The world with the values of three cities."""
    world.taken = import_indicators(
        actor=None, at=AT, edition=world.framework, name="values.csv", content=VALUES, source="A test"
    )
    return world


@pytest.fixture
def directory(db):
    """Five services of the public directory."""
    return import_services(actor=None, at=AT, source="A test", file="services", sha256="0" * 64, records=SERVICES)


@pytest.fixture
def advised(measured, directory):
    """Sofia's consultation with one need, before a directory of five services."""
    measured.consultation = open_consultation(actor=measured.officer, at=AT, city=measured.cities["sofia"])
    measured.need = state_need(
        actor=measured.officer,
        at=AT,
        consultation=measured.consultation,
        problem="street_crime",
        statement_en="Burglaries rise.",
        priority=1,
    )
    measured.importance = {criterion.id: 3 for criterion in guide().criteria}
    return measured
