"""The holder asks for a renewal in its window: a new case by the same procedure, linked to the certificate: 15(5)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import begin_case
from cityloop.assessment.queries import edition_in_force
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.certification import workflow
from cityloop.certification.actions.application import require_eligible, require_no_other
from cityloop.certification.actions.proceedings import locked_certificate
from cityloop.certification.models import Renewal
from cityloop.certification.numbers import prefix_of
from cityloop.certification.renewing import renewable, window_of
from cityloop.organisations.queries import acts_for

NOT_RENEWED = _("No renewal was opened.")


@action("certification.ask_renewal")
def ask_renewal(*, actor, at, certificate):
    """Open the case that renews a certificate, under the edition in force that day; the old one holds until its end.

    A renewal follows the window of its certificate, not the rounds that are given notice of.
    """
    certificate, on = locked_certificate(certificate), timezone.localdate(at)
    if not acts_for(actor, certificate.holder, on):
        raise not_yours()
    _require_window(certificate, on)
    before, subject = certificate.case, certificate.subject
    scheme = before.edition.scheme
    standing = edition_in_force(scheme, before.profile, on)
    require(
        standing is not None and not standing.mock,
        NOT_RENEWED,
        _("No edition of the scheme is in force for this field today."),
        _("Ask the operating body when the next one comes into force."),
    )
    require_no_other(subject, scheme, before.profile)
    case = begin_case(
        actor=actor,
        at=at,
        edition=standing.edition,
        profile=before.profile,
        service=certificate.service,
        applicant=certificate.holder,
        title_ko=subject.name_ko,
        title_en=subject.name_en,
        state=workflow.DRAFT,
        prefix=prefix_of(scheme),
        simulated=before.simulated,
    )
    require_eligible(case)
    Renewal.objects.create(case=case, certificate=certificate, at=at)
    return done(case, reference=case.reference, renews=certificate.number, edition=standing.edition.digest)


def _require_window(certificate, on) -> None:
    window = window_of(certificate)
    require(
        renewable(certificate),
        NOT_RENEWED,
        _("The certificate is: %(status)s.") % {"status": certificate.get_status_display()},
        _("Apply anew; a new application is judged by itself."),
    )
    require(
        on >= window.opens,
        NOT_RENEWED,
        _("Renewal opens on %(day)s, in %(n)s days.") % {"day": window.opens, "n": (window.opens - on).days},
        _("Come back then; the certificate is valid until its last day."),
    )
    require(
        on <= window.closes,
        NOT_RENEWED,
        _("The time to ask for renewal ended on %(day)s, %(n)s days ago.")
        % {"day": window.closes, "n": (on - window.closes).days},
        _("Apply anew; a new application is judged by itself."),
    )
