"""`cityloop due`: do what is due. Meant to run once an hour; running it twice does no harm."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime, time


def add(subparsers) -> None:
    """Describe the verb."""
    verb = subparsers.add_parser("due", help="do what is due: reminders, deadlines, letters; once an hour")
    verb.add_argument("--on", type=day, metavar="DATE", help="act as if it were this day, as YYYY-MM-DD")
    verb.add_argument("--rehearse", action="store_true", help="say what would be done, and change nothing")
    verb.set_defaults(run=run)


def day(text: str) -> date:
    """A day of an option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write it as YYYY-MM-DD") from None


def run(args) -> int:
    """Do it, say what was done, and send what is to be sent; exit status 1 where a part failed."""
    from cityloop.cli.site import prepare

    prepare()
    from django.db import transaction
    from django.utils import timezone

    from cityloop.outbox.due import run_due
    from cityloop.outbox.models import Letter
    from cityloop.outbox.sending import send

    now = timezone.now()
    on = args.on or timezone.localdate(now)
    at = now if args.on in (None, timezone.localdate(now)) else timezone.make_aware(datetime.combine(on, time(9)))
    if args.rehearse:
        with transaction.atomic():
            results = run_due(on=on, at=at)
            transaction.set_rollback(True)
        return _say(results)
    status = _say(run_due(on=on, at=at))
    sent = send(at=at)
    gone = Letter.objects.filter(sent_at=at).count()  # those that the work above wrote went after its commit
    sys.stdout.write(f"letters: {gone} sent, {sent.failed} failed\n")
    for error in sorted(sent.errors):
        sys.stderr.write(f"cityloop due: letters: {error}\n")
    return 1 if sent.failed else status


def _say(results) -> int:
    for result in results:
        sys.stdout.write(f"{result.name}: {len(result.did)} done\n")
        sys.stdout.writelines(f"  {sentence}\n" for sentence in result.did)
        if result.fault:
            sys.stderr.write(f"cityloop due: {result.name} failed and was undone: {result.fault}\n")
    return 1 if any(result.fault for result in results) else 0
