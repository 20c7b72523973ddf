"""Find: editions, cases that may be seen, what is asked and missing, marks and outcomes."""

from cityloop.assessment.queries.case import (
    dossier_for,
    dossier_of,
    latest_declarations,
    panel_of,
    visible_to,
)
from cityloop.assessment.queries.challenge import challengeable, last_day_to_challenge, open_challenges
from cityloop.assessment.queries.checklist import Asked, asked_for, checklist, missing
from cityloop.assessment.queries.edition import Standing, compiled, edition_in_force, published, standings
from cityloop.assessment.queries.interests import conflicts, conflicts_of, known_interests
from cityloop.assessment.queries.marks import (
    counted_sheets,
    counting_marks,
    everyone_handed_in,
    may_see_all_marks,
    sheet_of,
)

__all__ = [
    "Asked",
    "Standing",
    "asked_for",
    "challengeable",
    "checklist",
    "compiled",
    "conflicts",
    "conflicts_of",
    "counted_sheets",
    "counting_marks",
    "dossier_for",
    "dossier_of",
    "edition_in_force",
    "everyone_handed_in",
    "known_interests",
    "last_day_to_challenge",
    "latest_declarations",
    "may_see_all_marks",
    "missing",
    "open_challenges",
    "panel_of",
    "published",
    "sheet_of",
    "standings",
    "visible_to",
]
