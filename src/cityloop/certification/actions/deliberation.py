"""The committee deliberates on the evaluation: Art. 4(4), 14(5)."""

from cityloop.assessment.actions.steps import locked, move, permit
from cityloop.audit.actions import action, done


@action("certification.record_deliberation")
def record_deliberation(*, actor, at, case, reason):
    """Record what came of the deliberation, and pass the case on to the review."""
    case = locked(case)
    move(case, permit(case, "record_deliberation", actor, at), actor, at, reason)
    return done(case)
