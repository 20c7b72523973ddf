"""List pages of the site: queries at 1 and at 1,000 rows, CPU at 200 rows, and what a first visit downloads.

Services, cases and cities are made by the site's own actions in a database of their own, and every page is asked for by
somebody who may see all of them. My services and the inbox show all their rows; the directory shows 20 at a time, cases
25 and cities 100, so that only the first two are compared with peers in CPU. CPU is this process's, template and
database included, the median of nine requests after one to warm up. Peers are as their projects are known for and were
not run here: pretalx's list of submissions, 36 queries and 2.2 CPU seconds at 200 rows; Hypha's, 142 queries at 100.
"""

from __future__ import annotations

import os
import re
import statistics
import tempfile
import time
from pathlib import Path

from bench import Row
from bench.alone import alone
from bench.report import table

PAGES = {
    "the directory": "services/",
    "my services": "services/mine/",
    "cases": "certification/cases/",
    "the inbox": "inbox/",
    "cities": "cities/",
}
SHOWN_WHOLE = {"my services", "the inbox"}
FEW, SOME, MANY = 1, 200, 1_000
TIMES = 9
MOST_QUERIES, MOST_MILLISECONDS = 15, 150
PEER = {"queries": "pretalx 36, Hypha 142", "cpu": "pretalx 2,200 ms"}


def main() -> list[Row]:
    """Rows for each page: queries at both sizes, and CPU."""
    with tempfile.TemporaryDirectory() as home:
        (queries, cpu, first), _ = alone(_measured, home)
    rows = [Row("the front page: first visit without fonts, compressed", "< 200 kB", f"{first / 1000:.0f} kB")]
    for name in PAGES:
        few, many = queries[FEW][name], queries[MANY][name]
        rows.append(
            Row(
                f"{name}: queries at {FEW} and at {MANY:,} rows",
                f"the same, ≤ {MOST_QUERIES}",
                f"{few} and {many}",
                PEER["queries"],
                36 / many,
            )
        )
        rows.append(
            Row(
                f"{name}: CPU at {SOME} rows",
                f"≤ {MOST_MILLISECONDS} ms",
                f"{cpu[name] * 1000:.0f} ms",
                PEER["cpu"] if name in SHOWN_WHOLE else "",
                2.2 / cpu[name] if name in SHOWN_WHOLE else None,
            )
        )
    return rows


def _measured(home: str):
    """Queries by number of rows and page, CPU seconds by page, and bytes of a first visit; all in a new `home`."""
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)
    os.makedirs(os.path.join(home, "static"))
    from cityloop.cli.site import prepare

    prepare()
    world = _World()
    queries = {}
    for rows in (FEW, SOME, MANY):
        world.grow(rows)
        queries[rows] = {name: world.queries(page) for name, page in PAGES.items()}
        if rows == SOME:
            cpu = {name: world.seconds(page) for name, page in PAGES.items()}
    return queries, cpu, world.first_visit()


class _World:
    """A provider with as many services and cases as asked for, among as many cities."""

    def __init__(self):
        from django.test import Client
        from django.utils import timezone

        from cityloop.assessment.actions import publish_edition
        from cityloop.engine.frozen import thaw
        from cityloop.organisations.actions import enrol_person, register_organisation
        from cityloop.organisations.models import Membership
        from cityloop.rulebook import load

        self.at, self.rows = timezone.now(), 0
        self.provider = register_organisation(
            actor=None, at=self.at, code="lantern", name_ko="등불", name_en="Lantern", kind="company", country="KR"
        )
        self.person = enrol_person(
            actor=None,
            at=self.at,
            email="officer@lantern.example",
            name_ko="한등불",
            name_en="Han Deungbul",
            organisation=self.provider,
            role=Membership.Role.OFFICER,
            since=self.at.date().replace(year=self.at.year - 1, day=1),
        )
        publish_edition(actor=None, at=self.at, content=thaw(load("digital-public-goods/2021-reviews").content))
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(self.person)

    def grow(self, rows: int) -> None:
        """Until there are `rows` services in the directory, each with an application, and as many cities."""
        from django.db import transaction

        from cityloop.catalogue.search import index

        with transaction.atomic():
            for number in range(self.rows, rows):
                self._one_more(number)
        index.catch_up()
        self.rows = rows

    def _one_more(self, number: int) -> None:
        from cityloop.catalogue.actions import publish_service, register_service
        from cityloop.certification.actions import open_case
        from cityloop.consulting.actions import register_city

        step = {"actor": self.person, "at": self.at}
        service = register_service(
            **step,
            code=f"service-{number}",
            provider=self.provider,
            fields=["transport"],
            name_ko=f"서비스 {number}",
            name_en=f"Service {number}",
            summary_ko="정류장에서 도착 정보를 알립니다.",
            summary_en="Tells arrivals at the stop.",
            countries="KR",
        )
        publish_service(**step, service=service)
        open_case(**step, service=service, scheme="digital-public-goods", profile="")
        register_city(
            actor=None,
            at=self.at,
            code=f"city-{number}",
            name_ko=f"도시 {number}",
            name_en=f"City {number}",
            country="KR",
            region="eastern-asia",
            latitude=33 + number % 50 / 10,
            longitude=125 + number % 40 / 10,
            source="made up for this measurement",
        )

    def queries(self, page: str) -> int:
        """How many queries a page asks, once it is warm."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._get(page)
        with CaptureQueriesContext(connection) as asked:
            self._get(page)
        return len(asked)

    def seconds(self, page: str) -> float:
        """CPU seconds of one request, the median of several."""
        self._get(page)
        spent = []
        for _ in range(TIMES):
            began = time.process_time()
            self._get(page)
            spent.append(time.process_time() - began)
        return statistics.median(spent)

    def first_visit(self) -> int:
        """Bytes of the front page with its style sheets, script and icon, as they travel."""
        from django.conf import settings

        from cityloop.cli.static import collect

        collect()
        page = self._get("", headers={"accept-encoding": "gzip"})
        linked = set(re.findall(r'"/static/([^"]+)"', self._get("").content.decode()))
        files = (Path(settings.STATIC_ROOT) / f"{name}.gz" for name in linked)
        return len(page.content) + sum(file.stat().st_size for file in files)

    def _get(self, page: str, **more):
        answer = self.client.get(f"/ko/{page}", **more)
        if answer.status_code != 200:
            raise RuntimeError(f"{page} answers {answer.status_code}")
        return answer


if __name__ == "__main__":
    print(table(main()))
