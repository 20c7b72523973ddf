"""What certification remembers, one file per matter."""

from cityloop.certification.models.certificate import Certificate, CertificateEvent
from cityloop.certification.models.committee import Chair, ChairVote, Committee, CommitteeMember, Dismissal
from cityloop.certification.models.credential import Credential, IssuingKey
from cityloop.certification.models.decision import Decision
from cityloop.certification.models.meeting import AgendaItem, Attendance, Ballot, Meeting, Minutes, Recusal
from cityloop.certification.models.report import Report
from cityloop.certification.models.review import Review

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Certificate",
    "CertificateEvent",
    "Chair",
    "ChairVote",
    "Committee",
    "CommitteeMember",
    "Credential",
    "Decision",
    "Dismissal",
    "IssuingKey",
    "Meeting",
    "Minutes",
    "Recusal",
    "Report",
    "Review",
]
