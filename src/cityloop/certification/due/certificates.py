"""Days in the life of a certificate: its window of renewal, the end of a suspension, its last day."""

from cityloop.certification import letters
from cityloop.certification.actions.expiry import end_suspensions, expire_certificates
from cityloop.certification.due.reminding import told_each
from cityloop.certification.models import Certificate

Status = Certificate.Status


def renewals_open(*, on, at) -> list[str]:
    """The window in which a renewal can be asked for has opened (Art. 15(5)); the holder is told once."""
    found = Certificate.objects.filter(
        status__in=(Status.VALID, Status.SUSPENDED), renewal_opens__lte=on, valid_until__gte=on, case__record=""
    )
    found = found.select_related("case__edition", "case__applicant", "case__opened_by").defer("case__edition__content")
    return told_each(found.order_by("pk"), "renewal_opens", _term, lambda one: letters.applicants(one.case, at), at)


def _term(certificate) -> str:
    return str(certificate.valid_until)


def certificates_over(*, on, at) -> list[str]:
    """What passed its last day has expired."""
    return [f"{count} expired" for count in [expire_certificates(at=at)] if count]


def suspensions_over(*, on, at) -> list[str]:
    """Suspensions whose time is over end."""
    return [f"{count} ended" for count in [end_suspensions(at=at)] if count]
