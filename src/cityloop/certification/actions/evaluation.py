"""From the first mark to the outcome of the evaluation: Guideline 2021-223 Art. 14."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.marks import close_sheet, record_outcome
from cityloop.assessment.actions.steps import locked, move, permit
from cityloop.assessment.judging import judge
from cityloop.assessment.models import Outcome
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import compiled, counted_sheets, dossier_of, everyone_handed_in, open_challenges
from cityloop.assessment.queries.marks import open_seats
from cityloop.assessment.rules import runs_without_committee
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.certification import letters
from cityloop.certification.queries.technical import open_reviews
from cityloop.certification.queries.visits import open_findings

NOT_CLOSED = _("The evaluation was not closed.")
INCOMPLETE = Outcome.Status.INCOMPLETE


@action("certification.hand_in_marks")
def hand_in_marks(*, actor, at, case):
    """Hand in one's marks for good. With the last sheet the outcome is computed and the case goes on.

    Where the sheets are too few for an outcome, a challenge or a finding is undecided, a visit is planned and not
    recorded, or a technical review is not handed in, the case waits for the officer.
    """
    case = locked(case)
    permit(case, "hand_in_marks", actor, at)
    close_sheet(case, actor, at)
    if everyone_handed_in(case) and not _waits_for_officer(case) and _outlook(case).status != INCOMPLETE:
        _conclude(case, actor, at)
    return done(case, assessor=actor.code, state=case.state)


@action("certification.remind_assessors")
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


@action("certification.close_evaluation")
def close_evaluation(*, actor, at, case, shown, reason=""):
    """The officer closes the evaluation with the sheets handed in; without an outcome the case closes as incomplete.

    While assessors are still marking this needs a reason. `shown` is the outcome that the page said would follow.
    """
    case = locked(case)
    permit(case, "close_evaluation", actor, at)
    _require_no_open_challenge(case)
    _require_no_open_finding(case)
    waiting = open_seats(case).count()
    require(
        not waiting or bool(reason.strip()),
        NOT_CLOSED,
        _("%(n)s assessors have not handed in yet.") % {"n": waiting},
        _("Wait for them, or give the reason why it is closed without them."),
    )
    require(
        not open_reviews(case).exists() or bool(reason.strip()),
        NOT_CLOSED,
        _("A technical review by an evaluation body is not handed in yet."),
        _("Wait for its report, or give the reason why it is closed without it."),
    )
    status = _outlook(case).status
    require(
        shown == status,
        NOT_CLOSED,
        _("Marks were handed in since this page was opened, and the outcome is another."),
        _("Look at the current outcome, and confirm once more."),
    )
    _conclude(case, actor, at, reason)
    return done(case, outcome=case.outcome_status, waiting=waiting)


def _require_no_open_challenge(case) -> None:
    challenge = open_challenges(case).first()
    if challenge:
        raise Refused(
            NOT_CLOSED,
            _("A challenge of %(person)s waits for its decision, and until then nobody knows whose marks count.")
            % {"person": challenge.member},
            _("Close the evaluation once the committee has upheld or dismissed the challenge."),
        )


def _require_no_open_finding(case) -> None:
    require(
        not open_findings(case).exists(),
        NOT_CLOSED,
        _("A finding of the site visit is not decided, and until then nobody knows which evidence holds."),
        _("Decide on it once the applicant has answered, or the time for it is over."),
    )


def _waits_for_officer(case) -> bool:
    visits = case.visits.filter(record=None).exists()
    return visits or open_reviews(case).exists() or open_challenges(case).exists() or open_findings(case).exists()


def _outlook(case):
    return judge(case, dossier_of(case), list(counted_sheets(case)))


def _conclude(case, actor, at, reason="") -> None:
    """Compute the outcome and pass the case on: by the officer, or by the last assessor to hand in."""
    outcome = record_outcome(case, at)
    move(case, procedure_of(case).step(case.state, _way_out(case, outcome)), actor, at, reason)
    told = "closed_incomplete" if outcome.status == INCOMPLETE else "evaluation_closed"
    letters.to_applicant(case, told, at, key=str(outcome.pk))


def _way_out(case, outcome) -> str:
    """Without an outcome to its end; to the committee where the edition has one that decides by quorum."""
    if outcome.status == INCOMPLETE:
        return "close_incomplete"
    return "close_evaluation" if runs_without_committee(compiled(case.edition)) else "request_deliberation"
