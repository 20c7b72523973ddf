"""A simulated pilot of a Korean firm: by protocol from the draft to the effect, its closing report still due."""

import csv
import random
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from cityloop.catalogue.models import Service
from cityloop.livinglabs.actions import (
    accept_delivery,
    draft_protocol,
    estimate_effect,
    freeze_protocol,
    meet_condition,
    move_pilot,
    name_sites,
    open_pilot,
    receive_measurements,
    record_departure,
    try_protocol,
)

CODE, SERVICE = "signal-priority", "signal-optimiser"
PLACES, TREATED, WINDOW = 24, 2, 28
FALL = 9.0
"""Seconds by which the simulated waiting time falls where the service runs: made up."""
SOURCE = "Simulated: detectors at 24 crossings, mean waiting time an hour"


def play(cast):
    """Ninety days of a pilot: four weeks before its start, four weeks of it, and what came of it."""
    began = (cast.at - timedelta(days=34)).replace(hour=9)
    given = {"actor": cast.people["provider"]}
    before = {**given, "at": began - timedelta(days=6)}
    pilot = open_pilot(**before, lead=cast.organisations["daon-systems"], simulated=True, **_described(cast, began))
    name_sites(**before, pilot=pilot, sites=[_place(number) for number in range(PLACES)])
    _conditions(before, pilot, began)
    draft_protocol(**before, pilot=pilot, content=protocol(pilot, began))
    with tempfile.TemporaryDirectory() as folder:
        past = written(Path(folder) / "past.csv", began, range(-64, -6))
        try_protocol(**before, pilot=pilot, path=past, kind="csv", name="past.csv")
        freeze_protocol(**{**given, "at": began - timedelta(days=3)}, pilot=pilot)
        move_pilot(**{**given, "at": began}, pilot=pilot, kind="started", on=began.date())
        _measured({**given, "at": began + timedelta(days=WINDOW + 2)}, pilot, Path(folder), began)
    end = began + timedelta(days=WINDOW)
    move_pilot(**{**given, "at": end + timedelta(days=2)}, pilot=pilot, kind="ended", on=end.date())


def _measured(given, pilot, folder, began):
    readings = written(folder / "waiting.csv", began, range(-WINDOW, WINDOW), troubled=True)
    delivery = receive_measurements(**given, pilot=pilot, path=readings, name="waiting.csv", source=SOURCE)
    accept_delivery(**given, delivery=delivery, shown=delivery.staged)
    record_departure(
        **given,
        pilot=pilot,
        what_ko="3번 교차로 검지기가 이틀 동안 멈추어 그 시간의 값이 없음(가상)",
        what_en="The detector of crossing 3 stood still for two days, so that those hours have no value (simulated)",
        why_ko="전원 공사로 인한 것으로, 계획에는 없던 일임",
        why_en="Works on its power supply, which the plan did not foresee",
    )
    estimate_effect(**given, pilot=pilot)


def _described(cast, began):
    return {
        "code": CODE,
        "title_ko": "신호 우선제어 실증(가상)",
        "title_en": "Signal priority at two crossings",
        "question_ko": "신호 우선제어를 적용한 두 교차로의 평균 대기시간이 다른 교차로보다 더 줄었는가?",
        "question_en": "Did waiting at the two crossings with signal priority fall by more than elsewhere?",
        "city_ko": "한빛시(가상)",
        "city_en": "Hanbit (made up)",
        "country": "KR",
        "service": Service.objects.filter(code=SERVICE).first(),
        "service_version": "2.1",
        "began_on": began.date(),
        "ends_on": (began + timedelta(days=WINDOW)).date(),
        "opened_from": "award",
        "partners": ((cast.organisations["hanbit-mobility"], "provider"), (cast.organisations["kict"], "evaluator")),
    }


def _place(number):
    role = "treated" if number < TREATED else "comparison"
    names = {"name_ko": f"교차로 {number + 1}", "name_en": f"Crossing {number + 1}"}
    place = {"latitude": 36.48 + 0.006 * (number // 6), "longitude": 127.24 + 0.008 * (number % 6)}
    return {"code": f"x{number + 1:02}", "role": role, **names, **place}


def _conditions(given, pilot, began):
    until = (began + timedelta(days=120)).date()
    said = {
        "insurance": ("가상 손해보험 배상책임보험 SIM-0001, 사고당 5억 원", until),
        "permit": ("관할 경찰서와 협의한 신호 변경 범위(최대 10초)를 지킴", None),
        "safety": ("보행 신호는 줄이지 않으며, 사고가 나면 곧바로 기존 신호로 되돌림", None),
    }
    for asked, (statement, end) in said.items():
        meet_condition(**given, pilot=pilot, asked=asked, statement=statement, since=given["at"].date(), until=end)


def protocol(pilot, began):
    """What is measured and how."""
    return {
        "question": {"ko": pilot.question_ko, "en": pilot.question_en},
        "unit": "crossing",
        "time": ["at"],
        "outcome": "waiting",
        "measured_in": "s",
        "measured_in_column": "unit",
        "better": "lower",
        "counter": False,
        "grain": "readings",
        "least": 0,
        "most": 600,
        "treated": [_place(number)["code"] for number in range(TREATED)],
        "comparison": [_place(number)["code"] for number in range(TREATED, PLACES)],
        "from": began.date().isoformat(),
        "window": WINDOW,
        "method": "did",
        "worth": 5.0,
        "stopping": {
            "ko": "4주 뒤 한 번 계산하며, 사고가 나면 즉시 중지함",
            "en": "Computed once after four weeks; stopped at once after an accident",
        },
        "notes": [],
    }


def written(path: Path, began: datetime, days, *, troubled: bool = False) -> Path:
    """Hourly readings of every crossing, from a fixed seed; some of them with the troubles that sensors have."""
    draw = random.Random(7)  # noqa: S311 (simulated figures)
    start = began.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["crossing", "at", "waiting", "unit"])
        for number in range(PLACES):
            for day in days:
                own = 42 + number % 5 + 3 * ((day % 7) < 5) + draw.gauss(0, 1.2)
                own -= FALL * (number < TREATED and day >= 0)
                for hour in range(24):
                    moment = start + timedelta(days=day, hours=hour)
                    rows.writerow(_row(number, moment, own + draw.gauss(0, 4), day, hour, troubled))
    return path


def _row(number, moment, value, day, hour, troubled):
    row = [_place(number)["code"], moment.strftime("%Y-%m-%d %H:%M"), f"{value:.1f}", "s"]
    if troubled and number == 2 and day in (-4, -3):
        row[2] = ""
    if troubled and number == 9 and day > 20:
        row[2:] = [f"{value / 60:.4f}", "min"]
    if troubled and number == 5 and (day, hour) == (3, 8):
        row[2] = "9999"
    return row
