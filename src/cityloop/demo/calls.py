"""The K-City register since 2020, as the ministry and the press published it."""

import csv
import hashlib
from pathlib import Path

from cityloop.calls.actions import import_register

DATA = Path(__file__).parent / "data"
SIC = " (sic)"


def play(cast):
    """Import the published totals and the named projects of the K-City Network."""
    files = [(DATA / name).read_bytes() for name in ("kcity_calls.csv", "kcity_projects.csv")]
    import_register(
        actor=cast.people["secretariat"],
        at=cast.at,
        programme="k-city-network",
        totals=[_total(row) for row in _rows("kcity_calls.csv")],
        projects=[_project(row, _places()) for row in _rows("kcity_projects.csv")],
        digest=hashlib.sha256(b"".join(files)).hexdigest(),
    )


def _rows(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _places():
    return {(row["country"], row["city"]): row for row in _rows("kcity_places.csv")}


def _total(row):
    return {"source": row.pop("source"), **{key: int(value) if value else None for key, value in row.items()}}


def _project(row, places):
    place = places[row["country"], row["city"]]
    return {
        "year": int(row["year"]),
        "type": row["type"],
        "country": place["iso"],
        "country_as_printed": row["country"].removesuffix(SIC) if row["country"].endswith(SIC) else "",
        "city_ko": place["city_ko"],
        "city_en": row["city"],
        "title_ko": row["title_ko"],
        "title_en": row["title_en"],
        "company": row["company"],
        "latitude": float(place["latitude"]) if place["latitude"] else None,
        "longitude": float(place["longitude"]) if place["longitude"] else None,
        "source": row["source"],
    }
