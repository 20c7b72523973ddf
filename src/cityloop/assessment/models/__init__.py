"""What certification and calls share: editions, notices, cases, dossiers, evidence, duties, marks, outcomes."""

from cityloop.assessment.models.approval import ApprovalAuthor, ApprovalRequest, EditionApproval
from cityloop.assessment.models.assignment import Assignment, AssignmentPublication, AssignmentVersion
from cityloop.assessment.models.beside import TextBeside
from cityloop.assessment.models.bidding import Bid, Bidding, Expertise
from cityloop.assessment.models.case import Case, CaseEvent, Series
from cityloop.assessment.models.challenge import Challenge
from cityloop.assessment.models.completeness import ItemCheck, Supplement, SupplementExtension, SupplementItem
from cityloop.assessment.models.copies import CleanCopy, Disclosure, UnreadPages
from cityloop.assessment.models.dossier import Dossier, Evidence, Measurement
from cityloop.assessment.models.duty import Assessor, Declaration, Duty
from cityloop.assessment.models.edition import Edition, EditionState
from cityloop.assessment.models.marks import Mark, MarkSheet, Outcome
from cityloop.assessment.models.moderation import Moderation
from cityloop.assessment.models.notice import Notice, NoticeExtension
from cityloop.assessment.models.party import Party
from cityloop.assessment.models.reception import Reception
from cityloop.assessment.models.voids import EvidenceVoid

__all__ = [
    "ApprovalAuthor",
    "ApprovalRequest",
    "Assessor",
    "Assignment",
    "AssignmentPublication",
    "AssignmentVersion",
    "Bid",
    "Bidding",
    "Case",
    "CaseEvent",
    "Challenge",
    "CleanCopy",
    "Declaration",
    "Disclosure",
    "Dossier",
    "Duty",
    "Edition",
    "EditionApproval",
    "EditionState",
    "Evidence",
    "EvidenceVoid",
    "Expertise",
    "ItemCheck",
    "Mark",
    "MarkSheet",
    "Measurement",
    "Moderation",
    "Notice",
    "NoticeExtension",
    "Outcome",
    "Party",
    "Reception",
    "Series",
    "Supplement",
    "SupplementExtension",
    "SupplementItem",
    "TextBeside",
    "UnreadPages",
]
