"""A dossier is handed in, supplemented, accepted, or the application taken back: Guideline 2021-223 Art. 13."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.completeness import require_answered
from cityloop.assessment.actions.parties import require_agreed
from cityloop.assessment.actions.steps import draft_of, freeze, locked, move, permit
from cityloop.assessment.desk import desk_of
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Duty, Reception
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import dossier_of, missing
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require

NOT_SENT = _("The dossier was not handed in.")


@action("assessment.submit_case")
def submit_case(*, actor, at, case, digest):
    """Freeze the dossier and hand it in. `digest` is that of the draft that was shown; a later change refuses."""
    case = locked(case)
    step = permit(case, "submit_case", actor, at)
    _require_in_time(case, arrival_of(case, at))
    require_agreed(case, NOT_SENT)
    return _hand_in(case, step, actor, at, digest)


@action("assessment.resubmit_case")
def resubmit_case(*, actor, at, case, digest):
    """Freeze the supplemented version and hand it in again, with an answer to each item that was asked for."""
    case = locked(case)
    step = permit(case, "resubmit_case", actor, at)
    require_answered(case, draft_of(case), NOT_SENT)
    return _hand_in(case, step, actor, at, digest)


@action("assessment.accept_dossier")
def accept_dossier(*, actor, at, case, digest, reason=""):
    """Close the completeness check. Where something that is asked for is missing, only with a reason."""
    case = locked(case)
    step = permit(case, "accept_dossier", actor, at)
    dossier = dossier_of(case)
    _require_shown(dossier.digest, digest, _("The dossier was not accepted."))
    gaps = missing(case, dossier)
    require(
        not gaps or bool(reason.strip()),
        _("The dossier was not accepted."),
        _("%(n)s things that the edition asks for are missing: %(first)s.")
        % {"n": len(gaps), "first": "; ".join(gap.label for gap in gaps[:3])},
        _("Ask for a supplement, or give the reason why it can be evaluated all the same."),
    )
    move(case, step, actor, at, reason)
    letters.to_applicant(case, "accepted", at)
    return done(case, digest=dossier.digest, missing=len(gaps))


@action("assessment.withdraw_case")
def withdraw_case(*, actor, at, case, reason=""):
    """The applicant takes the application back, at any time before the decision.

    Whoever is assessing it is told; marks that were given stay on record.
    """
    case = locked(case)
    step = permit(case, "withdraw_case", actor, at)
    move(case, step, actor, at, reason)
    letters.to_applicant(case, "withdrawn", at)
    assessing = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).select_related("person")
    letters.write_about(case, "withdrawn_assessor", [duty.person for duty in assessing.order_by("pk")], at)
    return done(case)


def _hand_in(case, step, actor, at, digest):
    draft = draft_of(case)
    now = of_dossier(draft)
    _require_shown(now, digest, NOT_SENT)
    procedure_of(case).admit(case, draft.answers)
    freeze(draft, at, now)
    case.received_at = case.received_at or arrival_of(case, at)
    move(case, step, actor, at)
    letter, facts = procedure_of(case).received(case, draft, at)
    letters.to_applicant(case, letter, at, key=str(draft.version), version=draft.version, digest=now, **facts)
    return done(case, version=draft.version, digest=now)


def arrival_of(case, at):
    """When an application arrived: what came on paper or by mail did when it came, not when it was entered."""
    reception = Reception.objects.filter(case=case).first()
    return reception.arrived_at if reception else at


def _require_shown(now: str, shown: str, what) -> None:
    require(
        shown == now,
        what,
        _("The dossier has changed since this page was opened."),
        _("Look at the current version, and confirm once more."),
    )


def _require_in_time(case, at) -> None:
    """Art. 9(1), 13(1): by the deadline of the notice, to the second; a supplement has a deadline of its own."""
    notice = case.notice
    if notice is None or notice.takes(at):
        return
    closed = timezone.localtime(notice.open_until, ZoneInfo(notice.zone))
    raise Refused(
        NOT_SENT,
        _(
            "Notice %(number)s took applications until %(closed)s (%(zone)s), and that moment has passed: "
            "yours arrived at %(arrived)s."
        )
        % {
            "number": notice.number,
            "closed": f"{closed:%Y-%m-%d %H:%M:%S}",
            "zone": notice.zone,
            "arrived": timezone.localtime(at, ZoneInfo(notice.zone)).isoformat(" ", "milliseconds")[:23],
        },
        _("Ask %(body)s whether it extends the time, or withdraw this draft and apply in the next round.")
        % {"body": desk_of(case.edition).body},
    )
