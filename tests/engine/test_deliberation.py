"""Quorum and majority of a committee: worked cases, and what holds for every committee."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cityloop.engine.deliberation import at_least, quorum, resolve
from cityloop.engine.edition import Panel

SHARES = st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=12)
TWO_THIRDS = Panel(seats=9, quorum=Fraction(2, 3), decision=Fraction(2, 3))
COUNTING = Panel(seats=9, quorum=Fraction(2, 3), decision=Fraction(2, 3), recused_count_as_in_office=True)


@st.composite
def sittings(draw):
    """A rule, and a committee that sits: in office, recused, present, in favour."""
    panel = Panel(seats=9, quorum=draw(SHARES), decision=draw(SHARES), recused_count_as_in_office=draw(st.booleans()))
    in_office = draw(st.integers(0, 30))
    recused = draw(st.integers(0, in_office))
    present = draw(st.integers(0, in_office - recused))
    return panel, in_office, recused, present, draw(st.integers(0, present))


@pytest.mark.law("4(4)")
@pytest.mark.parametrize(
    ("in_office", "recused", "present", "in_favour", "quorum_met", "missing", "carried"),
    [
        (9, 0, 6, 4, True, 0, True),  # six of nine sit, four of six carry
        (9, 0, 5, 5, False, 1, False),  # five of nine decide nothing, however unanimous
        (9, 0, 7, 4, True, 0, False),  # four of seven are less than two thirds
        (9, 0, 9, 6, True, 0, True),
        (9, 2, 5, 4, True, 0, True),  # of the seven who may sit, five do
        (9, 2, 4, 4, False, 1, False),
        (7, 0, 5, 4, True, 0, True),
        (1, 0, 1, 1, True, 0, True),
        (1, 0, 0, 0, False, 1, False),
        (0, 0, 0, 0, False, 1, False),  # nobody in office decides nothing
        (3, 3, 0, 0, False, 1, False),  # nor does a committee whose every member is recused
    ],
)
def test_two_thirds_of_those_in_office_sit_and_two_thirds_of_those_present_decide(
    in_office, recused, present, in_favour, quorum_met, missing, carried
):
    found = resolve(TWO_THIRDS, in_office=in_office, recused=recused, present=present, in_favour=in_favour)
    assert (found.quorum.met, found.quorum.missing, found.carried) == (quorum_met, missing, carried)


def test_where_recused_members_count_as_in_office_the_quorum_does_not_shrink():
    sits = {"in_office": 9, "recused": 2, "present": 5}
    assert quorum(TWO_THIRDS, **sits).met
    assert quorum(COUNTING, **sits).missing == 1


def test_it_says_how_many_are_missing_in_both_languages():
    found = resolve(TWO_THIRDS, in_office=9, present=4, in_favour=4).says
    assert found.en == "The quorum is 6; 2 more must be present before anything is decided."
    assert found.ko == "정족수 6명에 2명이 모자라 의결할 수 없음."


def test_numbers_that_do_not_fit_are_an_error():
    for wrong in (
        {"in_office": 3, "present": 4},
        {"in_office": 3, "present": 2, "recused": 2},
        {"in_office": -1, "present": 0},
    ):
        with pytest.raises(ValueError, match="do not fit"):
            quorum(TWO_THIRDS, **wrong)
    with pytest.raises(ValueError, match="in favour"):
        resolve(TWO_THIRDS, in_office=3, present=2, in_favour=3)


@given(SHARES, st.integers(0, 1_000))
def test_the_smallest_number_that_is_the_share_is_exact(share, of):
    needed = at_least(share, of)
    assert needed >= share * of
    assert needed == 1 or needed - 1 < share * of


@given(sittings())
def test_nothing_is_carried_without_a_quorum(sitting):
    panel, in_office, recused, present, in_favour = sitting
    found = resolve(panel, in_office=in_office, recused=recused, present=present, in_favour=in_favour)
    assert found.carried <= found.quorum.met


@given(sittings())
def test_one_more_recused_member_never_helps(sitting):
    panel, in_office, recused, present, in_favour = sitting
    given_ = {"present": present, "in_favour": in_favour}
    before = resolve(panel, in_office=in_office, recused=recused, **given_)
    after = resolve(panel, in_office=in_office + 1, recused=recused + 1, **given_)
    assert after.carried <= before.carried and after.quorum.missing >= before.quorum.missing


@given(sittings())
def test_one_more_in_favour_never_hurts_and_an_abstention_counts_as_a_vote_against(sitting):
    panel, in_office, recused, present, in_favour = sitting
    assume(in_favour < present)
    sits = {"in_office": in_office, "recused": recused, "present": present}
    assert (
        resolve(panel, **sits, in_favour=in_favour).carried <= resolve(panel, **sits, in_favour=in_favour + 1).carried
    )


@given(sittings())
def test_who_counts_as_in_office_only_makes_it_harder(sitting):
    panel, in_office, recused, present, _ = sitting
    sits = {"in_office": in_office, "recused": recused, "present": present}
    counting = Panel(seats=9, quorum=panel.quorum, decision=panel.decision, recused_count_as_in_office=True)
    assert quorum(counting, **sits).needed >= quorum(panel, **sits).needed
