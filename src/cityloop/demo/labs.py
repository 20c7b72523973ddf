"""Madrid Central: a low-emission zone measured by the city's own stations, from the raw file to the sentence."""

import csv
from datetime import date
from pathlib import Path

from cityloop.livinglabs.actions import (
    accept_delivery,
    estimate_effect,
    freeze_protocol,
    move_pilot,
    name_sites,
    open_pilot,
    receive_measurements,
)

DATA = Path(__file__).parent / "data"
SOURCE = "Ayuntamiento de Madrid, open data, monthly means of NO2 at 24 stations"
PROTOCOL = {
    "unit": "station",
    "time": ["year", "month"],
    "outcome": "no2_ugm3_mean",
    "measured_in": "µg/m³",
    "least": 0,
    "most": 500,
    "better": "lower",
    "treated": ["35"],
    "from": "2018-12",
    "window": 12,
    "method": "did",
    "worth": 4.0,
    "stopping": {
        "ko": "시행 후 12개월이 지나면 한 번 계산하며, 그 전에 결과를 보고 멈추지 않음.",
        "en": "Computed once, twelve months after the start; never stopped early for what the figures say.",
    },
    "notes": [
        {
            "ko": "앞뒤 12개월을 비교하며 코로나19의 영향을 받은 2020년 3월 이후는 창 밖에 둠.",
            "en": "Twelve months on each side, so that March 2020 and later, under Covid-19, stay outside.",
        },
        {"ko": "기상 조건은 보정하지 않음.", "en": "Not adjusted for weather."},
        {
            "ko": "의미 있는 최소 효과 4 µg/m³는 예시로 정한 값임.",
            "en": "The smallest effect worth having, 4 µg/m³, is an illustrative choice.",
        },
    ],
}


def play(cast):
    """Open the pilot, fix its protocol (after the fact, which is said), receive the measurements, estimate."""
    actor, at = cast.people["officer"], cast.at
    pilot = madrid(actor, at)
    move_pilot(actor=actor, at=at, pilot=pilot, kind="started", on=date(2018, 11, 30))
    measure(actor, at, pilot)


def madrid(actor, at, code="madrid-central"):
    """The pilot with its places and its protocol."""
    pilot = open_pilot(
        actor=actor,
        at=at,
        code=code,
        title_ko="마드리드 센트럴 저배출구역",
        title_en="Madrid Central low-emission zone",
        question_ko="2018년 11월 30일 저배출구역 시행 후 구역 안의 이산화질소 농도가 다른 측정소보다 더 낮아졌는가?",
        question_en="After the low-emission zone began on 30 November 2018, did NO2 inside it fall by more than at "
        "other stations?",
        city_ko="마드리드",
        city_en="Madrid",
        country="ES",
        zone="Europe/Madrid",
        began_on=date(2018, 11, 30),
        opened_from="record",
        source=SOURCE,
    )
    name_sites(actor=actor, at=at, pilot=pilot, sites=stations())
    others = [one["code"] for one in stations() if one["role"] == "comparison"]
    freeze_protocol(actor=actor, at=at, pilot=pilot, content={**PROTOCOL, "comparison": others})
    return pilot


def stations() -> list[dict]:
    """The 24 stations with their places (Ayuntamiento de Madrid, open data: estaciones de control, 212629)."""
    with (DATA / "madrid_stations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {
            "code": row["station"],
            "name_ko": row["name"],
            "name_en": row["name"],
            "role": "treated" if row["station"] in PROTOCOL["treated"] else "comparison",
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
        }
        for row in rows
    ]


def measure(actor, at, pilot):
    """Receive the raw file, accept what was shown, estimate."""
    given = {"actor": actor, "at": at}
    path = DATA / "madrid_no2_monthly.csv"
    delivery = receive_measurements(**given, pilot=pilot, path=path, source=SOURCE, expected=1680)
    accept_delivery(**given, delivery=delivery, shown=delivery.staged)
    return estimate_effect(**given, pilot=pilot)
