"""The officer reminds assessors, and the hourly job has run: the outbox of the demonstration has something to read."""

from django.utils import timezone

from cityloop.assessment.actions import remind_assessors
from cityloop.assessment.models import Case
from cityloop.assessment.queries.marks import open_seats
from cityloop.certification import workflow
from cityloop.demo.transport_round import SCHEME
from cityloop.outbox.due import run_due


def play(cast) -> None:
    """Reminders that wait to be read, about the cases under evaluation; then what the day asks for."""
    for case in Case.objects.filter(edition__scheme=SCHEME, state=workflow.EVALUATION).order_by("pk"):
        if open_seats(case).exists():
            remind_assessors(actor=cast.people["officer"], at=cast.at, case=case)
    run_due(on=timezone.localdate(cast.at), at=cast.at)
