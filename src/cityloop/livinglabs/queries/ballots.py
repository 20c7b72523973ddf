"""Find votes of citizens: where one stands, what of its count may be shown, and what a case's criteria measure."""

from datetime import datetime

from django.db.models import Count

from cityloop.assessment.queries import compiled
from cityloop.engine import ballots as engine
from cityloop.engine.edition.voting import CitizenVote
from cityloop.language import pick
from cityloop.livinglabs import codes
from cityloop.livinglabs.models import Ballot, BallotCount, VotingCode

WAITING, OPEN, CLOSED, COUNTED, CALLED_OFF = STANDINGS = ("waiting", "open", "closed", "counted", "called_off")


def ballots():
    """Every vote that was opened, the one that closes last first, with its count: they are public."""
    found = Ballot.objects.select_related("count", "called_off", "body", "case")
    return found.defer("case__edition__content").order_by("-closes_at", "code")


def standing(ballot, at: datetime) -> str:
    """Where a vote stands at a moment."""
    if hasattr(ballot, "called_off"):
        return CALLED_OFF
    if hasattr(ballot, "count"):
        return COUNTED
    if at < ballot.opens_at:
        return WAITING
    return OPEN if at < ballot.closes_at else CLOSED


def votes_asked(case) -> dict[str, CitizenVote]:
    """The votes that the case's edition asks for, by criterion."""
    rules = compiled(case.edition)
    return {one.id: one.citizen_vote for one in rules.criteria_for(case.profile) if one.citizen_vote}


def measured_by_votes(case) -> dict[str, float]:
    """The values that counted votes give to criteria of a case, in %; one in which too few took part gives none."""
    if not votes_asked(case):
        return {}
    rows = BallotCount.objects.filter(ballot__case=case, enough=True)
    return {criterion: round(share * 100, 4) for criterion, share in rows.values_list("ballot__criterion", "share")}


def uncounted(case) -> list[str]:
    """The criteria of a case whose vote is not counted yet, or not even opened."""
    asked = votes_asked(case)
    if not asked:
        return []
    counted = set(BallotCount.objects.filter(ballot__case=case).values_list("ballot__criterion", flat=True))
    return [criterion for criterion in asked if criterion not in counted]


def shown_of(count: BallotCount) -> list[dict] | None:
    """The options with the counts that may be shown (`votes` is None for a hidden one); None where too few voted."""
    ballot = count.ballot
    public = engine.shown(count.votes, count.cast, ballot.least)
    if public is None:
        return None
    rows = [(option, public[option["id"]]) for option in ballot.options]
    return [{"text": pick(option), "votes": n, "share": n / count.cast if n else n} for option, n in rows]


def share_shown(count: BallotCount) -> float | None:
    """The share that counts, where no count behind it is hidden."""
    public = engine.shown(count.votes, count.cast, count.ballot.least)
    return count.share if public and public[count.ballot.counts] is not None else None


def was_used(ballot, code: str) -> bool | None:
    """Did a code give its vote? None where it is no code of this vote."""
    if not codes.read(code):
        return None
    found = VotingCode.objects.filter(ballot=ballot, digest=codes.digest_of(ballot.code, code))
    return found.values_list("use__code", flat=True).first() is not None if found.exists() else None


def of_case(case):
    """The votes on a case, the last one first, each with how many codes were made."""
    found = ballots().filter(case=case).annotate(issued=Count("codes")).order_by("-opened_at", "-pk")
    return found.prefetch_related("batches__person")


def closed_uncounted(at: datetime):
    """Votes that closed and were neither counted nor called off."""
    found = Ballot.objects.filter(closes_at__lte=at, count=None, called_off=None)
    return found.select_related("case").order_by("closes_at", "pk")
