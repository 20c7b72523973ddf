"""The directory's API as one real server process answers it, with many requests in flight. A part of `bench.search`."""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from bench import Row
from bench.alone import alone

IN_FLIGHT, TARGET = 50, "≤ 60 ms"
CHUNK = 5_000
PATIENCE = 120
SERVE = "import sys; from cityloop.cli import main; sys.exit(main())"
FIELDS = ("transport", "housing", "education", "logistics")


def served(home: Path, count: int, queries: Sequence[str], name: str, words: Sequence[str]) -> list[Row]:
    """Milliseconds of an answer with 50 requests in flight: every query for the first time, and again.

    `words` are the Korean words of the records, which an import would have analysed and remembered.
    """
    alone(_fill, str(home), count, list(words))
    with _Server(home) as server:
        server.asked(queries[:5])  # what is loaded on the first request is loaded
        first, again = server.asked(queries), server.asked(list(queries) * 5)
    return [
        _row(f"{name}: the API with {IN_FLIGHT} in flight, a question for the first time, p50 / p95", first),
        _row(f"{name}: the same, a question asked before, p50 / p95", again),
    ]


def _row(what: str, took: list[float]) -> Row:
    return Row(what, TARGET, f"{statistics.median(took):.0f} / {sorted(took)[int(len(took) * 0.95)]:.0f} ms")


def _fill(home: str, count: int, words: list[str]) -> None:
    """The words, rows for the documents of the index, and the marks by which the site takes the index for its own."""
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)
    from cityloop.cli.site import prepare

    prepare()
    from django.utils import timezone

    from cityloop.catalogue.models import DatabaseMark, Service, ServiceField
    from cityloop.catalogue.search import analyser, lexicon
    from cityloop.catalogue.search.tantivy_engine import LAYOUT

    lexicon.learn(words)
    now = timezone.now()
    for start in range(0, count, CHUNK):
        numbers = range(start, min(start + CHUNK, count))
        Service.objects.bulk_create(
            Service(
                pk=n + 1, code=f"s-{n}", name_ko=f"서비스 {n}", name_en=f"Service {n}", registered_at=now, listed_at=now
            )
            for n in numbers
        )
        ServiceField.objects.bulk_create(ServiceField(service_id=n + 1, field=FIELDS[n % 4]) for n in numbers)
    mark, _ = DatabaseMark.objects.get_or_create(pk=1)
    made = {"layout": LAYOUT, "analyser": analyser.version(), "database": str(mark)}
    root = Path(home, "index")
    (root / "000001" / "made.json").write_text(json.dumps(made))
    (root / "current").write_text("000001")


class _Server:
    """`cityloop serve` in a home, and a client that asks it with many requests in flight."""

    def __init__(self, home: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.home = home

    def __enter__(self) -> _Server:
        command = [sys.executable, "-c", SERVE, "serve", "--port", str(self.port)]
        environment = os.environ | {"CITYLOOP_HOME": str(self.home)}
        environment.pop("DATABASE_URL", None)
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                self._ask(self._connection(), "")
                return self
            except OSError:
                time.sleep(0.5)
        raise TimeoutError("the server did not answer")

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def asked(self, queries: Sequence[str]) -> list[float]:
        """Milliseconds of each answer; `IN_FLIGHT` clients ask one question after another."""
        waiting, took = list(queries), []

        def client() -> None:
            link = self._connection()
            while True:
                try:
                    query = waiting.pop()
                except IndexError:
                    return
                begun = time.perf_counter()
                self._ask(link, query)
                took.append((time.perf_counter() - begun) * 1e3)

        clients = [threading.Thread(target=client) for _ in range(IN_FLIGHT)]
        for one in clients:
            one.start()
        for one in clients:
            one.join()
        return took

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def _ask(self, link: http.client.HTTPConnection, query: str) -> None:
        link.request("GET", f"/api/v1/services?q={quote(query)}")
        answer = link.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} for {query!r}")
