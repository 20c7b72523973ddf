"""What certification remembers, one file per matter: review, decision, certificate, credential."""

from cityloop.certification.models.certificate import Certificate, CertificateEvent, CertificatePaper
from cityloop.certification.models.credential import Credential, IssuingKey
from cityloop.certification.models.decision import Decision
from cityloop.certification.models.proceeding import FiledPaper, Proceeding, ProceedingEvent
from cityloop.certification.models.report import Report
from cityloop.certification.models.review import Review
from cityloop.certification.models.suspension import Suspension
from cityloop.certification.models.withdrawal import Withdrawal, WithdrawalNotice

__all__ = [
    "Certificate",
    "CertificateEvent",
    "CertificatePaper",
    "Credential",
    "Decision",
    "FiledPaper",
    "IssuingKey",
    "Proceeding",
    "ProceedingEvent",
    "Report",
    "Review",
    "Suspension",
    "Withdrawal",
    "WithdrawalNotice",
]
