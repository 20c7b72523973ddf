"""The holder reports a change; the operating body says what it means for the certificate: ISO/IEC 17065 7.10."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.certification import telling
from cityloop.certification.actions.proceedings import (
    begin,
    hand_in,
    locked,
    locked_certificate,
    pass_on,
    permit,
    take_part,
)
from cityloop.certification.models import Change, Proceeding
from cityloop.certification.tables import CHANGE
from cityloop.engine.standing import IN_FORCE
from cityloop.organisations.queries import acts_for

NOT_REPORTED = _("The change was not reported.")


@action("certification.report_change")
def report_change(*, actor, at, certificate, what, takes_effect_on, reason, papers=()):
    """Report a change of ownership, site, version or function of what is certified."""
    certificate = locked_certificate(certificate)
    if not acts_for(actor, certificate.holder, timezone.localdate(at)):
        raise not_yours()
    require(
        what in Change.What.values and bool(reason.strip()) and takes_effect_on is not None,
        NOT_REPORTED,
        _("It does not say what changes, how, and from when."),
        _("Choose what changes, describe it, and give the day from which it holds."),
    )
    require(
        certificate.status in IN_FORCE,
        NOT_REPORTED,
        _("The certificate is: %(status)s.") % {"status": certificate.get_status_display()},
        _("Changes are reported of certificates in force, or suspended."),
    )
    change = begin(
        Change,
        Proceeding.Kind.CHANGE,
        actor=actor,
        at=at,
        scheme=certificate.case.edition.scheme,
        reason=reason.strip(),
        told=True,
        case=certificate.case,
        certificate=certificate,
        party=certificate.holder,
        what=what,
        takes_effect_on=takes_effect_on,
        simulated=certificate.case.simulated,
    )
    filed = hand_in(change.events.get(), papers)
    return done(change, what=what, papers=[paper.sha256 for paper in filed])


@action("certification.find_no_effect")
def find_no_effect(*, actor, at, change, reason):
    """The operating body finds that the change does not touch what was certified."""
    found = locked(change, Change)
    step = permit(found, "find_no_effect", actor, at)
    take_part(found.case, actor, at)
    pass_on(found, step, actor, at, reason)
    telling.tell_party(found, "change_assessed", at, state=CHANGE.label(found.state), reason=reason.strip())
    return done(found)
