"""What certification remembers, one file per matter."""

from cityloop.certification.models.certificate import Certificate, CertificateEvent, CertificatePaper
from cityloop.certification.models.committee import Chair, ChairVote, Committee, CommitteeMember, Dismissal
from cityloop.certification.models.credential import Credential, IssuingKey
from cityloop.certification.models.decision import Decision
from cityloop.certification.models.meeting import AgendaItem, Attendance, Ballot, Meeting, Minutes, Recusal
from cityloop.certification.models.proceeding import FiledPaper, Proceeding, ProceedingEvent
from cityloop.certification.models.report import Report
from cityloop.certification.models.review import Review
from cityloop.certification.models.suspension import Suspension
from cityloop.certification.models.withdrawal import Withdrawal, WithdrawalNotice

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Certificate",
    "CertificateEvent",
    "CertificatePaper",
    "Chair",
    "ChairVote",
    "Committee",
    "CommitteeMember",
    "Credential",
    "Decision",
    "Dismissal",
    "FiledPaper",
    "IssuingKey",
    "Meeting",
    "Minutes",
    "Proceeding",
    "ProceedingEvent",
    "Recusal",
    "Report",
    "Review",
    "Suspension",
    "Withdrawal",
    "WithdrawalNotice",
]
