"""When a certificate can be renewed: the window that its edition opens."""

from dataclasses import dataclass
from datetime import date

from cityloop.assessment.queries import compiled
from cityloop.certification.models import Certificate


@dataclass(frozen=True)
class Window:
    """From the day it opens through the day it closes a renewal can be asked for."""

    opens: date
    closes: date

    def is_open(self, on) -> bool:
        """Can the renewal be asked for on that day?"""
        return self.opens <= on <= self.closes


def window_of(certificate) -> Window:
    """The window of a certificate: it closes with its last day, or as long after as the edition accepts late ones."""
    late = compiled(certificate.case.edition).validity.late_renewal
    until = certificate.valid_until
    return Window(certificate.renewal_opens, late.after(until) if late else until)


def renewable(certificate) -> bool:
    """Is it of a kind that can be renewed: neither withdrawn nor superseded?"""
    return certificate.status not in (Certificate.Status.WITHDRAWN, Certificate.Status.SUPERSEDED)


def renewal_under_way(certificate):
    """The renewal of a certificate whose case is not closed, or None."""
    return certificate.renewals.filter(case__closed_at=None).select_related("case").first()
