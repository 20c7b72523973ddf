"""A project ends: closed when everything is accepted, or terminated, with what has to be paid back."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.calls import agreeing, awarding, telling
from cityloop.calls.actions.award import enter, locked
from cityloop.calls.actions.report import closing_of
from cityloop.calls.models import Award, AwardEvent, Milestone, ReportVerdict
from cityloop.engine.text import Text
from cityloop.ledger.actions import Part, close_obligation, open_obligation, release_instalment
from cityloop.ledger.amounts import spoken
from cityloop.ledger.models import Obligation

NOT_CLOSED, NOT_TERMINATED = _("The project was not closed."), _("The agreement was not terminated.")
State = Award.State
LONGEST = 4_000


@action("calls.close_award")
def close_award(*, actor, at, award, result_ko, result_en):
    """Close a project whose reports are all accepted, and say for everybody what came of it; the secretariat."""
    award = _held(award, actor, at, NOT_CLOSED)
    left = award.agreement.milestones.exclude(state__in=(Milestone.State.ACCEPTED, Milestone.State.DROPPED)).first()
    require(
        left is None,
        NOT_CLOSED,
        _("“%(what)s” is not accepted yet.") % {"what": left.title if left else ""},
        _("Accept what was handed in first, or return it."),
    )
    closing = closing_of(award)
    accepted = closing is not None and getattr(closing, "verdict", None) is not None
    accepted = accepted and closing.verdict.verdict == ReportVerdict.Verdict.ACCEPTED
    require(
        agreeing.track_of(award).closing is None or accepted,
        NOT_CLOSED,
        _("The closing report is not accepted yet."),
        _("Accept it first, or return it with what is missing."),
    )
    result_ko, result_en = result_ko.strip(), result_en.strip()
    require(
        bool(result_ko and result_en) and max(len(result_ko), len(result_en)) <= LONGEST,
        NOT_CLOSED,
        _("What came of it is missing in one of the languages, or too long."),
        _("Write it in Korean and in English; everybody reads it."),
    )
    award.result_ko, award.result_en = result_ko, result_en
    award.save(update_fields=["result_ko", "result_en"])
    if award.project_id:
        award.project.result_ko, award.project.result_en = result_ko, result_en
        award.project.save(update_fields=["result_ko", "result_en"])
    enter(award, State.COMPLETED, AwardEvent.Kind.COMPLETED, actor, at)
    telling.to_awarded(award, "award_completed", at)
    return done(award, case=award.case.reference)


@action("calls.terminate_award")
def terminate_award(*, actor, at, award, reason_ko, reason_en, recover=0):
    """End an agreement before its time, for a public reason; nothing more is paid, and `recover` is claimed back.

    An officer of the secretariat. `recover` counts the currency's smallest unit, and is at most what was paid.
    """
    award = _held(award, actor, at, NOT_TERMINATED)
    require(
        bool(reason_ko.strip() and reason_en.strip()),
        NOT_TERMINATED,
        _("The reason is missing in one of the languages."),
        _("Write it in Korean and in English; everybody reads it."),
    )
    paid = award.account.paid
    require(
        isinstance(recover, int) and 0 <= recover <= paid,
        NOT_TERMINATED,
        _("Only what was paid can be claimed back: at most %(paid)s.") % {"paid": spoken(paid, award.currency)},
        _("Give an amount from nothing up to that."),
    )
    close_obligation(award.account, at=at, reason=reason_ko.strip())
    open_ones = award.agreement.milestones.exclude(state=Milestone.State.ACCEPTED)
    open_ones.update(state=Milestone.State.DROPPED)
    award.agreement.texts.filter(in_force_at=None, withdrawn_at=None).update(withdrawn_at=at)
    if recover:
        _claim_back(award, recover, actor, at)
    enter(
        award,
        State.TERMINATED,
        AwardEvent.Kind.TERMINATED,
        actor,
        at,
        reason_ko=reason_ko.strip(),
        reason_en=reason_en.strip(),
    )
    reason = {"ko": reason_ko.strip(), "en": reason_en.strip()}
    telling.to_awarded(award, "award_terminated", at, reason=reason)
    return done(award, case=award.case.reference, recovered=recover, currency=award.currency)


def _held(award, actor, at, what) -> Award:
    award = locked(award)
    if not awarding.runs(actor, award, timezone.localdate(at)):
        raise not_yours()
    require(
        award.state == State.AGREED,
        what,
        _("The award stands at: %(state)s.") % {"state": award.get_state_display()},
        _("Only an agreement in force is closed or terminated."),
    )
    return award


def _claim_back(award, amount, actor, at) -> None:
    case, item, title = award.case, "recovery", Text("환수", "Recovery")
    claim = open_obligation(
        at=at,
        number=f"{case.reference}-R",
        kind=Obligation.Kind.RECOVERY,
        scheme=case.edition.scheme,
        about=f"calls.award:{case.reference}",
        title=Text(case.title_ko or case.reference, case.title_en or case.reference),
        payer=award.account.payee,
        payee=award.account.keeper,
        keeper=award.account.keeper,
        amount=amount,
        currency=award.currency,
        parts=[Part(item, title, amount)],
        recovers=award.account,
        simulated=case.simulated,
    )
    release_instalment(claim, item, actor=actor, at=at)
