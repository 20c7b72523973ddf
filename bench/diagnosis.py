"""Compare one city with all others on every indicator.

Medians over runs of generated values, a tenth of them missing; no other program does the same. The first row goes
through the door of its user: a database of 10,000 cities and 300 indicators (2.7 million values), the page asked for
and drawn. Its first figure is CPU of this process, database included, the second the clock on the wall, which counts
what else the machine was doing. The rows of the engine are the comparison alone, on values in memory.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench import Row
from bench.alone import alone
from bench.report import table
from cityloop.engine.diagnosis import Indicator, Observations, Profile, choose_peers, diagnose

CITIES, INDICATORS = 10_000, 300
TARGET, TIMES = 0.3, 9
COLUMNS = (
    "city_id", "edition_id", "indicator", "year", "status", "value", "quality", "note", "taken_from_id", "line", "at",
)  # fmt: skip
AT = datetime(2026, 9, 1, tzinfo=UTC)


def measured(cities: int, indicators: int, peers: int, runs: int = 5) -> float:
    """Median seconds of choosing the peers and diagnosing one city."""
    rng = np.random.default_rng(1)
    values = rng.normal(size=(cities, indicators))
    values[rng.random(values.shape) < 0.1] = np.nan
    names, ids = tuple(f"c{i}" for i in range(cities)), tuple(f"i{j}" for j in range(indicators))
    seen = Observations(names, ids, values)
    asked = [Indicator(name, f"t{j % 17}", "lower" if j % 3 else "higher", goal=0.0) for j, name in enumerate(ids)]
    profiles = [Profile(name, float(10_000 * (1 + i % 500)), f"r{i % 9}") for i, name in enumerate(names)]
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        diagnose("c0", seen, asked, choose_peers("c0", profiles, peers))
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def _through_the_door(home: str) -> dict[str, tuple[float, float]]:
    """Median seconds of CPU and on the wall of the findings and of the page, in a database of their own."""
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)
    os.makedirs(os.path.join(home, "static"))
    from cityloop.cli.site import prepare

    prepare()
    from django.test import Client

    city, edition = _filled()
    from cityloop.consulting.queries.diagnosis import report

    client = Client(headers={"host": "localhost"})

    def get(path):
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}")

    return {
        "findings": _median(lambda: report(city, edition)),
        "page": _median(lambda: get("/en/cities/c0/diagnosis/")),
        "api": _median(lambda: get("/api/v1/cities/c0/diagnosis")),
    }


def _median(do) -> tuple[float, float]:
    do()
    spent, took = [], []
    for _ in range(TIMES):
        began, clock = time.process_time(), time.perf_counter()
        do()
        spent.append(time.process_time() - began)
        took.append(time.perf_counter() - clock)
    return statistics.median(spent), statistics.median(took)


def _said(took: tuple[float, float]) -> str:
    return f"{1000 * took[0]:.0f} ms of CPU, {1000 * took[1]:.0f} ms"


def _filled():
    """A framework of 300 indicators, and 10,000 cities with values of nine in ten of them."""
    from django.db import connection, transaction

    from cityloop.assessment.actions import publish_edition
    from cityloop.consulting.models import City, Coverage, IndicatorImport, IndicatorValue

    edition = publish_edition(actor=None, at=AT, content=_framework())
    regions = City.Region.values
    City.objects.bulk_create(
        City(
            code=f"c{n}", name_ko=f"도시 {n}", name_en=f"City {n}", country="KR", region=regions[n % len(regions)],
            registered_at=AT,
        )
        for n in range(CITIES)
    )  # fmt: skip
    taken = IndicatorImport.objects.create(
        edition=edition, name="generated", sha256="0" * 64, source="bench", at=AT, cells=0, added=0
    )
    cities = list(City.objects.order_by("pk"))
    for start in range(0, CITIES, 500):
        some = [city.pk for city in cities[start : start + 500]]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_insert(IndicatorValue), _values(some, start, edition.pk, taken.pk))
    Coverage.objects.bulk_create(_coverage(city.pk, edition, n) for n, city in enumerate(cities))
    return cities[0], edition


def _coverage(city: int, edition, number: int):
    """What an import folds of a city's values: here nine in ten are known, and an income by which peers are chosen."""
    from cityloop.consulting.models import Coverage

    known = {"known": 270, "missing": 30, "not_applicable": 0, "asked": 0}
    income = 1_000.0 + number % 500
    return Coverage(city_id=city, edition=edition, indicators=INDICATORS, changed_at=AT, income=income, **known)


def _insert(model) -> str:
    return f"INSERT INTO {model._meta.db_table} ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"


def _values(cities: list[int], start: int, edition: int, taken: int):
    """Rows for the table, nine in ten of the cells."""
    rng = np.random.default_rng(start)
    values = (rng.random((len(cities), INDICATORS)) * 100).round(3)
    there = rng.random(values.shape) >= 0.1
    for i, city in enumerate(cities):
        for j in range(INDICATORS):
            if there[i, j]:
                line = (start + i) * INDICATORS + j + 2
                yield city, edition, f"i{j}", 2025, "known", float(values[i, j]), "measured", "", taken, line, AT


def _framework() -> dict:
    def both(text):
        return {"ko": text, "en": text}

    indicators = [
        {"id": f"i{j}", "theme": f"t{j % 17}", "title": both(f"Indicator {j}"), "unit": "%", "direction": "higher"}
        for j in range(INDICATORS)
    ]
    areas = [{"id": f"t{n}", "title": both(f"Theme {n}")} for n in range(17)]
    return {
        "kind": "framework", "id": "wide", "edition": "1", "title": both("Wide"), "source": [{"cite": "made up"}],
        "areas": areas, "indicators": indicators, "peers": {"income": "i0"},
    }  # fmt: skip


def main() -> list[Row]:
    """Medians over runs."""
    with tempfile.TemporaryDirectory() as home:
        took, _ = alone(_through_the_door, str(Path(home)))
    wide, target = f"1 of {CITIES:,} cities × {INDICATORS} indicators", f"≤ {1000 * TARGET:.0f} ms"
    return [
        Row(f"the findings of {wide}, from the database", target, _said(took["findings"])),
        Row(f"the diagnosis of {wide} at the API", target, _said(took["api"])),
        Row(f"the page of the diagnosis of {wide}, drawn", "", _said(took["page"])),
        Row("diagnose a city against 8 of 45, 56 indicators", "", f"{1000 * measured(45, 56, 8):.1f} ms"),
        Row("diagnose a city against 8 of 10,000, 300 indicators", "", f"{1000 * measured(10_000, 300, 8):.0f} ms"),
        Row(
            "diagnose a city against all of 10,000, 300 indicators", "", f"{1000 * measured(10_000, 300, 9_999):.0f} ms"
        ),
    ]


if __name__ == "__main__":
    print(table(main()))
