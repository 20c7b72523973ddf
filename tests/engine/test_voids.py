"""A voided piece of evidence takes points away, or leaves them; it never adds any."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop import rulebook
from cityloop.engine.evaluation import evaluate, voided_criteria

SCHEME = rulebook.load("smart-city-service/2026")
MARKED = [one for one in SCHEME.criteria if one.marked]
PLACES = [(one.id, item.id) for one in SCHEME.criteria for item in one.evidence]


def _marks_on(criterion, seed):
    """Five marks from the anchors of a criterion; 0 or 1 where it has none."""
    scale = [level.mark for level in criterion.levels] or [0, 1]
    return {f"a{n}": seed.choice(scale) for n in range(5)}


@st.composite
def cases(draw):
    """Marks of five assessors, what is measured, and two sets of voided criteria, one within the other."""
    seed = draw(st.randoms(use_true_random=False))
    marks = {one.id: _marks_on(one, seed) for one in MARKED}
    measured = {one.id: seed.choice(one.points)[0] for one in SCHEME.criteria if one.kind == "measured"}
    ids = [one.id for one in SCHEME.criteria]
    more = set(seed.sample(ids, draw(st.integers(0, 8))))
    fewer = set(seed.sample(sorted(more), draw(st.integers(0, len(more)))))
    return marks, measured, fewer, more


@pytest.mark.law("10(1)", "14(1)")
@settings(max_examples=60, deadline=None)
@given(cases())
def test_with_more_evidence_voided_points_only_stay_or_fall(case):
    marks, measured, fewer, more = case
    before, after = (
        evaluate(SCHEME, marks, measurements=measured, profile="transport", voided=voided) for voided in (fewer, more)
    )
    assert after.points <= before.points
    assert not (before.status == "fail" and after.status == "pass")


@given(st.dictionaries(st.sampled_from(PLACES), st.integers(1, 3), max_size=20), st.randoms(use_true_random=False))
def test_the_more_pieces_are_voided_the_more_criteria_rest_on_nothing(held, chance):
    some = {place: chance.randint(0, n) for place, n in held.items()}
    more = {place: chance.randint(some[place], n) for place, n in held.items()}
    assert voided_criteria(SCHEME.criteria, held, some) <= voided_criteria(SCHEME.criteria, held, more)
    assert voided_criteria(SCHEME.criteria, held, {}) == frozenset()


def test_a_required_item_that_loses_its_last_piece_voids_its_criterion_and_another_piece_keeps_it():
    one = next(c for c in SCHEME.criteria if any(item.required for item in c.evidence))
    place = (one.id, next(item.id for item in one.evidence if item.required))
    assert voided_criteria([one], {place: 2}, {place: 1}) == frozenset()
    assert voided_criteria([one], {place: 2}, {place: 2}) == {one.id}
    assert voided_criteria([one], {place: 1, (one.id, "other"): 1}, {(one.id, "other"): 1}) == frozenset()
