"""Whether the reviewers of a proposal agree on one mark, on which, and which way it leaves its marking."""

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Duty
from cityloop.assessment.procedure import Unfinished
from cityloop.assessment.queries import compiled
from cityloop.calls import workflow
from cityloop.language import pick
from cityloop.livinglabs.queries.ballots import uncounted


def consensus_of(edition):
    """The round of a (compiled) edition in which all agree on one mark right after each has marked, or None."""
    each = {one.id for one in edition.rounds if one.marks == "each"}
    return next((one for one in edition.rounds if one.marks == "one" and one.opens_with in each), None)


def panel_of(edition):
    """The round of a (compiled) edition in which a panel looks across what was agreed on each proposal, or None."""
    agreed_in = {one.id for one in edition.rounds if one.marks == "one"}
    return next((one for one in edition.rounds if one.marks == "one" and one.opens_with in agreed_in), None)


def way_out(case, outcome) -> str:
    """The action by which a proposal leaves its marking; without an outcome it goes to the selection as it is."""
    stated = consensus_of(compiled(case.edition))
    if case.state == workflow.EVALUATION and stated and outcome.status != "incomplete":
        return "open_consensus"
    return "close_evaluation"


def agreed(case) -> dict | None:
    """The marks that were agreed on, at the consensus of a proposal or after it; None where each mark counts."""
    if case.state not in (workflow.CONSENSUS, workflow.ASSESSED):
        return None
    return agreed_on(case) or None


def agreed_on(case) -> dict:
    """The marks of the latest consensus of a proposal, as a panel moved them since; empty where there is none."""
    latest, moved = case.consensuses.last(), case.panel_adjustments.last()
    if moved and (latest is None or moved.at >= latest.at):
        return dict(moved.marks)
    return {criterion: row["mark"] for criterion, row in latest.marks.items()} if latest else {}


def unfinished(case) -> list[Unfinished]:
    """A proposal waits for the votes of citizens; at its consensus until every reviewer has spoken on it."""
    waits = [_to_be_counted(case, criterion) for criterion in uncounted(case)]
    if case.state != workflow.CONSENSUS or settled(case):
        return waits
    return [
        *waits,
        Unfinished(
            _("The consensus is not written, or a reviewer has not spoken on its last version."),
            _("Have the rapporteur write it, and each reviewer agree or write down another view."),
        ),
    ]


def _to_be_counted(case, criterion) -> Unfinished:
    """Without the vote the criterion has no value, and the proposal no outcome: that needs a reason."""
    return Unfinished(
        _("The vote of citizens on “%(criterion)s” is not counted.")
        % {"criterion": pick(compiled(case.edition).criterion(criterion).title)},
        _("Wait until it is counted. Closed without it, for a reason, the proposal has no outcome."),
        waivable=True,
    )


def reviewers(case) -> set[int]:
    """Ids of those who review a proposal and were not released."""
    seats = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None)
    return set(seats.values_list("person_id", flat=True))


def settled(case) -> bool:
    """Has every reviewer agreed to the last version, or, where the edition keeps minority views, written theirs?"""
    latest = case.consensuses.last()
    if latest is None:
        return False
    spoken = {voice.person_id: voice.agrees for voice in latest.voices.all()} | {latest.person_id: True}
    kept = consensus_of(compiled(case.edition)).minority_views == "kept"
    return all(person in spoken and (spoken[person] or kept) for person in reviewers(case))
