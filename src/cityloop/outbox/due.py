"""Work whose time has come, done once an hour: every room registers its own, and each is done apart from the others.

Each piece runs in a transaction of its own, with its row locked: a second job that runs at once waits, finds nothing
left to do, and says so. What fails is undone as a whole, written down, and does not keep the others from running.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from cityloop.outbox.models import DueRun

log = logging.getLogger(__name__)
Work = Callable[..., list[str]]
DUES: dict[str, Work] = {}


@dataclass
class Result:
    """What one piece of work did, each in a sentence, or the fault that undid it."""

    name: str
    did: list[str] = field(default_factory=list)
    fault: str = ""


def register_due(name: str, work: Work) -> None:
    """Register `work(on=day, at=moment)`, which does what is due and gives back what it did, each as a sentence.

    It must be harmless to run twice: it looks for what is due and not yet done. Called once, when a room is ready.
    """
    DUES[name] = work


def run_due(*, on: date, at: datetime, only: str = "") -> list[Result]:
    """Do everything that is due, or what one name stands for."""
    return [_run(name, work, on, at) for name, work in DUES.items() if not only or name == only]


def _run(name, work, on, at) -> Result:
    DueRun.objects.get_or_create(name=name)
    try:
        with transaction.atomic():
            row = DueRun.objects.select_for_update().get(name=name)
            did = [str(sentence) for sentence in work(on=on, at=at)]
            row.at, row.done, row.error = at, len(did), ""
            row.save(update_fields=["at", "done", "error"])
            return Result(name, did)
    except Exception as fault:  # one room's fault, whatever it is, must not stop the others
        log.exception("%s failed", name)
        said = f"{type(fault).__name__}: {fault}"[:2_000]
        DueRun.objects.filter(name=name).update(at=at, done=0, error=said)
        return Result(name, fault=said)
