"""Find: what waits for whom, cases, schemes, certificates, statistics."""

from cityloop.certification.queries.cases import case_or_404, cases, record_of
from cityloop.certification.queries.certificates import (
    Finding,
    Standing,
    certificates,
    check,
    committee,
    standing,
    status_on,
)
from cityloop.certification.queries.inbox import tasks_on, waiting_for
from cityloop.certification.queries.papers import PaperFinding, check_paper
from cityloop.certification.queries.schemes import edition_or_404, schemes, statistics

__all__ = [
    "Finding",
    "PaperFinding",
    "Standing",
    "case_or_404",
    "cases",
    "certificates",
    "check",
    "check_paper",
    "committee",
    "edition_or_404",
    "record_of",
    "schemes",
    "standing",
    "statistics",
    "status_on",
    "tasks_on",
    "waiting_for",
]
