"""A vote of citizens: one vote a code, nobody's vote readable, counted after the end, and a criterion read from it."""

import pytest
from calls import reviewing
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from livinglabs.polling import AFTER, AT, CLOSES, DURING, OPENS, WORDS, Polling

from cityloop.assessment.actions import set_measurement
from cityloop.assessment.actions.evaluation import close_evaluation
from cityloop.assessment.queries import checklist, dossier_of
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.livinglabs import actions
from cityloop.livinglabs.dues import count_closed
from cityloop.livinglabs.models import Ballot, BallotCount, CodeUse, Vote, VotingCode
from cityloop.livinglabs.queries.ballots import measured_by_votes, shown_of, standing, was_used


def test_from_the_opening_to_a_criterion_that_nobody_typed(polling):
    """The officer opens, the city makes codes, citizens vote, the clock counts, the evaluation reads the count."""
    ballot = polling.voted(yes=12, no=6)
    people = reviewing.pool(polling.officer, polling.edition.scheme)
    case = reviewing.review(polling.officer, polling.case, people, [4, 4, 4])
    assert case.state == "evaluation", "every mark is in, and the proposal waits for the vote"
    with pytest.raises(Refused, match=r"not counted|집계"):
        close_evaluation(**reviewing.step(polling.officer), case=case, shown="incomplete")
    assert count_closed(on=timezone.localdate(DURING), at=DURING) == []
    assert count_closed(on=timezone.localdate(AFTER), at=AFTER) == [f"{ballot.code}: 18"]
    assert count_closed(on=timezone.localdate(AFTER), at=AFTER) == []
    assert measured_by_votes(case) == {"trial.vote": pytest.approx(66.6667)}
    case = close_evaluation(actor=polling.officer, at=AFTER, case=case, shown="pass")
    share = 0.5 + 0.5 * (66.6667 - 60) / 20
    assert (case.state, case.outcome_points) == ("assessed", pytest.approx(5 + 5 * share, abs=1e-4))


def test_the_value_is_never_typed_by_hand(polling):
    case = polling.draft()
    assert "trial.vote" not in {one.criterion for one in checklist(case, dossier_of(case))}
    with pytest.raises(Refused, match=r"vote|투표"):
        set_measurement(**polling.step(polling.lead, 2), case=case, criterion="trial.vote", value=99.0)


def test_too_small_a_turnout_counts_as_not_filed(polling):
    count = polling.counted(yes=5, no=0, issued=100)
    assert (count.enough, count.turnout, measured_by_votes(polling.case)) == (False, 0.05, {})


def test_no_code_gives_two_votes_and_a_refused_vote_uses_none(polling):
    ballot = polling.open()
    first, second, third, *_rest = polling.codes(ballot)
    polling.vote(ballot, first)
    spaced = f"  {second.lower().replace('-', ' ')} "
    other = polling_elsewhere(polling)
    wrong = [
        (lambda: polling.vote(ballot, first, "no"), "already|이미"),
        (lambda: polling.vote(ballot, second, "perhaps"), "chosen|선택"),
        (lambda: polling.vote(ballot, second, ["yes", "no"]), "chosen|선택"),
        (lambda: polling.vote(ballot, second, []), "chosen|선택"),
        (lambda: polling.vote(ballot, "나는 찬성합니다"), "no code|아닙니다"),
        (lambda: polling.vote(ballot, ""), "no code|아닙니다"),
        (lambda: polling.vote(ballot, "A" * 5_000), "no code|아닙니다"),
        (lambda: polling.vote(ballot, other), "no code|아닙니다"),
        (lambda: polling.vote(ballot, second, at=OPENS - (CLOSES - OPENS)), "not begun|시작"),
        (lambda: polling.vote(ballot, second, at=CLOSES), "has closed|마감|종료"),
    ]
    for act, words in wrong:
        with pytest.raises(Refused, match=words):
            act()
    polling.vote(ballot, spaced, "no")
    assert (Vote.objects.count(), CodeUse.objects.count()) == (2, 2)
    assert [was_used(ballot, code) for code in (first, spaced, third, "nonsense", other)] == [
        True, True, False, None, None,
    ]  # fmt: skip


def polling_elsewhere(polling):
    """A code of another vote."""
    case, polling.case = polling.case, polling.admit(polling.submitted())
    code = polling.codes(polling.open())[0]
    polling.case = case
    return code


def test_nothing_that_is_stored_says_who_voted_what(polling):
    ballot = polling.open()
    codes = polling.codes(ballot, 6)
    for n, code in enumerate(codes):
        polling.vote(ballot, code, "yes" if n < 3 else "no")
    assert {field.name for field in Vote._meta.get_fields()} == {"id", "ballot", "choices"}
    assert {field.name for field in CodeUse._meta.get_fields()} == {"code"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM livinglabs_votingcode")
        kept = {row[0] for row in cursor.fetchall()}
    assert not kept & set(codes) and len(kept) == 6
    said = [entry.detail for entry in Entry.objects.filter(verb="livinglabs.cast_vote")]
    assert said == [{}] * 6 and not Entry.objects.filter(verb="livinglabs.cast_vote").exclude(actor="").exists()


def test_the_database_keeps_what_was_voted(polling):
    count = polling.counted()
    ballot = count.ballot
    for model, change in (
        (Vote, {"choices": ["no"]}),
        (BallotCount, {"share": 1.0}),
        (Ballot, {"question_en": "Another?"}),
        (VotingCode, {"digest": "0" * 64}),
    ):
        for act in (model.objects.update, lambda model=model, **_c: model.objects.all()._raw_delete("default")):
            with pytest.raises(IntegrityError), transaction.atomic():
                act(**change)
    with pytest.raises(IntegrityError, match="ended"), transaction.atomic():
        Vote.objects.create(ballot=ballot, choices=["yes"])
    with pytest.raises(Refused):
        actions.count_ballot(actor=None, at=AFTER, ballot=ballot)


def test_a_vote_put_in_behind_the_site_keeps_the_count_from_being_made(polling):
    ballot = polling.voted()
    Vote.objects.create(ballot=ballot, choices=["yes"])
    with pytest.raises(Refused, match=r"18.*19"):
        actions.count_ballot(actor=None, at=AFTER, ballot=ballot)


@pytest.mark.parametrize(
    ("yes", "no", "shown"),
    [(12, 6, [12, 6]), (16, 2, [None, None]), (18, 0, [None, None]), (3, 1, None)],
)
def test_no_small_count_is_shown(polling, yes, no, shown):
    rows = shown_of(polling.counted(yes=yes, no=no))
    assert (rows and [row["votes"] for row in rows]) == shown


def test_a_sample_says_how_sure_it_is(polling):
    count = polling.counted(yes=12, no=6, population=5_000)
    assert count.low < count.share < count.high and count.high - count.low > 0.3


def test_who_opens_makes_codes_counts_and_calls_off(polling):
    for who in (polling.lead, polling.authority, polling.stranger, polling.officers["plan"], polling.partner):
        with pytest.raises(Refused):
            polling.open(who=who)
    ballot = polling.open()
    for who in (polling.officer, polling.authority, polling.stranger):
        with pytest.raises(Refused):
            polling.codes(ballot, who=who)
    reason = {"reason_ko": "지역을 잘못 적음", "reason_en": "The wrong area was named."}
    for who in (polling.lead, polling.authority, polling.stranger):
        with pytest.raises(Refused):
            actions.call_off_ballot(actor=who, at=DURING, ballot=ballot, **reason)
        with pytest.raises(Refused):
            actions.count_ballot(actor=who, at=AFTER, ballot=ballot)
    with pytest.raises(Refused, match=r"open|진행"):
        actions.count_ballot(actor=polling.officer, at=DURING, ballot=ballot)
    with pytest.raises(Refused, match=r"held once|already|이미"):
        polling.open()


def test_a_vote_called_off_says_why_and_is_held_again(polling):
    ballot = polling.open()
    code = polling.codes(ballot)[0]
    given = {"actor": polling.officer, "at": DURING, "ballot": ballot}
    with pytest.raises(Refused):
        actions.call_off_ballot(**given, reason_ko="잘못", reason_en=" ")
    actions.call_off_ballot(**given, reason_ko="지역을 잘못 적음", reason_en="The wrong area was named.")
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert standing(ballot, DURING) == "called_off"
    for act in (
        lambda: polling.vote(ballot, code),
        lambda: polling.codes(ballot),
        lambda: actions.count_ballot(actor=None, at=AFTER, ballot=ballot),
        lambda: actions.call_off_ballot(**given, reason_ko="또", reason_en="Again"),
    ):
        with pytest.raises(Refused):
            act()
    assert polling.open().attempt == 2


@pytest.mark.parametrize(
    "given",
    [
        {"opens_at": AT},
        {"closes_at": OPENS},
        {"closes_at": OPENS + (CLOSES - OPENS) / 2},
        {"criterion": "trial.market"},
        {"population": -1},
        {"population": "many"},
        {"voters_en": ""},
        {"checks_ko": "x" * 2_001},
    ],
)
def test_a_vote_that_cannot_be_held_is_not_opened(polling, given):
    with pytest.raises(Refused):
        polling.open(**given)
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("number", [0, -1, 20_001, "many", None])
def test_a_number_of_codes_that_cannot_be_made_is_refused(polling, number):
    with pytest.raises(Refused):
        polling.codes(polling.open(), number)
    assert not VotingCode.objects.exists()


def test_approval_counts_every_option_that_one_agrees_with(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    words = [{"id": id, "title": {"ko": id, "en": id}} for id in ("bus", "tram", "bike")]
    polling = Polling(method="approval", options=words, counts="tram", at_most=2)
    ballot = polling.open()
    codes = polling.codes(ballot, 20)
    for n, code in enumerate(codes):
        polling.vote(ballot, code, ["bus", "tram"] if n < 14 else ["bike"])
    with pytest.raises(Refused):
        polling.vote(ballot, codes[0], ["bus", "tram", "bike"])
    count = actions.count_ballot(actor=polling.officer, at=AFTER, ballot=ballot)
    assert (count.votes, count.share) == ({"bus": 14, "tram": 14, "bike": 6}, 0.7)


def test_the_words_of_a_vote_are_those_of_the_edition_and_of_nobody_else(polling):
    ballot = polling.open()
    assert (ballot.question_en, ballot.counts, ballot.least, ballot.turnout) == ("Shall it go on?", "yes", 5, 0.1)
    assert ballot.voters_ko == WORDS["voters_ko"] and len(ballot.digest) == 64
