"""Every page of a case, with 10,000 cases stored, 55 criteria each and nine assessors on the large ones.

The demonstration is played into a home of its own; a decided case that five assessors marked gets four more, and is
then copied in the database, with what hangs on it, until there are 10,000. Every persona asks for every page of one
case of every state, and follows the links on them to the pages that take more than a case (an item, a mark, a
proceeding, a meeting, an assignment); so with the lists. Each page that answers is measured once for each persona and
state: CPU is this process's, template and database included, the second request after one to warm up, and where that
took more than half of the target the median of three.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from html import unescape
from pathlib import Path

from bench import Row
from bench.alone import alone
from bench.report import table

CASES, ASSESSORS, TIMES = 10_000, 9, 3
ROOMS, SCHEME = ("assessment", "certification"), "smart-city-service"
LINK = re.compile(r'href="(/ko/[^"#]+)"')
MOST_MILLISECONDS, MOST_QUERIES = 100, 15
STRIDE = 1_000_000
"""A copied row's number is its model's number plus a multiple of this, so that copies find their own parents."""
SLOWEST = 12


def main() -> list[Row]:
    """The slowest pages of a case, the slowest of all, and the lists."""
    with tempfile.TemporaryDirectory() as home:
        (pages, lists, stored, counted), _ = alone(_measured, home)
    rows = [Row("stored: cases, sheets, marks", f"{CASES:,} cases", stored)]
    rows.append(Row("figures of all closed cases counted and stored by the hourly job", "", f"{counted:.1f} s"))
    for (persona, state, page), (seconds, asked) in sorted(pages.items(), key=lambda item: -item[1][0])[:SLOWEST]:
        rows.append(Row(f"{page}, {state}, {persona}", f"≤ {MOST_MILLISECONDS} ms", _said(seconds, asked)))
    fast = sum(seconds * 1000 <= MOST_MILLISECONDS for seconds, _ in pages.values())
    kinds = len({page for _persona, _state, page in pages})
    rows.append(Row(f"pages of a case within the target, of {kinds} kinds", "all", f"{fast} of {len(pages)}"))
    for page, (persona, seconds, asked) in sorted(_dearest(lists).items()):
        rows.append(Row(f"list: {page}, {persona}", f"≤ {MOST_QUERIES} queries", _said(seconds, asked)))
    return rows


def _dearest(lists) -> dict[str, tuple[str, float, int]]:
    """For each list the persona for whom it asks the database most, with what it costs them."""
    found = {}
    for (persona, page), (seconds, asked) in lists.items():
        found[page] = max(found.get(page, ("", 0, 0)), (persona, seconds, asked), key=lambda one: (one[2], one[1]))
    return found


def _said(seconds: float, asked: int) -> str:
    return f"{seconds * 1000:.0f} ms, {asked} queries"


def _measured(home: str):
    _play(home)
    import django

    django.setup()
    _fill()
    stored_in, stored = _stored()
    return *_pages(), stored, stored_in


def _play(home: str) -> None:
    """Play the demonstration into `home`, and make it the home of this process."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "CITYLOOP_HOME": home
    }
    command = [Path(sys.executable).with_name("cityloop"), "demo", "--build-only"]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)


def _stored() -> tuple[float, str]:
    """CPU seconds to count and store the figures of all closed cases; how much there is."""
    from django.db import connection
    from django.utils import timezone

    from cityloop.certification.actions.figures import store_figures

    began = time.process_time()
    store_figures(timezone.now())
    took = time.process_time() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        counts = [
            cursor.execute(f"SELECT COUNT(*) FROM assessment_{name}").fetchone()[0]
            for name in ("case", "marksheet", "mark")
        ]
    return took, " · ".join(f"{count:,}" for count in counts)


def _fill() -> None:
    """Give one marked case nine assessors, and copy it until there are enough cases."""
    from django.db import connection, transaction
    from django.db.models import Count

    from cityloop.assessment.models import Case

    marked = Case.objects.filter(state="granted", edition__scheme=SCHEME)
    model = marked.annotate(n=Count("sheets__marks")).order_by("-n").first()
    with transaction.atomic():
        _more_assessors(model)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("CREATE TEMP TABLE many (n INTEGER PRIMARY KEY)")
        cursor.execute(
            "WITH RECURSIVE counting(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < %s) "
            "INSERT INTO many SELECT n FROM counting",
            [CASES - Case.objects.count()],
        )
        missing: set[type] = set()  # what could not be copied, and so what hangs on it
        for kind, path in _hanging_on(Case):
            rows = kind.objects.filter(**{path: model.pk}) if path else kind.objects.filter(pk=model.pk)
            numbers = [str(number) for number in rows.values_list("pk", flat=True)]
            if {field.related_model for field in kind._meta.fields} & missing or not _copy(cursor, kind, numbers):
                missing.add(kind)


def _more_assessors(case) -> None:
    """Four more sheets like the first one, by people of their own."""
    from cityloop.assessment.models import Duty, Mark, MarkSheet
    from cityloop.organisations.models import Person

    first = case.sheets.order_by("pk").first()
    marks = list(first.marks.all())
    for number in range(ASSESSORS - case.sheets.count()):
        person = Person.objects.create(
            email=f"more-{number}@bench.example", name_ko=f"추가 {number}", name_en=f"More {number}"
        )
        Duty.objects.create(case=case, person=person, duty=Duty.Kind.EVALUATE, given_at=case.opened_at)
        sheet = MarkSheet.objects.create(
            case=case, person=person, round=first.round, submitted_at=first.submitted_at, digest=first.digest
        )
        Mark.objects.bulk_create(
            Mark(sheet=sheet, criterion=mark.criterion, mark=mark.mark, note=mark.note, at=mark.at) for mark in marks
        )


def _hanging_on(case) -> list[tuple[type, str]]:
    """Every kind of row that belongs to a case, with the way from it to the case; the case itself first."""
    from django.apps import apps

    found, waiting = [(case, "")], [(case, "")]
    while waiting:
        parent, path = waiting.pop(0)
        for room in ("assessment", "certification"):
            for kind in apps.get_app_config(room).get_models():
                for field in kind._meta.fields:
                    if field.related_model is parent and kind not in [known for known, _ in found] and not field.null:
                        found.append((kind, f"{field.name}__{path}" if path else field.name))
                        waiting.append(found[-1])
    return found


def _copy(cursor, kind, numbers: list[str]) -> bool:
    """Insert the rows of these numbers once for every copy; what is unique by itself gets the copy's number.

    False where the database keeps each of them to one, as a place on a status list or on an agenda.
    """
    from django.db import IntegrityError, models, transaction

    if not numbers:
        return True
    from cityloop.assessment.models import Case

    own = {known for known, _ in _hanging_on(Case)}
    columns, values = [], []
    for field in kind._meta.concrete_fields:
        name = f'"{field.column}"'
        columns.append(name)
        if field.primary_key or field.related_model in own:
            values.append(f"{name} + many.n * {STRIDE}")
        elif field.unique and isinstance(field, models.CharField):
            values.append(f"SUBSTR({name}, 1, 30) || '-' || many.n")
        else:
            values.append(name)
    table = kind._meta.db_table
    with suppress(IntegrityError), transaction.atomic():
        cursor.execute(
            f'INSERT INTO "{table}" ({", ".join(columns)}) SELECT {", ".join(values)} FROM "{table}", many '
            f'WHERE "{table}"."{kind._meta.pk.column}" IN ({", ".join(numbers)})'
        )
        return True
    return False


def _pages():
    """CPU seconds and queries of every page of a case, by persona, state and page; the same of the lists."""
    from django.test import Client

    from cityloop.organisations.queries import personas

    cases, routes = _samples(), dict(_routes())
    lists = [name for name, takes in routes.items() if takes <= {"scheme"}]
    pages, listed = {}, {}
    for person in personas():
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        for state, reference in cases.items():
            if client.get(_address("certification:case", reference=reference)).status_code != 200:
                continue
            own = [_address(name, reference=reference) for name, takes in routes.items() if takes == {"reference"}]
            for name, cost in _walk(client, own, without=lists):
                pages[person.persona, state, name] = cost
        for name, cost in _walk(client, [_address(name, SCHEME) for name in lists]):
            if name in lists:
                listed[person.persona, name] = cost
            elif "reference" not in routes[name]:
                pages[person.persona, "–", name] = cost
    return pages, listed


def _samples() -> dict[str, str]:
    """The reference of one case of each state, and of one of the copied ones."""
    from cityloop.assessment.models import Case

    cases = {}
    for case in Case.objects.filter(edition__scheme=SCHEME, pk__lt=STRIDE).order_by("-pk"):
        cases[case.state] = case.reference
    copied = Case.objects.filter(pk__gt=STRIDE).order_by("pk").first()
    return cases | {f"{copied.state}, {ASSESSORS} assessors": copied.reference}


def _routes():
    """Names of the routes of cases and of certification, with what each takes."""
    from cityloop.assessment import urls as shared
    from cityloop.certification import urls

    for room in (shared, urls):
        for pattern in room.urlpatterns:
            yield f"{room.app_name}:{pattern.name}", set(pattern.pattern.regex.groupindex)


def _address(name: str, scheme: str = "", **takes) -> str:
    """The Korean address of a page; the scheme is given to those that take one."""
    from django.urls import reverse
    from django.utils import translation

    with translation.override("ko"):
        return reverse(name, kwargs=takes | ({"scheme": scheme} if "scheme" in dict(_routes())[name] else {}))


def _walk(client, addresses, without=()):
    """Each page of these addresses, and of those that they link to, once for each route: its name and its cost."""
    done, links = set(without), []
    for address in addresses:
        yield from _opened(client, address, done, links)
    for address in list(dict.fromkeys(links)):
        yield from _opened(client, address, done, [])


def _opened(client, address, done, links):
    """The name and the cost of one page, unless its route was measured before; what it links to is added."""
    from django.urls import Resolver404, resolve
    from django.utils import translation

    try:
        with translation.override("ko"):
            match = resolve(address.partition("?")[0])
    except Resolver404:
        return
    if match.app_name not in ROOMS or match.view_name in done:
        return
    found = _cost(client, address)
    if found:
        done.add(match.view_name)
        seconds, asked, page = found
        links += [unescape(one) for one in LINK.findall(page)]
        yield match.view_name, (seconds, asked)


def _cost(client, address: str) -> tuple[float, int, str] | None:
    """CPU seconds, queries and text of a page; None where it does not answer with a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = client.get(address)
    if first.status_code != 200 or not first.headers.get("content-type", "").startswith("text/html"):
        return None
    with CaptureQueriesContext(connection) as asked:
        spent = [_once(client, address)]
        queries = len(asked)
    if spent[0] * 2000 > MOST_MILLISECONDS:
        spent = [_once(client, address) for _ in range(TIMES)]
    return statistics.median(spent), queries, first.text


def _once(client, address: str) -> float:
    began = time.process_time()
    client.get(address)
    return time.process_time() - began


if __name__ == "__main__":
    print(table(main()))
