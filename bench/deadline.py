"""A thousand proposals handed in over HTTP in the last minute before a deadline, to one real server process.

A thousand organisations have a complete draft each, opened by actions of the site in a database of their own (SQLite,
every commit on the disk). `cityloop serve` runs as it does in production. Each applicant posts once, at a moment drawn
so that half of them come in the last fifteen seconds; fifty more come one second after the deadline. What the clock of
the deadline counts is the moment at which a request had arrived in whole, so that nobody is late for having waited in
the server's queue. Afterwards the database is asked: every proposal once, with its digest, its receipt and its letter,
received before the deadline; every late one still a draft. Server and clients share the machine.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from bench import Row
from bench.alone import alone

APPLICANTS, LATE = 1_000, 50
MINUTE, RUSH = 60.0, 15.0
LEAD = 8.0
PATIENCE = 240
"""Seconds after which a client gives up, and with it the benchmark ends."""
SECRET = "c" * 32
TRACK = "harbour"


def main() -> list[Row]:
    """Rows for what arrived, what was kept, and how long an answer took."""
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        os.makedirs(os.path.join(home, "static"))
        posts, _ = alone(_drafted, home)
        port = _free_port()
        server = subprocess.Popen(
            [Path(sys.executable).with_name("cityloop"), "serve", "--port", str(port)],
            env=environment | {"CITYLOOP_HOME": home},
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            deadline = time.time() + LEAD + MINUTE
            alone(_closing, home, deadline)
            answers = _rush(port, posts, deadline)
        finally:
            server.terminate()
            server.wait(30)
        kept, _ = alone(_kept, home, deadline)
    return _rows(answers, kept)


def _rows(answers, kept) -> list[Row]:
    in_time = [one for one in answers if not one["late"]]
    seconds = sorted(one["seconds"] for one in in_time)
    taken, refused = (
        sum(one["status"] == 302 for one in in_time),
        sum(one["status"] == 409 for one in answers if one["late"]),
    )
    slow = f"{statistics.median(seconds):.1f} s / {seconds[int(len(seconds) * 0.95)]:.1f} s / {seconds[-1]:.1f} s"
    return [
        Row("handed in within the last minute, and answered with a receipt", f"{APPLICANTS:,}", f"{taken:,}"),
        Row("in the database: frozen with a digest, once each", f"{APPLICANTS:,}", f"{kept['frozen']:,}"),
        Row("letters of receipt written", f"{APPLICANTS:,}", f"{kept['letters']:,}"),
        Row("late by our clock among them", "0", str(kept["late"])),
        Row("the last of them arrived before the deadline by", "", f"{kept['margin']:.2f} s"),
        Row(
            f"of {LATE} that came one second late: refused and still drafts",
            f"{LATE}",
            f"{min(refused, kept['drafts'])}",
        ),
        Row("the wait for an answer: median / 95 % / longest", "", slow),
        Row("the last answer, after the deadline", "", f"{max(one['ended'] for one in in_time):.1f} s"),
    ]


def _rush(port: int, posts: list[dict], deadline: float) -> list[dict]:
    """Everybody posts at their moment; what each was answered, and when."""
    chance, answers, threads = random.Random(1), [], []
    for n, post in enumerate(posts):
        late = n >= APPLICANTS
        before = -1.0 if late else chance.uniform(0.3, RUSH if n % 2 else MINUTE)
        thread = threading.Thread(target=_post, args=(port, post, deadline - before, deadline, late, answers))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join(LEAD + MINUTE + PATIENCE)
    return answers


def _post(port, post, at, deadline, late, answers) -> None:
    time.sleep(max(at - time.time(), 0))
    began, status = time.time(), 0
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        body = urlencode({"csrfmiddlewaretoken": SECRET, "digest": post["digest"]})
        cookie = f"sessionid={post['session']}; csrftoken={SECRET}"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        connection.request("POST", f"/en/cases/{post['reference']}/submit/", body, headers)
        answer = connection.getresponse()
        answer.read()
        status = answer.status
    except OSError:
        status = -1
    ended = time.time()
    answers.append({"status": status, "seconds": ended - began, "ended": ended - deadline, "late": late})


def _drafted(home: str) -> list[dict]:
    """A complete draft of every applicant: reference, digest as the page shows it, and a session."""
    _site(home)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import transaction

    from cityloop.assessment.digests import of_dossier
    from cityloop.assessment.queries import dossier_of

    posts = []
    with transaction.atomic():
        notice = _notice()
        for n in range(APPLICANTS + LATE):
            case, person = _draft(notice, n)
            session = SessionStore()
            session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
            session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            session.create()
            digest = of_dossier(dossier_of(case))
            posts.append({"reference": case.reference, "digest": digest, "session": session.session_key})
    return posts


def _notice():
    from cityloop.assessment.actions import draft_notice, publish_edition, publish_notice
    from cityloop.assessment.notices import digest_of
    from cityloop.organisations.actions import designate, enrol_person, register_organisation

    at = datetime.now(UTC)
    edition = publish_edition(actor=None, at=at, content=_call())
    since = at.date().replace(year=at.year - 1, day=1)
    body = register_organisation(
        actor=None, at=at, code="secretariat", name_ko="사무국", name_en="Secretariat", kind="public_body", country="KR"
    )
    designate(
        actor=None, at=at, organisation=body, duty="secretariat", scheme=edition.scheme, since=since, source="made up"
    )
    officer = enrol_person(
        actor=None,
        at=at,
        email="officer@secretariat.example",
        name_ko="담당자",
        name_en="Officer",
        organisation=body,
        role="officer",
        since=since,
    )
    words = {f"{stem}_{code}": stem for stem in ("title", "method", "contact") for code in ("ko", "en")}
    window = {"opens_at": at, "closes_at": at + timedelta(days=30), "zone": "Asia/Seoul"}
    draft = draft_notice(actor=officer, at=at, edition=edition, profiles=[TRACK], **window, **words)
    return publish_notice(actor=officer, at=at, notice=draft, digest=digest_of(draft))


def _draft(notice, n: int):
    from cityloop.assessment.actions import save_answers
    from cityloop.calls.actions import open_proposal
    from cityloop.organisations.actions import enrol_person, register_organisation

    at = datetime.now(UTC)
    company = register_organisation(
        actor=None, at=at, code=f"firm-{n}", name_ko=f"기업 {n}", name_en=f"Firm {n}", kind="company", country="KR"
    )
    person = enrol_person(
        actor=None,
        at=at,
        email=f"lead-{n}@firm.example",
        name_ko="대표",
        name_en="Lead",
        organisation=company,
        role="officer",
        since=at.date(),
    )
    step = {"actor": person, "at": at}
    case = open_proposal(**step, notice=notice, track=TRACK, applicant=company, title_en=f"Sensors {n}")
    answers = {"summary": "Sensors for a harbour. " * 40, "grant": {"amount": 100 + n, "currency": "KRW"}}
    save_answers(**step, case=case, answers=answers)
    return case, person


def _closing(home: str, deadline: float) -> None:
    """Move the deadline to the moment that the benchmark needs."""
    _site(home)
    from cityloop.assessment.models import Notice

    closes = datetime.fromtimestamp(deadline, UTC)
    Notice.objects.update(closes_at=closes, open_until=closes)


def _kept(home: str, deadline: float) -> dict:
    """What the database holds afterwards."""
    _site(home)
    from cityloop.assessment.models import Case, Dossier
    from cityloop.outbox.models import Letter

    closes = datetime.fromtimestamp(deadline, UTC)
    received = list(Case.objects.filter(state="submitted").values_list("received_at", flat=True))
    return {
        "frozen": Dossier.objects.filter(frozen_at__isnull=False, case__state="submitted").exclude(digest="").count(),
        "letters": Letter.objects.filter(kind="calls.receipt").values("about_id").distinct().count(),
        "late": sum(moment >= closes for moment in received),
        "margin": min((closes - moment for moment in received), default=timedelta(0)).total_seconds(),
        "drafts": Case.objects.filter(state="draft").count(),
    }


def _site(home: str) -> None:
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)
    from cityloop.cli.site import prepare

    prepare()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait_for(port: int) -> None:
    for _attempt in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/en/calls/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not come up")


def _text(words: str) -> dict:
    return {"ko": words, "en": words}


def _call() -> dict:
    """A call of one track, with a rule that looks at the grant."""
    source = [{"cite": "made up for the benchmark", "basis": "illustrative"}]
    return {
        "kind": "call",
        "id": "harbour-call",
        "edition": "1",
        "title": _text("Harbour call"),
        "source": source,
        "timeline": [{"from": "2020-01-01", "state": "in_force"}],
        "tracks": [
            {
                "id": TRACK,
                "title": _text("Harbour"),
                "applicant": {"kinds": ["company"], "says": _text("A company")},
                "intake": {"opens": "2020-01-01", "closes": "2099-01-01T18:00", "zone": "Asia/Seoul"},
                "seats": {"max": 5},
                "ceiling": {"amount": 400_000_000, "currency": "KRW"},
            }
        ],
        "eligibility": [
            {
                "id": "within-ceiling",
                "when": "request.amount <= track.ceiling.amount",
                "says": _text("Within the ceiling."),
            }
        ],
        "aggregate": {"assessors": "mean", "minimum_assessors": 1},
        "pass": {"points": 5, "of": 10},
        "areas": [{"id": "idea", "title": _text("Idea"), "weight": 10}],
        "criteria": [
            {
                "id": "idea.need",
                "area": "idea",
                "title": _text("Need"),
                "asks": _text("Is it needed?"),
                "why": _text("It counts."),
                "kind": "rubric",
                "levels": [{"mark": n, "means": _text(str(n))} for n in range(5)],
                "weight": 10,
                "source": source,
            }
        ],
        "selection": {"policy": "rank"},
        "form": [
            {"id": "summary", "asks": _text("Summary"), "type": "text", "required": True},
            {"id": "grant", "asks": _text("Grant"), "type": "money", "tells": "request", "required": True},
        ],
        "steps": {"screening": "P7D"},
    }
