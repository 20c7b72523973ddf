"""An exclusion that was objected to in time is looked at again: by the secretariat, where the call hears objections."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.steps import locked, move, permit
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.calls.models import SelectionRound

NOT_REOPENED = _("The proposal was not reopened.")
STEP = "objection"
"""The step of an edition that says how long an exclusion may be objected to."""


@action("calls.reopen_excluded")
def reopen_excluded(*, actor, at, case, objected_on, reason):
    """Bring an excluded proposal back to the screening, after an objection in the time that the call gives for one.

    What was found stays on record; the screening decides anew, and a fact that was wrong is mended by a supplement.
    """
    case = locked(case)
    step = permit(case, "reopen_excluded", actor, at)
    last = last_day_to_object(case)
    require(
        last is not None,
        NOT_REOPENED,
        _("This call hears no objection to an exclusion."),
        _("The exclusion stands; what remains is an administrative appeal under the general law."),
    )
    told = timezone.localdate(case.closed_at)
    require(
        told <= objected_on <= min(last, timezone.localdate(at)),
        NOT_REOPENED,
        _("An objection is heard from %(first)s to %(last)s, and this one is of %(day)s.")
        % {"first": told, "last": last, "day": objected_on},
        _("Give the day on which it was received, if it was within that time."),
    )
    committee = case.proposal.committee or 0
    rounds = SelectionRound.objects.filter(notice=case.notice_id, track=case.profile, committee=committee)
    require(
        not rounds.filter(decided_at__isnull=False).exists(),
        NOT_REOPENED,
        _("The selection of its round is decided."),
        _("The exclusion stands; it can be proposed again in the next call."),
    )
    move(case, step, actor, at, reason)
    letters.to_applicant(case, "reopened", at, key=f"{at:%Y%m%d%H%M%S}", reason=reason.strip())
    return done(case, objected_on=objected_on.isoformat(), reason=reason.strip())


def last_day_to_object(case):
    """The last day on which an objection to an exclusion is heard; None where the call hears none."""
    span = compiled(case.edition).steps.get(STEP)
    return span.after(timezone.localdate(case.closed_at)) if span and case.closed_at else None
