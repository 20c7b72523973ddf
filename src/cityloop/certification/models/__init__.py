"""What certification remembers, one file per matter: review, report, decision, certificate."""

from cityloop.certification.models.certificate import Certificate, CertificateEvent
from cityloop.certification.models.decision import Decision
from cityloop.certification.models.report import Report
from cityloop.certification.models.review import Review

__all__ = ["Certificate", "CertificateEvent", "Decision", "Report", "Review"]
