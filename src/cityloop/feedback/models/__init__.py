"""What the record says about a scheme, what cities say of services, and how the next edition is made of both."""

from cityloop.feedback.models.drafting import Draft, DraftVersion, Reexamination, Replay
from cityloop.feedback.models.rating import Moderation, Rating, RatingReply
from cityloop.feedback.models.report import CriterionReport
from cityloop.feedback.models.revision import (
    Comment,
    CommentAnswer,
    CommentPeriod,
    ProposalAnswer,
    ProposalFile,
    RevisionProposal,
)

__all__ = [
    "Comment",
    "CommentAnswer",
    "CommentPeriod",
    "CriterionReport",
    "Draft",
    "DraftVersion",
    "Moderation",
    "ProposalAnswer",
    "ProposalFile",
    "Rating",
    "RatingReply",
    "Reexamination",
    "Replay",
    "RevisionProposal",
]
