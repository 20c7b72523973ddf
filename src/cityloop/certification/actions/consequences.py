"""What surveillance, a reported change or a complaint leads to: a suspension, another surveillance, a withdrawal."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.certification import telling
from cityloop.certification.actions.proceedings import UNCHANGED, locked, locked_certificate, pass_on, permit, take_part
from cityloop.certification.actions.surveillance import planned, require_day
from cityloop.certification.actions.suspension import suspend_certificate
from cityloop.certification.actions.withdrawal import open_withdrawal
from cityloop.certification.models import Change, Complaint, Surveillance
from cityloop.certification.tables import CHANGE

MODELS = {"surveillance": Surveillance, "change": Change, "complaint": Complaint}
REASSESSING = {"change": "reassess_change", "complaint": "reassess_complaint"}


@action("certification.propose_suspension")
def propose_suspension(*, actor, at, proceeding, reason):
    """The operating body proposes to the certifier that the certificate be suspended."""
    return _step("propose_suspension", proceeding, actor, at, reason)


@action("certification.decline_suspension")
def decline_suspension(*, actor, at, proceeding, reason):
    """The certifier does not suspend as was proposed."""
    return _step("decline_suspension", proceeding, actor, at, reason)


@action("certification.suspend_as_proposed")
def suspend_as_proposed(*, actor, at, proceeding, grounds, scope, until=None, condition=""):
    """The certifier suspends as was proposed, on terms of its own."""
    found = _locked(proceeding)
    step = permit(found, "suspend_as_proposed", actor, at)
    pass_on(found, step, actor, at, grounds)
    suspend_certificate(
        actor=actor,
        at=at,
        certificate=found.certificate,
        grounds=grounds,
        scope=scope,
        until=until,
        condition=condition,
        because=found.proceeding_ptr,
    )
    return done(found, certificate=found.certificate.number)


@action("certification.reassess")
def reassess(*, actor, at, proceeding, planned_on, reason):
    """Plan a surveillance because of a change or a complaint."""
    found = _locked(proceeding)
    step = permit(found, REASSESSING.get(found.kind, "reassess"), actor, at)
    _require_certificate(found)
    certificate = locked_certificate(found.certificate)
    require_day(certificate, planned_on, timezone.localdate(at), reason)
    take_part(certificate.case, actor, at)
    pass_on(found, step, actor, at, reason)
    follow = planned(certificate, planned_on, actor, at, reason.strip(), because=found.proceeding_ptr)
    if found.kind == CHANGE.name:
        telling.tell_party(found, "change_assessed", at, state=CHANGE.label(found.state), reason=reason.strip())
    return done(found, surveillance=follow.reference)


@action("certification.lead_to_withdrawal")
def lead_to_withdrawal(*, actor, at, proceeding, ground, reason):
    """Begin to examine whether the certificate is to be withdrawn, because of what came up here."""
    found = _locked(proceeding)
    step = permit(found, "lead_to_withdrawal", actor, at)
    _require_certificate(found)
    pass_on(found, step, actor, at, reason)
    opened = open_withdrawal(
        actor=actor,
        at=at,
        certificate=found.certificate,
        ground=ground,
        reason=reason,
        because=found.proceeding_ptr,
    )
    return done(found, withdrawal=opened.reference)


def _locked(proceeding):
    return locked(proceeding, MODELS[proceeding.kind])


def _step(name, proceeding, actor, at, reason):
    found = _locked(proceeding)
    step = permit(found, name, actor, at)
    take_part(found.case, actor, at)
    pass_on(found, step, actor, at, reason)
    return done(found)


def _require_certificate(found) -> None:
    require(
        found.certificate is not None,
        UNCHANGED,
        _("The complaint names no certificate, so there is nothing to look at again or to withdraw."),
        _("Answer the complaint."),
    )
