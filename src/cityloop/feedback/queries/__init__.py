"""Find what the record says about a scheme, drafts of its next edition, and what waits for whom."""

from cityloop.feedback.queries.drafts import (
    drafts_visible_to,
    edition_before,
    edition_or_404,
    editions_of,
    examination_due,
    latest,
    latest_replay,
    request_for,
    schemes_owned,
    schemes_without_edition,
    with_standing,
)
from cityloop.feedback.queries.record import Record, editions_on_record, latest_report, record_of, records_of
from cityloop.feedback.queries.waiting import waiting_for

__all__ = [
    "Record",
    "drafts_visible_to",
    "edition_before",
    "edition_or_404",
    "editions_of",
    "editions_on_record",
    "examination_due",
    "latest",
    "latest_replay",
    "latest_report",
    "record_of",
    "records_of",
    "request_for",
    "schemes_owned",
    "schemes_without_edition",
    "waiting_for",
    "with_standing",
]
