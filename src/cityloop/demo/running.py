"""Where services run: the cities that public lists name, and made-up ones for some services that are made up."""

import re
from collections.abc import Iterator

from cityloop.catalogue.actions import record_city
from cityloop.catalogue.models import Service
from cityloop.demo.directory import DATA, EUROPE, OPERATION, table
from cityloop.rulebook.reading import read

# Services that are made up, and the cities of cities.csv in which they are said to run, made up too.
MADE_UP = {
    "safe-walk-home": ("seoul-gwanak", "suwon", "bucheon"),
    "selective-cctv": ("anyang", "daejeon"),
    "school-route-guard": ("osan", "siheung", "suwon"),
    "air-quality-mesh": ("ulsan", "siheung"),
    "smart-water-network": ("gangneung", "yeosu"),
    "senior-wellbeing-line": ("seoul-guro", "gimhae"),
    "adaptive-streetlight": ("daegu", "gimhae"),
    "digital-learning-bus": ("yeosu",),
}


def play(cast) -> None:
    """Enter every city with where it was read."""
    rows = [*_of_the_european_list(), *_of_korean_lists(), *_made_up()]
    services = Service.objects.in_bulk({row["service"] for row in rows}, field_name="code")
    for row in rows:
        service = services[row.pop("service")]
        operation = row.pop("operation", "") or service.operation
        record_city(actor=None, at=cast.at, service=service, operation=operation, simulated=service.simulated, **row)


def _of_the_european_list() -> Iterator[dict]:
    """A service whose name names a city of its country runs there."""
    cities = [city for city in table("cities.csv") if len(city["country"]) == 2]
    for row in table("public_services.csv"):
        for city in cities:
            if city["country"] in row["country_codes"] and re.search(rf"\b{re.escape(city['name_en'])}\b", row["name"]):
                year = int(row["start_year"]) if row["start_year"] else None
                source = f"{EUROPE}; the city is in the name of the service"
                status = OPERATION[row["status"]]
                yield {
                    "service": f"eu-{row['id']}",
                    **_named(city),
                    "operation": status,
                    "since_year": year,
                    "source": source,
                }


def _of_korean_lists() -> Iterator[dict]:
    """The cities of projects of the K-City Network, and the one that is named in a certified service's name."""
    places = {(place["country"], place["city"]): place for place in table("kcity_places.csv")}
    own, _ = read(DATA / "services.yaml")
    for item in own["services"]:
        if item["real"] and item["source"]["file"] == "kcity_projects.csv":
            row = table("kcity_projects.csv")[item["source"]["line"] - 2]
            place = places[row["country"], row["city"]]
            named = {"city_en": row["city"], "city_ko": place["city_ko"], "country": place["iso"]}
            yield {"service": item["id"], **named, "source": f"{row['source']} ({row['year']})"}
    bucheon = {"city_en": "Bucheon", "city_ko": "부천", "country": "KR", "source": "smartcity.go.kr (2022)"}
    yield {"service": "citypass-bucheon", "since_year": 2022, **bucheon}


def _made_up() -> Iterator[dict]:
    cities = {city["code"]: city for city in table("cities.csv")}
    for service, codes in MADE_UP.items():
        for code in codes:
            yield {"service": service, **_named(cities[code]), "source": "simulated"}


def _named(city: dict) -> dict:
    return {"city_en": city["name_en"], "city_ko": city["name_ko"], "country": city["country"]}
