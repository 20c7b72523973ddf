"""An appeal is filed, heard by somebody who took no part, and ruled: ISO/IEC 17065 7.13, Guideline Art. 3(2)3."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.panel import TAKE_ANOTHER, give_duty
from cityloop.assessment.actions.steps import locked as locked_case
from cityloop.assessment.actions.steps import move
from cityloop.assessment.actions.steps import permit as permit_case
from cityloop.assessment.models import Duty
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
)
from cityloop.certification.actions.standing import happen
from cityloop.certification.appealing import case_of, digest_of, last_day, stands, took_part
from cityloop.certification.models import Appeal, CertificateEvent, Decision, Proceeding, Ruling
from cityloop.organisations.queries import acts_for

NOT_FILED = _("The appeal was not filed.")
NOT_RULED = _("Nothing was ruled.")
Verdict, Back = Ruling.Verdict, Ruling.Back
REOPENING = {Back.EVALUATION: "reopen_for_evaluation", Back.REVIEW: "reopen_for_review"}
RELEASED = {
    Back.EVALUATION: (Duty.Kind.EVALUATE, Duty.Kind.REVIEW, Duty.Kind.DECIDE),
    Back.REVIEW: (Duty.Kind.REVIEW, Duty.Kind.DECIDE),
}


@action("certification.file_appeal")
def file_appeal(*, actor, at, against, reason, papers=()):
    """Appeal against a refusal (a `Decision`) or against a suspension or withdrawal (a `CertificateEvent`), in time."""
    against = type(against).objects.get(pk=against.pk)  # as it stands now, not as the page knew it
    refusal = isinstance(against, Decision)
    case = locked_case(case_of(against))
    certificate = None if refusal else locked_certificate(against.certificate)
    party = case.applicant if refusal else certificate.holder
    if not acts_for(actor, party, timezone.localdate(at)):
        raise not_yours()
    _require_open(against, at)
    require(bool(reason.strip()), NOT_FILED, _("The grounds are missing."), _("Write them in a sentence or two."))
    appeal = begin(
        Appeal,
        Proceeding.Kind.APPEAL,
        actor=actor,
        at=at,
        scheme=case.edition.scheme,
        reason=reason.strip(),
        told=True,
        case=case,
        certificate=certificate,
        party=party,
        decision=against if refusal else None,
        event=None if refusal else against,
        appealed_digest=digest_of(against),
        simulated=case.simulated,
    )
    filed = hand_in(appeal.events.get(), papers)
    telling.tell_party(appeal, "appeal_received", at)
    return done(appeal, appealed=appeal.appealed_digest, papers=[paper.sha256 for paper in filed])


@action("certification.take_appeal")
def take_appeal(*, actor, at, appeal, reason=""):
    """Somebody of the operating body or the certifier who took no part in the case takes the hearing."""
    found = locked(appeal, Appeal)
    step = permit(found, "take_appeal", actor, at)
    require(
        not took_part(found.case, actor, but=found),
        _("The hearing was not taken."),
        _("%(person)s took part in this case, and an appeal is heard by somebody who did not.") % {"person": actor},
        TAKE_ANOTHER,
    )
    give_duty(found.case, actor, Duty.Kind.APPEAL, at)
    found.hearer = actor
    pass_on(found, step, actor, at, reason)
    return done(found, hearer=actor.code)


@action("certification.uphold_appeal")
def uphold_appeal(*, actor, at, appeal, digest, reason, back_to=""):
    """Uphold: a refused case opens a new round, a suspension or withdrawal is undone. Binds to the digest shown."""
    found, step = _hearing("uphold_appeal", appeal, actor, at, digest)
    _rule(found, step, Verdict.UPHELD, actor, at, reason, back_to if found.decision else "")
    if found.decision:
        _reopen(found, actor, at, reason, back_to)
    elif stands(found.event):
        certificate = locked_certificate(found.certificate)
        happen(certificate, CertificateEvent.Kind.REINSTATED, actor=actor, at=at, reason=reason, what=NOT_RULED)
    return done(found, verdict=Verdict.UPHELD, appealed=digest, back_to=back_to)


@action("certification.dismiss_appeal")
def dismiss_appeal(*, actor, at, appeal, digest, reason):
    """Dismiss: what was decided stands. Binds to the digest shown."""
    found, step = _hearing("dismiss_appeal", appeal, actor, at, digest)
    _rule(found, step, Verdict.DISMISSED, actor, at, reason, "")
    return done(found, verdict=Verdict.DISMISSED, appealed=digest)


@action("certification.take_back_appeal")
def take_back_appeal(*, actor, at, appeal, reason=""):
    """The party takes the appeal back; it cannot be filed a second time."""
    found = locked(appeal, Appeal)
    pass_on(found, permit(found, "take_back_appeal", actor, at), actor, at, reason)
    return done(found)


def _require_open(against, at) -> None:
    require(
        stands(against),
        NOT_FILED,
        _("Only a refusal, a suspension or a withdrawal that stands can be appealed."),
        _("Open the case or the certificate to see how it stands."),
    )
    earlier = Appeal.objects.filter(**{"decision" if isinstance(against, Decision) else "event": against}).first()
    require(
        earlier is None,
        NOT_FILED,
        _("There is an appeal against it already: %(reference)s.") % {"reference": earlier},
        _("Open that one; an appeal is filed once."),
    )
    last, today = last_day(against), timezone.localdate(at)
    require(
        last is None or today <= last,
        NOT_FILED,
        _("The time to appeal ended on %(day)s, %(n)s days ago.")
        % {"day": last, "n": (today - last).days if last else 0},
        _("Apply anew; a new application is judged by itself."),
    )


def _hearing(name, appeal, actor, at, digest):
    found = locked(appeal, Appeal)
    step = permit(found, name, actor, at)
    require(
        found.appealed_digest == digest == digest_of(found.against),
        NOT_RULED,
        _("What this page showed is not what was appealed."),
        _("Open the page again, read the decision, and rule once more."),
    )
    return found, step


def _rule(found, step, verdict, actor, at, reason, back_to) -> None:
    require(
        verdict != Verdict.UPHELD or not found.decision or back_to in Back.values,
        NOT_RULED,
        _("It does not say from where the case goes on."),
        _("Choose the evaluation or the review."),
    )
    pass_on(found, step, actor, at, reason)
    Ruling.objects.create(
        appeal=found,
        verdict=verdict,
        back_to=back_to,
        reason=reason.strip(),
        appealed_digest=found.appealed_digest,
        person=actor,
        at=at,
    )
    telling.tell_party(found, "appeal_ruled", at, verdict=verdict.label, reason=reason.strip())


def _reopen(found, actor, at, reason, back_to) -> None:
    """Open the next round: whoever judged before is released, and what they found stays as it is."""
    case = locked_case(found.case)
    step = permit_case(case, REOPENING[back_to], actor, at)
    case.duties.filter(duty__in=RELEASED[back_to], released_at=None).update(released_at=at)
    move(case, step, actor, at, reason)
