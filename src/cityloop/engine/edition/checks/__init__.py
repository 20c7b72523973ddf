"""What must be true across the parts of an edition, beyond the shape of each.

A check is a function of the edition and the findings, decorated with the top-level keys it reads; it runs only where
those were read without fault, so that one slip is not reported twice.
"""

from __future__ import annotations

from ..edition import Edition
from ..faults import Findings
from . import calls, criteria, frameworks, references, texts, timeline, voting, weights

JUDGING = (*weights.CHECKS, *criteria.CHECKS, *timeline.CHECKS, *calls.CHECKS, *voting.CHECKS)
EVERY = (*references.CHECKS, *frameworks.CHECKS, *texts.CHECKS)


def run_checks(edition: Edition, findings: Findings) -> None:
    """Run every check whose part of the file could be read."""
    broken = set(findings.touched)
    for reads, check in EVERY if edition.kind == "framework" else JUDGING + EVERY:
        if broken.isdisjoint(reads):
            check(edition, findings)
