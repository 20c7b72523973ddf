"""Find: what waits for whom, cases, schemes, certificates, statistics."""

from cityloop.certification.queries.cases import cases
from cityloop.certification.queries.certificates import (
    Finding,
    certificates,
    check,
    committee,
    standing,
    status_on,
    withdrawn,
)
from cityloop.certification.queries.credential import (
    credential_of,
    did_document,
    key_in_force,
    key_until,
    status_list,
    verdict_here,
)
from cityloop.certification.queries.inbox import tasks_on, waiting_for
from cityloop.certification.queries.papers import PaperFinding, check_paper
from cityloop.certification.queries.schemes import by_field, edition_or_404, schemes, stages_of, statistics

__all__ = [
    "Finding",
    "PaperFinding",
    "by_field",
    "cases",
    "certificates",
    "check",
    "check_paper",
    "committee",
    "credential_of",
    "did_document",
    "edition_or_404",
    "key_in_force",
    "key_until",
    "schemes",
    "stages_of",
    "standing",
    "statistics",
    "status_list",
    "status_on",
    "tasks_on",
    "verdict_here",
    "waiting_for",
    "withdrawn",
]
