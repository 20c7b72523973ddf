"""A vote of citizens is opened by the secretariat, its codes handed out by the city; everybody with a code votes once.

Nobody reads a vote before the end, and nobody ever reads whose it was. The clock counts, or the secretariat.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked, next_number, permit
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.engine import ballots as engine
from cityloop.engine.edition import digest
from cityloop.livinglabs import codes
from cityloop.livinglabs.models import Ballot, BallotCount, CalledOff, CodeBatch, CodeUse, Vote, VotingCode
from cityloop.livinglabs.queries.ballots import standing, votes_asked

NOT_OPENED = _("The vote was not opened.")
NO_CODES = _("No codes were made.")
NOT_CAST = _("Your vote was not cast.")
NOT_COUNTED = _("The vote was not counted.")
NOT_CALLED_OFF = _("The vote was not called off.")
MOST_CODES, MOST_AT_ONCE, LONGEST = 1_000_000, 20_000, 2_000
WORDS = ("voters_ko", "voters_en", "checks_ko", "checks_en")
A_MINUTE = timedelta(minutes=1)
"""A form says no seconds: the minute that is now has not passed."""
METHOD_AT_MOST = {"yes_no": 1}


@action("livinglabs.open_ballot")
def open_ballot(*, actor, at, case, criterion, opens_at, closes_at, population=None, **words):
    """Open the vote from which a criterion of a case is read, as its edition says; public at once, never changed.

    `words` say in both languages who may vote here and how voters are checked. `population` is how many live there
    where codes go to a sample of them only.
    """
    case = locked(case)
    permit(case, "open_ballot", actor, at)
    asked = votes_asked(case).get(criterion)
    require(
        asked is not None, NOT_OPENED, _("The call asks for no such vote."), _("Open the case again and choose there.")
    )
    last = case.ballots.filter(criterion=criterion).order_by("attempt").last()
    require(
        last is None or hasattr(last, "called_off"),
        NOT_OPENED,
        _("There is a vote on this already."),
        _("A vote is held once. Only one that was called off before its count is held again."),
    )
    words = {name: (words.get(name) or "").strip() for name in WORDS}
    _require_words(words)
    _require_window(case, at, opens_at, closes_at)
    require(
        population is None or (isinstance(population, int) and 0 < population <= 2**31 - 1),
        NOT_OPENED,
        _("How many people live there is no number."),
        _("Give a whole number, or leave it empty where everybody is asked."),
    )
    content = {
        "case": case.reference,
        "criterion": criterion,
        "attempt": last.attempt + 1 if last else 1,
        "question_ko": asked.asks.ko,
        "question_en": asked.asks.en,
        **words,
        "method": asked.method,
        "options": [{"id": one.id, "ko": one.title.ko, "en": one.title.en} for one in asked.options],
        "counts": asked.counts,
        "at_most": METHOD_AT_MOST.get(asked.method) or asked.at_most or len(asked.options),
        "turnout": asked.turnout,
        "least": asked.smallest_cell,
        "population": population,
    }
    year = timezone.localdate(at).year
    window = {"opens_at": opens_at.isoformat(), "closes_at": closes_at.isoformat()}
    ballot = Ballot.objects.create(
        **content | {"case": case},
        code=f"v-{year}-{next_number('VOTE', year):04d}",
        opens_at=opens_at,
        closes_at=closes_at,
        body=case.applicant,
        opened_by=actor,
        opened_at=at,
        digest=digest(content | window),
        simulated=case.simulated,
    )
    return done(ballot, case=case.reference, criterion=criterion, sha256=ballot.digest)


@action("livinglabs.issue_codes")
def issue_codes(*, actor, at, ballot, number, label):
    """Make codes for the city to hand out. The batch that is given back has them in `plain`, this once."""
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("case__edition").get(pk=ballot.pk)
    permit(locked(ballot.case), "issue_codes", actor, at)
    _require_standing(ballot, at, ("waiting", "open"), NO_CODES)
    issued = ballot.codes.count()
    fits = isinstance(number, int) and 0 < number <= MOST_AT_ONCE and issued + number <= MOST_CODES
    require(
        fits,
        NO_CODES,
        _("At most %(most)s codes are made at once, and %(all)s for one vote.")
        % {"most": f"{MOST_AT_ONCE:,}", "all": f"{MOST_CODES:,}"},
        _("Give a whole number within that; make several batches."),
    )
    require(
        0 < len(label.strip()) <= 120,
        NO_CODES,
        _("It is not said where they are handed out, or at too great length."),
        _("Name the place or the list, in at most 120 characters."),
    )
    batch = CodeBatch.objects.create(ballot=ballot, number=number, label=label.strip(), person=actor, at=at)
    batch.plain = [codes.draw() for _n in range(number)]
    rows = [VotingCode(ballot=ballot, batch=batch, digest=codes.digest_of(ballot.code, one)) for one in batch.plain]
    VotingCode.objects.bulk_create(rows, batch_size=2_000)
    return done(batch, ballot=ballot.code, number=number, label=label.strip())


@action("livinglabs.cast_vote")
def cast_vote(*, actor, at, ballot, code, choices):
    """Put a vote in the box for a code that was not used; the entry says that somebody voted, not who or what.

    Whoever votes has no account: `actor` is None.
    """
    ballot = Ballot.objects.select_for_update().get(pk=ballot.pk)
    _require_standing(ballot, at, ("open",), NOT_CAST)
    require(
        engine.valid(ballot.method, [one["id"] for one in ballot.options], choices, ballot.at_most),
        NOT_CAST,
        _("Nothing was chosen, or more than may be chosen."),
        _("Choose one of the answers.")
        if ballot.at_most == 1
        else _("Choose from one up to %(n)s of the answers.") % {"n": ballot.at_most},
    )
    found = VotingCode.objects.filter(ballot=ballot, digest=codes.digest_of(ballot.code, code)).first()
    require(
        found is not None and bool(codes.read(code)),
        NOT_CAST,
        _("This is no code of this vote."),
        _("Type the twelve letters and digits as they are printed; hyphens and spaces do not matter."),
    )
    require(
        not CodeUse.objects.filter(code=found).exists(),
        NOT_CAST,
        _("A vote was cast with this code already."),
        _("A code gives one vote, and a vote in the box is not changed. If it was not you, tell whoever gave you it."),
    )
    CodeUse.objects.create(code=found)
    Vote.objects.create(ballot=ballot, choices=sorted(choices))
    return done(ballot)


@action("livinglabs.count_ballot")
def count_ballot(*, actor, at, ballot):
    """Count a vote that has closed: the clock does it (`actor=None`), or the secretariat."""
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("case__edition").get(pk=ballot.pk)
    if actor is not None:
        permit(locked(ballot.case), "count_ballot", actor, at)
    _require_standing(ballot, at, ("closed",), NOT_COUNTED)
    votes = list(ballot.votes.values_list("choices", flat=True))
    used = CodeUse.objects.filter(code__ballot=ballot).count()
    require(
        used == len(votes),
        NOT_COUNTED,
        _("%(used)s codes were used, and %(votes)s votes are in the box.") % {"used": used, "votes": len(votes)},
        _("Something changed the database behind the site. Keep it as it is, and compare it with the audit record."),
    )
    found = engine.count(
        [one["id"] for one in ballot.options],
        votes,
        ballot.counts,
        ballot.codes.count(),
        turnout=ballot.turnout,
        population=ballot.population,
    )
    row = BallotCount.objects.create(
        ballot=ballot,
        issued=found.issued,
        cast=found.cast,
        votes=dict(found.votes),
        share=found.share,
        low=found.low,
        high=found.high,
        enough=found.enough,
        digest=digest(sorted(votes)),
        person=actor,
        at=at,
    )
    return done(row, ballot=ballot.code, cast=found.cast, sha256=row.digest)


@action("livinglabs.call_off_ballot")
def call_off_ballot(*, actor, at, ballot, reason_ko, reason_en):
    """Call a vote off before it is counted, for a public reason; what was cast stays in the box, uncounted."""
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("case__edition").get(pk=ballot.pk)
    permit(locked(ballot.case), "call_off_ballot", actor, at)
    _require_standing(ballot, at, ("waiting", "open", "closed"), NOT_CALLED_OFF)
    ko, en = reason_ko.strip(), reason_en.strip()
    require(
        bool(ko and en) and max(len(ko), len(en)) <= LONGEST,
        NOT_CALLED_OFF,
        _("The reason is missing in one of the languages, or too long."),
        _("Write it in Korean and in English; everybody reads it."),
    )
    row = CalledOff.objects.create(ballot=ballot, reason_ko=ko, reason_en=en, person=actor, at=at)
    return done(row, ballot=ballot.code, reason=ko)


def _require_standing(ballot, at, states, what) -> None:
    found = standing(ballot, at)
    if found not in states:
        raise Refused(what, *_TOLD[found])


_TOLD = {
    "waiting": (_("The vote has not begun."), _("Come back on the day that the page says.")),
    "open": (_("The vote is still open."), _("It is counted once it has closed; until then nobody knows the votes.")),
    "closed": (_("The vote has closed."), _("What came of it is shown here once it is counted.")),
    "counted": (_("The vote is counted."), _("The result stands; read it on the page of the vote.")),
    "called_off": (_("The vote was called off."), _("Read the reason on the page of the vote.")),
}


def _require_words(words) -> None:
    require(
        all(words.values()) and max(map(len, words.values())) <= LONGEST,
        NOT_OPENED,
        _("Who may vote, or how voters are checked, is missing in one of the languages, or too long."),
        _("Write both in Korean and in English; everybody reads them."),
    )


def _require_window(case, at, opens_at, closes_at) -> None:
    span = compiled(case.edition).steps.get("citizen_vote")
    least = span.after(timezone.localdate(opens_at)) if span else None
    require(
        at - A_MINUTE < opens_at < closes_at,
        NOT_OPENED,
        _("It would begin in the past, or end before it begins."),
        _("Choose a beginning from now on, and a later end."),
    )
    require(
        least is None or timezone.localdate(closes_at) >= least,
        NOT_OPENED,
        _("The call keeps a vote open until %(day)s at least.") % {"day": least},
        _("Choose that day or a later one."),
    )
