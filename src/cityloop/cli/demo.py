"""`cityloop demo`: make the database, play the demonstration, build the index, serve the site."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, time


def add(subparsers) -> None:
    """Describe the verb."""
    from cityloop.cli.serve import where

    verb = subparsers.add_parser("demo", help="play the demonstration and serve it")
    where(verb)
    verb.add_argument("--build-only", action="store_true", help="play it and stop")
    verb.add_argument("--summary", metavar="FILE.json", help="write what happened")
    verb.add_argument("--on", metavar="DATE", type=date.fromisoformat, help="the day it is played (default: today)")
    verb.set_defaults(run=run)


def run(args) -> int:
    """Play the demonstration where it has not been played, then serve it."""
    from cityloop.cli.site import prepare

    os.environ.setdefault("CITYLOOP_ADDRESS", f"http://localhost:{args.port}")  # what the credentials will carry
    prepare()
    from django.utils import timezone

    from cityloop.cli.saving import save
    from cityloop.demo.play import RealData, play, summary

    try:
        play(_noon(args.on) if args.on else timezone.now(), say=_say)
    except RealData as error:
        raise _over_real_data() from error
    if args.summary:
        save({args.summary: summary()})
    if args.build_only:
        return 0
    from cityloop.cli.serve import serve

    _greet(args)
    return serve(args)


def _noon(day: date) -> datetime:
    from django.utils import timezone

    return timezone.make_aware(datetime.combine(day, time(12)))


def _over_real_data():
    from cityloop.cli.errors import Refusal
    from cityloop.engine.text import Text

    refusal = Refusal(
        Text(
            "시연을 실행하지 않았습니다. 이 데이터베이스에는 이미 사용자가 있습니다. "
            "CITYLOOP_HOME 또는 DATABASE_URL을 빈 곳으로 지정하십시오.",
            "The demonstration was not played: this database already holds people. "
            "Point CITYLOOP_HOME or DATABASE_URL at an empty place.",
        )
    )
    refusal.status = 3
    return refusal


def _greet(args) -> None:
    from cityloop.demo.cast import PASSWORD
    from cityloop.organisations.queries import personas

    _say(
        f"Cityloop is at http://{args.host}:{args.port}/ . Sign in as one of these (all simulated), password {PASSWORD}"
    )
    for person in personas():
        _say(f"  {person.email:32} {person.name_ko} · {person.name_en}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
