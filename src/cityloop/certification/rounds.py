"""Rounds of a case: a refusal that is reopened on appeal is reviewed and decided again, and nothing of before is lost.

Each round has one review and one decision; decision record 0010 says why.
"""


def round_of(case) -> int:
    """The round that a case under way is in: one more than the decisions made so far."""
    return case.decisions.count() + 1


def latest_decision(case):
    """The decision that stands, or None where there is none yet in any round."""
    return case.decisions.select_related("person").last()


def latest_review(case):
    """The review of the current or last round; None where the round has no review yet."""
    review = case.reviews.select_related("person").last()
    if review is None or case.closed_at is not None:
        return review
    return None if review.round < round_of(case) else review
