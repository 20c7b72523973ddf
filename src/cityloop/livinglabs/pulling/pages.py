"""A page of NGSI-LD or SensorThings as readings, and the address of the page after it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit, urlunsplit

from django.utils.translation import gettext as _

NGSI, THINGS = "ngsi_ld", "sensor_things"
Row = tuple[str, str, float | None, str | None]


class Unread(Exception):
    """An answer that is not what it was said to be."""


@dataclass(frozen=True)
class Page:
    """Readings (place, time, value, unit of measurement), the page after this one or "", and how many are announced."""

    rows: list[Row]
    following: str
    expected: int | None


def read_page(kind: str, address: str, body: bytes, headers: Mapping[str, str], outcome: str) -> Page:
    """Read one answer. `outcome` is the property that an NGSI-LD entity is asked for. Raises `Unread`."""
    try:
        said = json.loads(body)
    except ValueError as error:
        raise Unread(_("The answer is no JSON.")) from error
    page = _ngsi(address, said, headers, outcome) if kind == NGSI else _things(address, said)
    if page.following and urlsplit(page.following)[:2] != urlsplit(address)[:2]:
        raise Unread(_("The next page is said to be on another machine; it is not followed."))
    if page.following == address:
        raise Unread(_("The next page is said to be this one."))
    return page


def _things(address: str, said) -> Page:
    if not isinstance(said, dict) or not isinstance(said.get("value"), list):
        raise Unread(_("The answer is no list of observations."))
    own = re.search(r"Datastreams\(([^)]+)\)", address)
    rows = [_observation(one, own[1].strip("'") if own else "") for one in said["value"] if isinstance(one, dict)]
    count = said.get("@iot.count")
    following = urljoin(address, str(said.get("@iot.nextLink") or said.get("@nextLink") or "")) or ""
    if not (said.get("@iot.nextLink") or said.get("@nextLink")):
        following = ""
    return Page(rows, following, count if isinstance(count, int) and count >= 0 else None)


def _observation(one: dict, own: str) -> Row:
    stream = one.get("Datastream") if isinstance(one.get("Datastream"), dict) else {}
    thing = stream.get("Thing") if isinstance(stream.get("Thing"), dict) else {}
    unit = thing.get("name") or stream.get("name") or stream.get("@iot.id") or own
    measure = stream.get("unitOfMeasurement") if isinstance(stream.get("unitOfMeasurement"), dict) else {}
    time = str(one.get("phenomenonTime") or one.get("resultTime") or "").partition("/")[0]
    return str(unit), time, _number(one.get("result")), measure.get("symbol")


def _ngsi(address: str, said, headers: Mapping[str, str], outcome: str) -> Page:
    entities = said if isinstance(said, list) else [said]
    if not all(isinstance(one, dict) and "id" in one for one in entities):
        raise Unread(_("The answer is no list of entities."))
    rows = [row for one in entities for row in _instances(one, outcome)]
    count = headers.get("ngsild-results-count", "")
    return Page(rows, _next_ngsi(address, len(entities), headers), int(count) if count.isdigit() else None)


def _instances(entity: dict, outcome: str) -> Iterator[Row]:
    """The values of a property over time, in the normalized, the simplified (`temporalValues`) and the single form."""
    name, given = str(entity["id"]), entity.get(outcome)
    if isinstance(given, dict) and isinstance(given.get("values"), list):
        for pair in given["values"]:
            if isinstance(pair, list) and len(pair) == 2:
                yield name, str(pair[1]), _number(pair[0]), given.get("unitCode")
        return
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, dict):
            yield name, str(one.get("observedAt", "")), _number(one.get("value")), one.get("unitCode")


def _next_ngsi(address: str, count: int, headers: Mapping[str, str]) -> str:
    link = re.search(r'<([^>]+)>\s*;[^,]*rel="?next"?', headers.get("link", ""))
    if link:
        return urljoin(address, link[1])
    parts = urlsplit(address)
    query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    limit = query.get("limit", "")
    if not limit.isdigit() or count < int(limit) or not count:
        return ""
    query["offset"] = str(int(query.get("offset", "0") or 0) + int(limit))
    return urlunsplit(parts._replace(query=urlencode(query)))


def _number(value) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
