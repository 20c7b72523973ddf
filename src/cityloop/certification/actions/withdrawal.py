"""A certificate is withdrawn by two notices, or not withdrawn: Guideline 2021-223 Art. 17, 3(2)11."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.certification import telling
from cityloop.certification.actions.proceedings import (
    begin,
    hand_in,
    in_time,
    locked,
    locked_certificate,
    out_of_time,
    pass_on,
    permit,
    take_part,
)
from cityloop.certification.actions.standing import happen
from cityloop.certification.models import Certificate, CertificateEvent, Proceeding, Withdrawal, WithdrawalNotice
from cityloop.certification.tables import withdrawal as table
from cityloop.engine.standing import IN_FORCE
from cityloop.organisations.rules import runs_scheme

NOT_OPENED = _("The proceeding was not opened.")
NOT_WITHDRAWN = _("The certificate was not withdrawn.")
NO_NOTICE = _("No notice was given.")


@action("certification.open_withdrawal")
def open_withdrawal(*, actor, at, certificate, ground, reason, because=None):
    """An officer of the operating body begins to examine whether a ground of withdrawal holds (Art. 3(2)11)."""
    certificate = locked_certificate(certificate)
    if not runs_scheme(actor, certificate.case.edition.scheme, timezone.localdate(at)):
        raise not_yours()
    require(
        ground in Withdrawal.Ground.values and bool(reason.strip()),
        NOT_OPENED,
        _("The ground, or what points to it, is missing."),
        _("Choose one of the two grounds, and write what points to it."),
    )
    _require_in_force(certificate, timezone.localdate(at), NOT_OPENED)
    other = certificate.proceedings.filter(kind=Proceeding.Kind.WITHDRAWAL, closed_at=None).first()
    require(
        other is None,
        NOT_OPENED,
        _("A withdrawal of this certificate is under way: %(reference)s.") % {"reference": other},
        _("Go on with that one."),
    )
    take_part(certificate.case, actor, at)
    opened = begin(
        Withdrawal,
        Proceeding.Kind.WITHDRAWAL,
        actor=actor,
        at=at,
        scheme=certificate.case.edition.scheme,
        reason=reason.strip(),
        case=certificate.case,
        certificate=certificate,
        party=certificate.holder,
        because=because,
        ground=ground,
        simulated=certificate.case.simulated,
    )
    return done(opened, certificate=certificate.number, ground=ground)


@action("certification.propose_withdrawal")
def propose_withdrawal(*, actor, at, withdrawal, reason):
    """The operating body has found that the ground holds, and proposes the withdrawal to the certifier."""
    return _step("propose_withdrawal", withdrawal, actor, at, reason)


@action("certification.find_no_ground")
def find_no_ground(*, actor, at, withdrawal, reason):
    """The operating body has found no ground; the certificate stands and the holder was never troubled."""
    return _step("find_no_ground", withdrawal, actor, at, reason)


@action("certification.give_notice")
def give_notice(*, actor, at, withdrawal, reason):
    """Give the first notice, or, where nothing was filed after it in time, the second: reason, and time to explain."""
    found = locked(withdrawal, Withdrawal)
    number = found.notices.count() + 1
    step = permit(found, f"give_notice_{min(number, 2)}", actor, at)
    if number == 2:
        out_of_time(
            found, at, NO_NOTICE, _("Wait until the day is past; a second notice is for when nothing was filed.")
        )
    today = timezone.localdate(at)
    _require_in_force(found.certificate, today, NO_NOTICE)
    span = compiled(found.case.edition).steps.get(step.term)
    if span is None:
        raise Refused(
            NO_NOTICE,
            _("The edition does not say how much time a notice of withdrawal leaves to explain."),
            _("The scheme's owner has to publish an edition that does."),
        )
    take_part(found.case, actor, at)
    deadline = span.after(today)
    pass_on(found, step, actor, at, reason, due=deadline, told=True)
    WithdrawalNotice.objects.create(
        withdrawal=found, number=number, reason=reason.strip(), deadline=deadline, person=actor, at=at
    )
    told = {"number": str(number), "ground": Withdrawal.Ground(found.ground).label, "reason": reason.strip()}
    telling.tell_party(found, "withdrawal_notice", at, key=str(number), deadline=deadline, **told)
    return done(found, notice=number, deadline=str(deadline))


@action("certification.file_explanation")
def file_explanation(*, actor, at, withdrawal, reason, papers=()):
    """The holder explains (소명), in time, with files where there are any."""
    found = locked(withdrawal, Withdrawal)
    step = permit(found, "file_explanation", actor, at)
    first = found.state == table.NOTICE_1
    in_time(
        found,
        at,
        _("The explanation was not filed."),
        _("A second notice follows, and gives you new time.") if first else _("Ask the operating body at once."),
    )
    event = pass_on(found, step, actor, at, reason)
    filed = hand_in(event, papers)
    return done(found, papers=[paper.sha256 for paper in filed])


@action("certification.give_opinion")
def give_opinion(*, actor, at, withdrawal, reason):
    """The operating body says what it makes of the explanation, before the certifier judges it."""
    found = locked(withdrawal, Withdrawal)
    step = permit(found, "give_opinion", actor, at)
    take_part(found.case, actor, at)
    pass_on(found, step, actor, at, reason)
    return done(found)


@action("certification.withdraw_certificate")
def withdraw_certificate(*, actor, at, withdrawal, reason):
    """Withdraw where nothing was filed after the second notice either, or what was filed has no merit (Art. 17(3)).

    The event, the status, the directory and the public list follow at once.
    """
    found = locked(withdrawal, Withdrawal)
    step = permit(found, "withdraw_certificate", actor, at)
    if found.state == table.NOTICE_2:
        out_of_time(found, at, NOT_WITHDRAWN, _("Wait for an explanation until the day is past."))
    certificate = locked_certificate(found.certificate)
    take_part(found.case, actor, at)
    pass_on(found, step, actor, at, reason)
    happen(certificate, CertificateEvent.Kind.WITHDRAWN, actor=actor, at=at, reason=reason, what=NOT_WITHDRAWN)
    return done(found, certificate=certificate.number, ground=found.ground)


@action("certification.close_withdrawal")
def close_withdrawal(*, actor, at, withdrawal, reason, ground_holds=False):
    """Close without withdrawal: what fell below the criteria may be left certified, proven fraud may not (17(1))."""
    found = locked(withdrawal, Withdrawal)
    step = permit(found, "close_withdrawal", actor, at)
    require(
        not (found.must and ground_holds),
        _("The proceeding was not closed."),
        _("A certificate that was obtained by deceit or other wrongful means must be withdrawn (Art. 17(1))."),
        _("Withdraw it, or find in writing that the ground does not hold."),
    )
    take_part(found.case, actor, at)
    pass_on(found, step, actor, at, reason)
    if found.told_at:
        telling.tell_party(found, "withdrawal_closed", at, reason=reason.strip())
    return done(found, ground=found.ground, ground_holds=ground_holds)


def _step(name, withdrawal, actor, at, reason):
    found = locked(withdrawal, Withdrawal)
    step = permit(found, name, actor, at)
    take_part(found.case, actor, at)
    pass_on(found, step, actor, at, reason)
    return done(found)


def _require_in_force(certificate, on, what) -> None:
    require(
        certificate.status in IN_FORCE and on <= certificate.valid_until,
        what,
        _("The certificate is: %(status)s.")
        % {
            "status": Certificate.Status.EXPIRED.label
            if certificate.status in IN_FORCE
            else certificate.get_status_display()
        },
        _("Only a certificate in force, or suspended, can be withdrawn."),
    )
