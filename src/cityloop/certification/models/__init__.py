"""What certification remembers, one file per matter: review, decision, certificate, credential."""

from cityloop.certification.models.appeal import Appeal, Ruling
from cityloop.certification.models.certificate import Certificate, CertificateEvent, CertificatePaper
from cityloop.certification.models.change import Change
from cityloop.certification.models.complaint import Complainant, Complaint
from cityloop.certification.models.credential import Credential, IssuingKey
from cityloop.certification.models.decision import Decision
from cityloop.certification.models.proceeding import FiledPaper, Proceeding, ProceedingEvent
from cityloop.certification.models.renewal import Renewal
from cityloop.certification.models.report import Report
from cityloop.certification.models.review import Review
from cityloop.certification.models.surveillance import Surveillance, SurveillanceReport
from cityloop.certification.models.suspension import Suspension
from cityloop.certification.models.withdrawal import Withdrawal, WithdrawalNotice

__all__ = [
    "Appeal",
    "Certificate",
    "CertificateEvent",
    "CertificatePaper",
    "Change",
    "Complainant",
    "Complaint",
    "Credential",
    "Decision",
    "FiledPaper",
    "IssuingKey",
    "Proceeding",
    "ProceedingEvent",
    "Renewal",
    "Report",
    "Review",
    "Ruling",
    "Surveillance",
    "SurveillanceReport",
    "Suspension",
    "Withdrawal",
    "WithdrawalNotice",
]
