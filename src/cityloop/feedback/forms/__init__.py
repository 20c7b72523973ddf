"""What is filled in: around drafts and editions, by cities that rate a service, by anybody on the rules."""

from cityloop.feedback.forms.drafting import (
    METHOD_NAMES,
    AnswerForm,
    AskForm,
    CallOffForm,
    DraftForm,
    ExaminationForm,
    FirstDraftForm,
    OpenDraftForm,
    StateForm,
    YamlForm,
)
from cityloop.feedback.forms.rating import ModerationForm, RatingForm, ReplyForm
from cityloop.feedback.forms.revision import (
    AnswerCommentForm,
    AnswerProposalForm,
    CommentForm,
    OpenCommentsForm,
    ProposalForm,
)

__all__ = [
    "METHOD_NAMES",
    "AnswerCommentForm",
    "AnswerForm",
    "AnswerProposalForm",
    "AskForm",
    "CallOffForm",
    "CommentForm",
    "DraftForm",
    "ExaminationForm",
    "FirstDraftForm",
    "ModerationForm",
    "OpenCommentsForm",
    "OpenDraftForm",
    "ProposalForm",
    "RatingForm",
    "ReplyForm",
    "StateForm",
    "YamlForm",
]
