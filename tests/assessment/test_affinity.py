"""How well somebody fits a case, as panels are proposed by it."""

import pytest

from cityloop.engine.affinity import BIDS, affinity


def test_the_field_comes_first_and_a_bid_moves_within_it():
    assert affinity(in_field=True) > affinity(in_field=False, bid="willing")
    assert affinity(in_field=True, bid="eager") > affinity(in_field=True) > affinity(in_field=True, bid="if_needed")


def test_what_somebody_says_of_themselves_never_lowers_what_the_pool_knows():
    assert affinity(in_field=True, level="acquainted") == affinity(in_field=True)
    assert affinity(in_field=False, level="expert") == affinity(in_field=True)


def test_of_equals_whoever_carries_less_is_taken_and_whoever_reads_the_language():
    assert affinity(in_field=True, load=1) > affinity(in_field=True, load=2)
    assert affinity(in_field=True, load=50) == affinity(in_field=True, load=10)
    assert affinity(in_field=True) > affinity(in_field=True, reads=False) > 0


@pytest.mark.parametrize("bid", [*BIDS, None, "unheard of"])
def test_every_bid_and_none_gives_a_finite_number(bid):
    assert -2 < affinity(in_field=False, level="unheard of", bid=bid, reads=False, load=10**9) < 2
