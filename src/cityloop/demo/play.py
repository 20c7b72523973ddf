"""Play the demonstration from the first organisation to the last page: all of it, or nothing."""

from time import perf_counter

from django.db import transaction
from django.utils.translation import override

from cityloop.audit.queries import head
from cityloop.demo import (
    awards,
    blind,
    call_round,
    calls,
    certification,
    cities,
    directory,
    labs,
    notices,
    pilot,
    plans,
    proposals,
    record,
    revision,
    running,
    second_intake,
    two_years,
    votes,
)
from cityloop.demo.cast import gather
from cityloop.organisations.models import Person
from cityloop.organisations.queries import is_demonstration

ACTS = (
    certification,
    directory,
    running,
    cities,
    two_years,
    calls,
    notices,
    call_round,
    awards,
    plans,
    second_intake,
    blind,
    proposals,
    labs,
    pilot,
    votes,
    record,
    revision,
)


class RealData(Exception):
    """The database holds people of its own; a demonstration is never played over them."""


def play(at, say=lambda line: None) -> None:
    """Play every act in one transaction, at the moment `at`; does nothing where it was played before."""
    if is_demonstration():
        return
    if Person.objects.exists():
        raise RealData
    with override("ko"), transaction.atomic():
        started = perf_counter()
        cast = gather(at)
        for act in ACTS:
            act.play(cast)
            say(f"  {act.__name__.rpartition('.')[2]:14} {perf_counter() - started:5.1f} s")
    directory.index()
    say(f"  {'index':14} {perf_counter() - started:5.1f} s")


def summary() -> dict:
    """What happened, from the database: every product of the public record, the counts, the audit head."""
    last = head()
    return {**certification.summary(), "audit": {"entries": last.sequence, "head": last.hash}}
