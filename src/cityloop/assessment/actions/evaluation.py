"""From the first mark to the outcome of the evaluation: Guideline 2021-223 Art. 14."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.marks import close_sheet, record_outcome
from cityloop.assessment.actions.steps import locked, move, permit
from cityloop.assessment.judging import judge
from cityloop.assessment.models import Outcome
from cityloop.assessment.procedure import Unfinished, procedure_of
from cityloop.assessment.queries import counted_sheets, dossier_of, everyone_handed_in, open_challenges
from cityloop.assessment.queries.marks import open_seats
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require

NOT_CLOSED = _("The evaluation was not closed.")
INCOMPLETE = Outcome.Status.INCOMPLETE


@action("assessment.hand_in_marks")
def hand_in_marks(*, actor, at, case):
    """Hand in one's marks for good. With the last sheet the outcome is computed and the case goes on.

    Where the sheets are too few for an outcome, a challenge is undecided, or the procedure waits for something besides
    (`Procedure.unfinished`), the case waits for the officer.
    """
    case = locked(case)
    permit(case, "hand_in_marks", actor, at)
    close_sheet(case, actor, at)
    if everyone_handed_in(case) and not _unfinished(case) and _outlook(case).status != INCOMPLETE:
        conclude(case, actor, at)
    return done(case, assessor=actor.code, state=case.state)


@action("assessment.remind_assessors")
def remind_assessors(*, actor, at, case):
    """Write a reminder to each assessor whose marks are awaited; it waits in the outbox until an officer has read it.

    Once a day and person: pressing twice writes nothing twice.
    """
    case = locked(case)
    permit(case, "remind_assessors", actor, at)
    people = [duty.person for duty in open_seats(case).select_related("person")]
    require(
        bool(people),
        _("Nobody was reminded."),
        _("Every assessor seated has handed in."),
        _("Close the evaluation, or seat more assessors."),
    )
    letters.write_about(case, "marking_reminder", people, at, key=f"{timezone.localdate(at)}")
    return done(case, reminded=[person.code for person in people])


@action("assessment.close_evaluation")
def close_evaluation(*, actor, at, case, shown, reason=""):
    """The officer closes the evaluation with the sheets handed in; without an outcome the case closes as incomplete.

    While assessors are still marking this needs a reason. `shown` is the outcome that the page said would follow.
    """
    case = locked(case)
    permit(case, "close_evaluation", actor, at)
    _require_finished(case, reason)
    waiting = open_seats(case).count()
    require(
        not waiting or bool(reason.strip()),
        NOT_CLOSED,
        _("%(n)s assessors have not handed in yet.") % {"n": waiting},
        _("Wait for them, or give the reason why it is closed without them."),
    )
    status = _outlook(case).status
    require(
        shown == status,
        NOT_CLOSED,
        _("Marks were handed in since this page was opened, and the outcome is another."),
        _("Look at the current outcome, and confirm once more."),
    )
    conclude(case, actor, at, reason)
    return done(case, outcome=case.outcome_status, waiting=waiting)


def _require_finished(case, reason) -> None:
    for one in _unfinished(case):
        if not (one.waivable and reason.strip()):
            raise Refused(NOT_CLOSED, one.why, one.remedy)


def _unfinished(case) -> list[Unfinished]:
    """What keeps the evaluation open besides the marks: challenges, and what the procedure adds."""
    challenge = open_challenges(case).first()
    found = procedure_of(case).unfinished(case)
    return [_undecided(challenge), *found] if challenge else found


def _undecided(challenge) -> Unfinished:
    return Unfinished(
        _("A challenge of %(person)s waits for its decision, and until then nobody knows whose marks count.")
        % {"person": challenge.member},
        _("Close the evaluation once the committee has upheld or dismissed the challenge."),
    )


def _outlook(case):
    return judge(case, dossier_of(case), list(counted_sheets(case)))


def conclude(case, actor, at, reason="") -> None:
    """Compute the outcome and pass the case on: by the officer, or by the last assessor to hand in."""
    outcome = record_outcome(case, at)
    move(case, procedure_of(case).step(case.state, procedure_of(case).way_out(case, outcome)), actor, at, reason)
    told = "closed_incomplete" if outcome.status == INCOMPLETE else "evaluation_closed"
    letters.to_applicant(case, told, at, key=str(outcome.pk))
