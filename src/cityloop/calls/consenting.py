"""Which way a proposal leaves its marking: to a consensus where the edition states one, else to the selection."""

from cityloop.assessment.queries import compiled
from cityloop.calls import workflow


def consensus_of(edition):
    """The round of a (compiled) edition in which all reviewers agree on one mark right after each has marked, or None."""
    rounds = {one.id: one for one in edition.rounds}
    return next(
        (
            one
            for one in edition.rounds
            if one.marks == "one" and one.opens_with and rounds[one.opens_with].marks == "each"
        ),
        None,
    )


def way_out(case, outcome) -> str:
    """The action by which a proposal leaves its marking; without an outcome it goes to the selection as it is."""
    agreed_on = consensus_of(compiled(case.edition))
    if case.state == workflow.EVALUATION and agreed_on and outcome.status != "incomplete":
        return "open_consensus"
    return "close_evaluation"
