"""What the votes on an item come to, by the edition that holds for it: the engine counts, this reads the rows."""

from collections import Counter

from cityloop.assessment.queries import compiled
from cityloop.certification.models import AgendaItem, Ballot
from cityloop.engine.deliberation import Quorum, quorum, resolve

Kind, Result, Vote = AgendaItem.Kind, AgendaItem.Result, Ballot.Vote


def sitting_on(item, members, attending) -> dict[str, int]:
    """In office, recused and present on an item, as the engine counts them."""
    recused = {row.member_id for row in item.recusals.all()} & {member.pk for member in members}
    present = [member for member in members if member.pk in attending and member.pk not in recused]
    return {"in_office": len(members), "recused": len(recused), "present": len(present)}


def quorum_of(item, members, attending) -> Quorum:
    """The quorum of an item as the meeting stands."""
    return quorum(compiled(item.edition).panel, **sitting_on(item, members, attending))


def result_of(item, members, attending) -> tuple[str, dict]:
    """The result of an item and the votes that it rests on, as JSON values."""
    panel, sits = compiled(item.edition).panel, sitting_on(item, members, attending)
    recused = {row.member_id for row in item.recusals.all()}
    votes = Counter(ballot.vote for ballot in item.ballots.all() if ballot.member_id not in recused)
    for_, again = (resolve(panel, **sits, in_favour=votes[vote]) for vote in (Vote.FOR, Vote.RETURN))
    said = again if again.carried else for_
    tally = {
        **sits,
        "counted": for_.quorum.counted,
        "quorum": for_.quorum.needed,
        "needed": for_.needed,
        "votes": {vote: votes[vote] for vote in Vote.values},
        "says": {"ko": said.says.ko, "en": said.says.en},
    }
    if not for_.quorum.met:
        return Result.NO_QUORUM, tally
    if item.kind == Kind.CHALLENGE:
        return (Result.UPHELD if for_.carried else Result.DISMISSED), tally
    if again.carried:
        return Result.RETURNED, tally
    return (Result.PASSES if for_.carried else Result.FAILS), tally
