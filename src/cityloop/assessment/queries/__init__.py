"""Find: editions, cases that may be seen, what is asked and missing, marks and outcomes."""

from cityloop.assessment.queries.barred import barred_from
from cityloop.assessment.queries.case import (
    dossier_for,
    dossier_of,
    kept_from,
    latest_declarations,
    panel_of,
    visible_to,
)
from cityloop.assessment.queries.challenge import challengeable, last_day_to_challenge, open_challenges
from cityloop.assessment.queries.checklist import Asked, asked_for, checklist, missing
from cityloop.assessment.queries.completeness import latest_checks, open_supplement
from cityloop.assessment.queries.edition import (
    Standing,
    approvals_visible_to,
    compiled,
    edition_in_force,
    published,
    standings,
    state_of,
)
from cityloop.assessment.queries.interests import conflicts, conflicts_of, known_interests
from cityloop.assessment.queries.marks import (
    counted_sheets,
    counting_marks,
    everyone_handed_in,
    may_see_all_marks,
    sheet_of,
)
from cityloop.assessment.queries.notices import (
    admission,
    drafts_for,
    drafts_of,
    gives_notice,
    notice_editions,
    notices,
    open_notice,
    taking,
)
from cityloop.assessment.queries.sides import count_in, sides_of, with_sides

__all__ = [
    "Asked",
    "Standing",
    "admission",
    "approvals_visible_to",
    "asked_for",
    "barred_from",
    "challengeable",
    "checklist",
    "compiled",
    "conflicts",
    "conflicts_of",
    "count_in",
    "counted_sheets",
    "counting_marks",
    "dossier_for",
    "dossier_of",
    "drafts_for",
    "drafts_of",
    "edition_in_force",
    "everyone_handed_in",
    "gives_notice",
    "kept_from",
    "known_interests",
    "last_day_to_challenge",
    "latest_checks",
    "latest_declarations",
    "may_see_all_marks",
    "missing",
    "notice_editions",
    "notices",
    "open_challenges",
    "open_notice",
    "open_supplement",
    "panel_of",
    "published",
    "sheet_of",
    "sides_of",
    "standings",
    "state_of",
    "taking",
    "visible_to",
    "with_sides",
]
