"""Madrid Central: a low-emission zone measured by the city's own stations, with its first effect estimate."""

from datetime import date
from pathlib import Path

from cityloop.livinglabs.actions import estimate_effect, freeze_protocol, open_pilot, receive_measurements

DATA = Path(__file__).parent / "data"
SOURCE = "Ayuntamiento de Madrid, open data, monthly means of NO2 at 24 stations"
PROTOCOL = {
    "unit": "station",
    "time": ["year", "month"],
    "outcome": "no2_ugm3_mean",
    "measured_in": "µg/m³",
    "better": "lower",
    "treated": ["35"],
    "from": "2018-12",
    "window": 12,
    "method": "did",
    "notes": [
        {
            "ko": "앞뒤 12개월을 비교하며 코로나19의 영향을 받은 2020년 3월 이후는 창 밖에 둠.",
            "en": "Twelve months on each side, so that March 2020 and later, under Covid-19, stay outside.",
        },
        {"ko": "기상 조건은 보정하지 않음.", "en": "Not adjusted for weather."},
    ],
}


def play(cast):
    """Open the pilot, fix its protocol (after the fact, which is said), receive the measurements, estimate."""
    actor, at = cast.people["officer"], cast.at
    pilot = open_pilot(
        actor=actor,
        at=at,
        code="madrid-central",
        title_ko="마드리드 센트럴 저배출구역",
        title_en="Madrid Central low-emission zone",
        question_ko="2018년 11월 30일 저배출구역 시행 후 구역 안의 이산화질소 농도가 다른 측정소보다 더 낮아졌는가?",
        question_en="After the low-emission zone began on 30 November 2018, did NO2 inside it fall by more than at "
        "other stations?",
        city_ko="마드리드",
        city_en="Madrid",
        country="ES",
        began_on=date(2018, 11, 30),
        source=SOURCE,
    )
    freeze_protocol(actor=actor, at=at, pilot=pilot, content=PROTOCOL)
    receive_measurements(actor=actor, at=at, pilot=pilot, path=DATA / "madrid_no2_monthly.csv", source=SOURCE)
    estimate_effect(actor=actor, at=at, pilot=pilot)
