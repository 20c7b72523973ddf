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
from cityloop.feedback.queries.ratings import (
    grounds_of,
    ratings,
    ratings_of_service,
    services_to_rate,
)
from cityloop.feedback.queries.record import (
    Record,
    editions_on_record,
    latest_report,
    record_of,
    records_of,
    without_people,
)
from cityloop.feedback.queries.revision import (
    comments_visible_to,
    last_period,
    open_periods,
    periods,
    proposals,
    proposals_shown,
    proposals_visible_to,
    unsettled,
)
from cityloop.feedback.queries.waiting import waiting_for

__all__ = [
    "Record",
    "comments_visible_to",
    "drafts_visible_to",
    "edition_before",
    "edition_or_404",
    "editions_of",
    "editions_on_record",
    "examination_due",
    "grounds_of",
    "last_period",
    "latest",
    "latest_replay",
    "latest_report",
    "open_periods",
    "periods",
    "proposals",
    "proposals_shown",
    "proposals_visible_to",
    "ratings",
    "ratings_of_service",
    "record_of",
    "records_of",
    "request_for",
    "schemes_owned",
    "schemes_without_edition",
    "services_to_rate",
    "unsettled",
    "waiting_for",
    "with_standing",
    "without_people",
]
