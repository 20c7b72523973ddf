"""Find: what waits for whom, cases, schemes, certificates, statistics."""

from cityloop.certification.queries.cases import case_or_404, cases, record_of
from cityloop.certification.queries.certificates import (
    Finding,
    certificates,
    check,
    committee,
    status_on,
)
from cityloop.certification.queries.inbox import tasks_on, waiting_for
from cityloop.certification.queries.schemes import by_field, edition_or_404, schemes, stages_of, statistics

__all__ = [
    "Finding",
    "by_field",
    "case_or_404",
    "cases",
    "certificates",
    "check",
    "committee",
    "edition_or_404",
    "record_of",
    "schemes",
    "stages_of",
    "statistics",
    "status_on",
    "tasks_on",
    "waiting_for",
]
