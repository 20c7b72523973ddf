"""Programmes, their proposals, and what came of them."""

from cityloop.calls.models.agreement import Agreement, AgreementText, Signature
from cityloop.calls.models.award import Award, AwardEvent
from cityloop.calls.models.consensus import Comment, Consensus, Rapporteur, Voice
from cityloop.calls.models.invitation import Invitation, InvitationAnswer
from cityloop.calls.models.meeting import PanelAdjustment, PanelClosing, PanelMeeting
from cityloop.calls.models.milestone import Milestone, Report, ReportPaper, ReportVerdict
from cityloop.calls.models.partner import Partner
from cityloop.calls.models.preconsulting import Advice, Booking, Slot
from cityloop.calls.models.progress import Lesson, ProgressNote
from cityloop.calls.models.proposal import Proposal
from cityloop.calls.models.register import Project, PublishedTotal
from cityloop.calls.models.screening import RuleJudgement, Screening
from cityloop.calls.models.selection import (
    CapUse,
    LimitChange,
    Override,
    PanelReport,
    Recommendation,
    Scenario,
    SelectionDecision,
    SelectionResult,
    SelectionRound,
)

__all__ = [
    "Advice",
    "Agreement",
    "AgreementText",
    "Award",
    "AwardEvent",
    "Booking",
    "CapUse",
    "Comment",
    "Consensus",
    "Invitation",
    "InvitationAnswer",
    "Lesson",
    "LimitChange",
    "Milestone",
    "Override",
    "PanelAdjustment",
    "PanelClosing",
    "PanelMeeting",
    "PanelReport",
    "Partner",
    "ProgressNote",
    "Project",
    "Proposal",
    "PublishedTotal",
    "Rapporteur",
    "Recommendation",
    "Report",
    "ReportPaper",
    "ReportVerdict",
    "RuleJudgement",
    "Scenario",
    "Screening",
    "SelectionDecision",
    "SelectionResult",
    "SelectionRound",
    "Signature",
    "Slot",
    "Voice",
]
