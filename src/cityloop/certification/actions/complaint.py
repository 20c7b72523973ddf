"""Anybody complains, and an officer answers: ISO/IEC 17065 7.13. Whoever complains need not say who they are."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.certification import telling
from cityloop.certification.actions.proceedings import LONGEST_TEXT, begin, hand_in, locked, pass_on, permit, take_part
from cityloop.certification.models import Complainant, Complaint, Proceeding

NOT_RECEIVED = _("The complaint was not received.")
MOST_AN_HOUR = 60
"""Complaints taken in an hour from everybody together; above that something other than people complains."""


@action("certification.complain")
def complain(*, actor, at, about, reason, scheme="", certificate=None, accused="", name="", email="", papers=()):
    """Receive a complaint about a certificate, or about who uses the mark. `name` and `email` are kept apart."""
    _require_not_flooded(at)
    scheme = certificate.case.edition.scheme if certificate else scheme
    require(
        about in Complaint.About.values and bool(reason.strip()) and len(reason) <= LONGEST_TEXT,
        NOT_RECEIVED,
        _("It does not say what you complain of, or says it in more than %(limit)s characters.")
        % {"limit": LONGEST_TEXT},
        _("Choose what it is about, and describe what happened."),
    )
    require(
        certificate is not None or (bool(accused.strip()) and Edition.objects.filter(scheme=scheme).exists()),
        NOT_RECEIVED,
        _("It names neither a certificate nor who uses the mark, and of which scheme."),
        _("Give the number of the certificate, or the name of whoever uses the mark."),
    )
    complaint = begin(
        Complaint,
        Proceeding.Kind.COMPLAINT,
        actor=None,
        at=at,
        scheme=scheme,
        reason=reason.strip(),
        certificate=certificate,
        case=certificate.case if certificate else None,
        about=about,
        accused=accused.strip()[:300],
        simulated=bool(certificate and certificate.case.simulated),
    )
    if name.strip() or email.strip():
        Complainant.objects.create(complaint=complaint, name=name.strip()[:100], email=email.strip())
    hand_in(complaint.events.get(), papers)
    return done(complaint, about=about, certificate=certificate.number if certificate else "")


@action("certification.take_complaint")
def take_complaint(*, actor, at, complaint, reason=""):
    """An officer of the operating body takes the complaint."""
    return _step("take_complaint", complaint, actor, at, reason)


@action("certification.answer_complaint")
def answer_complaint(*, actor, at, complaint, reason):
    """Answer; whoever has the link reads it."""
    found = locked(complaint, Complaint)
    step = permit(found, "answer_complaint", actor, at)
    found.answer = reason.strip()
    pass_on(found, step, actor, at, reason)
    telling.tell_complainant(found, at)
    return done(found)


def _step(name, complaint, actor, at, reason):
    found = locked(complaint, Complaint)
    step = permit(found, name, actor, at)
    if found.case:
        take_part(found.case, actor, at)
    pass_on(found, step, actor, at, reason)
    return done(found)


def _require_not_flooded(at) -> None:
    lately = Complaint.objects.filter(opened_at__gt=at - timedelta(hours=1), opened_at__lte=at).count()
    require(
        lately < MOST_AN_HOUR,
        NOT_RECEIVED,
        _("More complaints came in within an hour than can be people’s."),
        _("Please try again in an hour, or write to the operating body."),
    )
