"""What certification remembers, one file per matter: review, decision, certificate, credential."""

from cityloop.certification.models.certificate import Certificate, CertificateEvent
from cityloop.certification.models.credential import Credential, IssuingKey
from cityloop.certification.models.decision import Decision
from cityloop.certification.models.report import Report
from cityloop.certification.models.review import Review

__all__ = [
    "Certificate",
    "CertificateEvent",
    "Credential",
    "Decision",
    "IssuingKey",
    "Report",
    "Review",
]
