"""Find: what reviewers of a blind call read of each file, for the officer who decides on what no program can."""

from dataclasses import dataclass

from cityloop.assessment.models import CleanCopy, Disclosure, Evidence
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries.edition import compiled
from cityloop.assessment.queries.parts import place_named
from cityloop.assessment.queries.veil import APPLICANTS, hides, identifies


@dataclass(frozen=True)
class ShownFile:
    """A file of the version that was handed in last: why it is kept back, what was not read, what was decided."""

    piece: Evidence
    place: str
    problem: str
    unread: list[int]
    decided: Disclosure | None

    @property
    def shown(self) -> bool:
        """Do reviewers read it now?"""
        return self.decided.shown if self.decided else not self.problem


def shown_files(case) -> list[ShownFile]:
    """Files on which an officer may decide: those kept back, and those with pages that were not read."""
    dossier = case.dossiers.filter(frozen_at__isnull=False).last()
    if dossier is None or not hides(case, APPLICANTS):
        return []
    found = dossier.evidence.filter(withdrawn_at=None, clean_copy__isnull=False)
    found = found.select_related("clean_copy", "unread", "dossier").prefetch_related("disclosures__person")
    rules = compiled(case.edition)
    rows = [_row(case, one) for one in found if not identifies(rules, case.profile, one.criterion, one.item)]
    return [row for row in rows if row.problem or row.unread or row.decided]


def to_look_at(case) -> bool:
    """May there be something to decide on the files of a case?"""
    return allows(case, "show_file") and hides(case, APPLICANTS)


def _row(case, piece) -> ShownFile:
    problem, unread = piece.clean_copy.problem, getattr(piece, "unread", None)
    decided = list(piece.disclosures.all())
    return ShownFile(
        piece=piece,
        place=place_named(case, piece),
        problem=CleanCopy.Problem(problem).label if problem else "",
        unread=unread.pages if unread else [],
        decided=decided[-1] if decided else None,
    )
