"""5,000 citizens vote over HTTP as fast as one real server process takes their votes, and some try twice.

One open vote with 5,000 codes, in a database of its own (SQLite, every commit on the disk). `cityloop serve` runs as it
does in production. Fifty voters are at the server at any moment, each votes once and makes room for the next; every
tenth sends the same vote twice at the same moment, as an impatient thumb does. Afterwards the database is asked: each
code used once, as many votes as codes, the votes for and against as they were chosen, and the count by the site itself.
Server and clients share the machine.
"""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from bench import Row
from bench.alone import alone
from bench.deadline import PATIENCE, SECRET, _call, _free_port, _site, _text, _wait_for

VOTERS, AT_THE_SERVER, TWICE = 5_000, 50, 10
CRITERION, TRACK = "idea.vote", "harbour"


def main() -> list[Row]:
    """Rows for what was taken, what was kept, and how long an answer took."""
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        os.makedirs(os.path.join(home, "static"))
        (ballot, codes), _ = alone(_opened, home)
        port = _free_port()
        server = subprocess.Popen(
            [Path(sys.executable).with_name("cityloop"), "serve", "--port", str(port)],
            env=environment | {"CITYLOOP_HOME": home},
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            began = time.time()
            answers = _rush(port, ballot, codes)
            took = time.time() - began
        finally:
            server.terminate()
            server.wait(30)
        kept, _ = alone(_kept, home, ballot)
    return _rows(answers, took, kept)


def _rows(answers, took, kept) -> list[Row]:
    seconds = sorted(one["seconds"] for one in answers)
    taken = sum(one["status"] == 302 for one in answers)
    refused = sum(one["status"] == 422 for one in answers)
    slow = f"{statistics.median(seconds):.2f} s / {seconds[int(len(seconds) * 0.95)]:.2f} s / {seconds[-1]:.2f} s"
    return [
        Row("votes taken", f"{VOTERS:,}", f"{taken:,}"),
        Row("sent a second time at the same moment, and refused", f"{VOTERS // TWICE:,}", f"{refused:,}"),
        Row("in the database: codes used / votes / votes for", f"{VOTERS:,} / {VOTERS:,} / {VOTERS * 7 // 10:,}",
            f"{kept['used']:,} / {kept['votes']:,} / {kept['for']:,}"),
        Row("counted by the site: votes, share for", f"{VOTERS:,}, 70.0%", f"{kept['cast']:,}, {kept['share']:.1%}"),
        Row(f"votes a second with {AT_THE_SERVER} voters at the server", "", f"{taken / took:.0f}"),
        Row("the wait for an answer: median / 95 % / longest", "", slow),
    ]  # fmt: skip


def _rush(port: int, ballot: str, codes: list[str]) -> list[dict]:
    answers: list[dict] = []
    local = threading.local()

    def vote(n: int) -> None:
        answers.append(_post(local, port, ballot, codes[n], "yes" if n % 10 < 7 else "no"))

    order = [n for n in range(len(codes)) for _again in range(2 if n % TWICE == 0 else 1)]
    with ThreadPoolExecutor(AT_THE_SERVER) as voters:
        for done in [voters.submit(vote, n) for n in order]:
            done.result()
    return answers


def _post(local, port, ballot, code, choice) -> dict:
    if not hasattr(local, "line"):
        local.line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    body = urlencode({"csrfmiddlewaretoken": SECRET, "choices": choice, "code": code})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={SECRET}"}
    began = time.time()
    local.line.request("POST", f"/en/labs/votes/{ballot}/", body, headers)
    answer = local.line.getresponse()
    answer.read()
    return {"status": answer.status, "seconds": time.time() - began}


def _opened(home: str) -> tuple[str, list[str]]:
    """The number of an open vote, and its codes as the city hands them out."""
    _site(home)
    from django.db import transaction

    from cityloop.assessment.actions import publish_edition
    from cityloop.assessment.actions.steps import begin_case
    from cityloop.calls.workflow import SCREENED
    from cityloop.livinglabs.actions import issue_codes, open_ballot
    from cityloop.organisations.actions import designate, enrol_person, register_organisation

    at = datetime.now(UTC)
    since = at.date().replace(year=at.year - 1, day=1)
    with transaction.atomic():
        edition = publish_edition(actor=None, at=at, content=_asking())
        people = {}
        for code, kind in (("secretariat", "public_body"), ("city", "local_government")):
            body = register_organisation(
                actor=None, at=at, code=code, name_ko="가상", name_en=code, kind=kind, country="KR"
            )
            people[code] = body, enrol_person(
                actor=None, at=at, email=f"{code}@{code}.example", name_ko="담당자", name_en="Officer",
                organisation=body, role="officer", since=since,
            )  # fmt: skip
        designate(
            actor=None, at=at, organisation=people["secretariat"][0], duty="secretariat", scheme=edition.scheme,
            since=since, source="made up",
        )  # fmt: skip
        city, official = people["city"]
        case = begin_case(
            actor=official, at=at, edition=edition, profile=TRACK, applicant=city, state=SCREENED, prefix="VOTE",
            title_en="Harbour", received_at=at,
        )  # fmt: skip
        words = {f"{name}_{language}": name for name in ("voters", "checks") for language in ("ko", "en")}
        window = {"opens_at": at, "closes_at": at + timedelta(days=1)}
        step = {"at": at, "case": case}
        ballot = open_ballot(actor=people["secretariat"][1], **step, criterion=CRITERION, **window, **words)
        batch = issue_codes(actor=official, at=at, ballot=ballot, number=VOTERS, label="Everybody")
    return ballot.code, list(batch.plain)


def _kept(home: str, code: str) -> dict:
    """What the database holds afterwards, and what the site counts."""
    _site(home)
    from cityloop.livinglabs.actions import count_ballot
    from cityloop.livinglabs.models import Ballot, CodeUse, Vote

    ballot = Ballot.objects.get(code=code)
    chosen = list(Vote.objects.filter(ballot=ballot).values_list("choices", flat=True))
    count = count_ballot(actor=None, at=ballot.closes_at, ballot=ballot)
    return {
        "used": CodeUse.objects.filter(code__ballot=ballot).count(),
        "votes": len(chosen),
        "for": chosen.count(["yes"]),
        "cast": count.cast,
        "share": count.share,
    }


def _asking() -> dict:
    """The call of the deadline's benchmark with a criterion that is read from a vote."""
    call = _call()
    source = [{"cite": "made up for the benchmark", "basis": "illustrative"}]
    options = [{"id": "yes", "title": _text("Yes")}, {"id": "no", "title": _text("No")}]
    vote = {"asks": _text("Shall it go on?"), "method": "yes_no", "options": options, "counts": "yes",
            "voters": _text("Everybody"), "smallest_cell": 5}  # fmt: skip
    call["criteria"][0]["weight"] = 5
    call["steps"]["citizen_vote"] = "P1D"
    call["criteria"].append(
        {"id": CRITERION, "area": "idea", "title": _text("Vote"), "asks": _text("What share?"), "kind": "measured",
         "why": _text("They live there."), "unit": "%", "direction": "higher", "points": [[40, 0], [80, 1]],
         "weight": 5, "citizen_vote": vote, "source": source}
    )  # fmt: skip
    return call
