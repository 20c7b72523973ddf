"""What is due in certification hour by hour: expiry, suspensions that end, reminders. Run twice, it is done once."""

from datetime import timedelta

from cityloop.certification import telling
from cityloop.certification.actions import end_suspensions, expire_certificates
from cityloop.certification.actions.figures import store_figures
from cityloop.certification.models import Certificate, Proceeding
from cityloop.engine.standing import IN_FORCE

BEFORE_EXPIRY = timedelta(days=30)
BEFORE_DEADLINE = timedelta(days=3)
NOTICED = ("notice_1", "notice_2")


def due(on, at) -> list[str]:
    """Write down what the calendar did, and remind those whose day comes; each piece of work in a sentence."""
    done = [
        (expire_certificates(at=at), "certificates expired"),
        (end_suspensions(at=at), "suspensions ended"),
        (_remind_of_renewal(on, at), "certificates in their window of renewal"),
        (_remind_of_expiry(on, at), "certificates about to expire"),
        (_remind_of_deadlines(on, at), "deadlines of notices near or past"),
        (store_figures(at), "editions whose closed cases were counted"),
    ]
    return [f"{n} {what}" for n, what in done if n]


def _remind_of_renewal(on, at) -> int:
    opened = _in_force(on).filter(renewal_opens__lte=on, renewals=None)
    for certificate in (found := list(opened)):
        telling.tell_holder(certificate, "renewal_window_opens", at)
    return len(found)


def _remind_of_expiry(on, at) -> int:
    ending = _in_force(on).filter(valid_until__lte=on + BEFORE_EXPIRY)
    for certificate in (found := list(ending)):
        telling.tell_holder(certificate, "certificate_expires_soon", at)
    return len(found)


def _remind_of_deadlines(on, at) -> int:
    """The holder shortly before the last day to explain, the certifier once it is past."""
    noticed = Proceeding.objects.filter(state__in=NOTICED, closed_at=None, due_on__lte=on + BEFORE_DEADLINE)
    rows = noticed.select_related("certificate__service", "case", "party").order_by("pk")
    for row in (found := list(rows)):
        if on <= row.due_on:
            telling.tell_party(row, "explanation_due", at, key=row.state, deadline=row.due_on)
        else:
            telling.tell_body(row, telling.CERTIFIER, "notice_lapsed", at, key=row.state, deadline=row.due_on)
    return len(found)


def _in_force(on):
    rows = Certificate.objects.filter(status__in=IN_FORCE, valid_until__gte=on, case__record="")
    return rows.select_related("case__edition", "service", "holder").defer("case__edition__content").order_by("pk")
