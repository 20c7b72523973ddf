"""Find: what waits for whom, cases, schemes, certificates, statistics."""

from cityloop.certification.queries.cases import case_or_404, cases, record_of
from cityloop.certification.queries.certificates import (
    Finding,
    certificates,
    check,
    committee,
    status_on,
    withdrawn,
)
from cityloop.certification.queries.inbox import tasks_on, waiting_for
from cityloop.certification.queries.schemes import edition_or_404, schemes, statistics

__all__ = [
    "Finding",
    "case_or_404",
    "cases",
    "certificates",
    "check",
    "committee",
    "edition_or_404",
    "record_of",
    "schemes",
    "statistics",
    "status_on",
    "tasks_on",
    "waiting_for",
    "withdrawn",
]
