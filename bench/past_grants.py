"""5,000 past grants through the import page: the file is read and shown, confirmed, and stands in the register.

A CSV with every column that the page knows, made up, is posted twice as a browser does it: once to look at what it
would enter, once to confirm. The clock is that of the wall, forms, templates and database (SQLite) included.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
import time

from bench import Row
from bench.alone import alone
from bench.deadline import _notice, _site

GRANTS, MOST_SECONDS = 5_000, 20
COLUMNS = ("year", "type", "type_name_ko", "type_name_en", "country", "city_ko", "city_en", "title_ko", "title_en",
           "company", "amount", "currency", "awarded_on", "result_ko", "result_en", "latitude", "longitude",
           "source")  # fmt: skip
COUNTRIES = ("Vietnam", "Peru", "Kenya", "Poland", "Indonesia", "Colombia")


def main() -> list[Row]:
    """Rows for the two requests and their sum."""
    with tempfile.TemporaryDirectory() as home:
        os.makedirs(os.path.join(home, "static"))
        (shown, taken, stands), _peak = alone(_measured, home)
    return [
        Row("read, checked and shown", "", f"{shown:.1f} s"),
        Row("confirmed and entered", "", f"{taken:.1f} s"),
        Row("both together", f"≤ {MOST_SECONDS} s", f"{shown + taken:.1f} s"),
        Row("the page of the register with all of them", "", f"{stands:.1f} s"),
    ]


def _measured(home: str) -> tuple[float, float, float]:
    _site(home)
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from cityloop.calls.models import Project

    notice = _notice()
    client = Client(headers={"host": "localhost"})
    client.force_login(notice.drafted_by)
    page = f"/en/calls/programmes/{notice.edition.scheme}/import/"
    client.get(page)
    file = SimpleUploadedFile("grants.csv", _file(), "text/csv")
    began = time.perf_counter()
    answer = client.post(page, {"projects": file})
    shown = time.perf_counter() - began
    content = re.search(r'name="content" value="([^"]+)"', answer.content.decode()).group(1)
    began = time.perf_counter()
    client.post(page, {"do": "confirm", "content": content})
    taken = time.perf_counter() - began
    if Project.objects.count() != GRANTS:
        raise RuntimeError(f"{Project.objects.count()} grants are registered")
    began = time.perf_counter()
    client.get(f"/en/calls/programmes/{notice.edition.scheme}/")
    return shown, taken, time.perf_counter() - began


def _file() -> bytes:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for n in range(GRANTS):
        rows.writerow(
            [
                *(2000 + n % 25, "trial", "실증", "Trial", COUNTRIES[n % 6], f"도시 {n % 300}", f"City {n % 300}"),
                *(f"사업 {n}", f"Project {n}", f"Company {n % 900}", 1_000_000 + n, "KRW", f"20{10 + n % 15}-05-01"),
                *("결과", "Result", 10 + n % 40, 100 + n % 20, "made up"),
            ]
        )
    return text.getvalue().encode()
