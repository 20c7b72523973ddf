"""What certification remembers, one file per matter: review, decision, certificate, credential."""

from cityloop.certification.models.appeal import Appeal, Ruling
from cityloop.certification.models.certificate import Certificate, CertificateEvent, CertificatePaper
from cityloop.certification.models.change import Change
from cityloop.certification.models.committee import Chair, ChairVote, Committee, CommitteeMember, Dismissal
from cityloop.certification.models.complaint import Complainant, Complaint
from cityloop.certification.models.credential import Credential, IssuingKey
from cityloop.certification.models.decision import Decision
from cityloop.certification.models.figures import RoundFigures
from cityloop.certification.models.inquiry import Inquiry
from cityloop.certification.models.matter import Matter
from cityloop.certification.models.meeting import AgendaItem, Attendance, Ballot, Meeting, Minutes, Recusal
from cityloop.certification.models.proceeding import FiledPaper, Proceeding, ProceedingEvent
from cityloop.certification.models.reissue import Reissue
from cityloop.certification.models.renewal import Renewal
from cityloop.certification.models.report import Report
from cityloop.certification.models.review import Review
from cityloop.certification.models.surveillance import Surveillance, SurveillanceReport
from cityloop.certification.models.suspension import Suspension
from cityloop.certification.models.technical import (
    DocumentAnswer,
    DocumentRequest,
    TechnicalCancellation,
    TechnicalReport,
    TechnicalReview,
    TechnicalVerdict,
)
from cityloop.certification.models.visit import Finding, FindingAnswer, FindingRuling, Visit, VisitRecord
from cityloop.certification.models.withdrawal import Withdrawal, WithdrawalNotice

__all__ = [
    "AgendaItem",
    "Appeal",
    "Attendance",
    "Ballot",
    "Certificate",
    "CertificateEvent",
    "CertificatePaper",
    "Chair",
    "ChairVote",
    "Change",
    "Committee",
    "CommitteeMember",
    "Complainant",
    "Complaint",
    "Credential",
    "Decision",
    "Dismissal",
    "DocumentAnswer",
    "DocumentRequest",
    "FiledPaper",
    "Finding",
    "FindingAnswer",
    "FindingRuling",
    "Inquiry",
    "IssuingKey",
    "Matter",
    "Meeting",
    "Minutes",
    "Proceeding",
    "ProceedingEvent",
    "Recusal",
    "Reissue",
    "Renewal",
    "Report",
    "Review",
    "RoundFigures",
    "Ruling",
    "Surveillance",
    "SurveillanceReport",
    "Suspension",
    "TechnicalCancellation",
    "TechnicalReport",
    "TechnicalReview",
    "TechnicalVerdict",
    "Visit",
    "VisitRecord",
    "Withdrawal",
    "WithdrawalNotice",
]
