"""What assign() promises, on instances small enough to try every set of panels."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop.engine.assignment import Pairs, Rules, assign
from cityloop.engine.impossible import Impossible


@st.composite
def tasks(draw, link=(None,), floors=(None,)):
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    cells = [cell for cell in product(range(n), range(m)) if draw(st.integers(0, 9)) < 8]
    units = draw(st.permutations(range(1, 60)))
    pairs = Pairs(
        tuple(f"case {i}" for i in range(n)),
        tuple(f"person {j}" for j in range(m)),
        [i for i, _ in cells],
        [j for _, j in cells],
        [units[k] / 10 for k in range(len(cells))],
        [draw(st.booleans()) for _ in cells],
    )
    rules = Rules(
        per_case=np.array([draw(st.integers(1, 2)) for _ in range(n)]),
        max_load=draw(st.integers(1, 4)),
        min_load=draw(st.sampled_from([0, 0, 1])),
        organisation=np.array([draw(st.integers(-1, 1)) for _ in range(m)]),
        per_organisation=draw(st.sampled_from([None, 1])),
        from_field=draw(st.sampled_from([0, 0, 1])),
        floor=draw(st.sampled_from(floors)),
        link=draw(st.sampled_from(link)),
        group=np.array([draw(st.integers(0, 1)) for _ in range(n)]),
    )
    return pairs, rules


def connected(pairs, chosen):
    names = {("case", i): ("case", i) for i in range(len(pairs.cases))}

    def root(node):
        while names.setdefault(node, node) != node:
            node = names[node]
        return node

    for k in chosen:
        names[root(("case", int(pairs.case[k])))] = root(("person", int(pairs.assessor[k])))
    return len({root(("case", i)) for i in range(len(pairs.cases))}) == 1


def keeps(pairs, rules, chosen):
    """Every rule but the floor, said as plainly as possible."""
    people = [set(pairs.assessor[[k for k in chosen if pairs.case[k] == i]].tolist()) for i in range(len(pairs.cases))]
    loads = [sum(j in panel for panel in people) for j in range(len(pairs.assessors))]
    if any(not rules.min_load <= load <= rules.max_load for load in loads):
        return False
    for panel in people:
        members = [rules.organisation[j] for j in panel if rules.organisation[j] >= 0]
        if rules.per_organisation and any(members.count(each) > rules.per_organisation for each in members):
            return False
    for i, seats in enumerate(rules.per_case):
        inside = sum(bool(pairs.in_field[k]) for k in chosen if pairs.case[k] == i)
        if len(people[i]) != seats or inside < min(rules.from_field, seats):
            return False
    if rules.link == 0:
        return connected(pairs, chosen)
    for group in np.unique(rules.group) if rules.link else ():
        panels = [people[i] for i in np.flatnonzero(rules.group == group)]
        if len(set.intersection(*panels)) < rules.link:
            return False
    return True


def every_assignment(pairs, rules):
    own = [np.flatnonzero(pairs.case == i) for i in range(len(pairs.cases))]
    panels = [list(combinations(own[i], int(seats))) for i, seats in enumerate(rules.per_case)]
    for choice in product(*panels):
        chosen = [int(k) for panel in choice for k in panel]
        if keeps(pairs, rules, chosen):
            yield chosen


def worst(pairs, chosen):
    return min(pairs.affinity[[k for k in chosen if pairs.case[k] == i]].sum() for i in range(len(pairs.cases)))


def best_by_trying_all(pairs, rules):
    kept = list(every_assignment(pairs, rules))
    if rules.floor == "max" and kept:
        top = max(worst(pairs, chosen) for chosen in kept)
        kept = [chosen for chosen in kept if worst(pairs, chosen) > top - 1e-6]
    elif rules.floor is not None:
        kept = [chosen for chosen in kept if worst(pairs, chosen) > rules.floor - 1e-9]
    return max((float(pairs.affinity[chosen].sum()) for chosen in kept), default=None)


def outcome(*task, **how):
    try:
        return assign(*task, **how)
    except Impossible:
        return None


def check_against_all(task):
    found, best = outcome(*task), best_by_trying_all(*task)
    assert (found is None) == (best is None)
    if found is not None:
        assert keeps(*task, found.pairs.tolist())
        assert found.total == pytest.approx(best) == pytest.approx(found.bound)
        assert found.worst == pytest.approx(worst(task[0], found.pairs)) and found.worst <= found.worst_bound + 1e-9
        assert found.proven


@settings(deadline=None, max_examples=200)
@given(tasks())
def test_the_total_is_the_best_of_all_assignments(task):
    check_against_all(task)


@settings(deadline=None, max_examples=150)
@given(tasks(floors=("max", "max", 2.0, 4.0)))
def test_the_worst_panel_is_raised_as_far_as_it_goes_and_then_the_total(task):
    check_against_all(task)


@settings(deadline=None, max_examples=150)
@given(tasks(link=(0, 1, 2)))
def test_linked_panels_are_the_best_of_all_that_are_linked(task):
    check_against_all(task)


@settings(deadline=None, max_examples=100)
@given(tasks(link=(0, 1), floors=("max", 3.0)))
def test_a_floor_and_a_link_hold_together(task):
    check_against_all(task)


@settings(deadline=None, max_examples=80)
@given(tasks(), st.randoms(use_true_random=False))
def test_permuting_pairs_cases_and_people_permutes_the_panels(task, random):
    pairs, rules = task
    places = [list(range(size)) for size in (len(pairs), len(pairs.cases), len(pairs.assessors))]
    for place in places:
        random.shuffle(place)
    order, cases, people = (np.array(place, dtype=int) for place in places)
    back_case, back_person = np.argsort(cases), np.argsort(people)
    shuffled = Pairs(
        tuple(pairs.cases[i] for i in cases),
        tuple(pairs.assessors[j] for j in people),
        back_case[pairs.case[order]],
        back_person[pairs.assessor[order]],
        pairs.affinity[order],
        pairs.in_field[order],
    )
    moved = replace(rules, per_case=rules.per_case[cases], organisation=rules.organisation[people])
    first, second = outcome(pairs, rules), outcome(shuffled, moved)
    assert (first is None) == (second is None)
    if first is not None:
        assert sorted(order[second.pairs]) == sorted(first.pairs)
        assert second.loads.tolist() == first.loads[people].tolist()


@settings(deadline=None, max_examples=80)
@given(tasks(floors=(None, "max")), st.sampled_from([0.125, 1000.0, 1e-9, 1e12]))
def test_scaling_every_affinity_scales_the_best_total_and_the_best_worst_panel(task, scale):
    """Panels of equal total may change places, so the worst one is compared only where it was asked for."""
    pairs, rules = task
    first, second = outcome(*task), outcome(replace(pairs, affinity=pairs.affinity * scale), rules)
    assert (first is None) == (second is None)
    assert first is None or first.total * scale == pytest.approx(second.total)
    assert first is None or rules.floor is None or first.worst * scale == pytest.approx(second.worst)


@settings(deadline=None, max_examples=80)
@given(tasks(floors=(None, "max"), link=(None, 0)))
def test_a_useless_assessor_changes_no_optimum(task):
    pairs, rules = task
    rules = replace(rules, min_load=0)
    wider = replace(pairs, assessors=(*pairs.assessors, "useless"))
    more = replace(rules, organisation=np.append(rules.organisation, -1))
    first, second = outcome(pairs, rules), outcome(wider, more)
    assert (first is None) == (second is None)
    assert first is None or first.total == pytest.approx(second.total)


def dense(n, m, seed=0):
    random = np.random.default_rng(seed)
    case, assessor = np.divmod(np.arange(n * m), m)
    names = tuple(f"c{i:03}" for i in range(n)), tuple(f"p{j:03}" for j in range(m))
    return Pairs(*names, case, assessor, random.random(n * m).round(6))


def test_a_core_of_pairs_reaches_the_same_optimum_as_all_pairs(monkeypatch):
    pairs = dense(60, 50)
    whole = assign(pairs, Rules(per_case=3, max_load=4))
    monkeypatch.setattr("cityloop.engine.assignment.network.CORE_FROM", 10)
    monkeypatch.setattr("cityloop.engine.assignment.network.CORE_WIDTH", 3)
    assert assign(pairs, Rules(per_case=3, max_load=4)).pairs.tolist() == whole.pairs.tolist()


def test_pairs_in_any_order_give_the_panels_by_case_best_first():
    pairs = dense(5, 6)
    found = assign(pairs, Rules(per_case=2, max_load=2))
    assert pairs.case[found.pairs].tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert all(pairs.affinity[a] >= pairs.affinity[b] for a, b in found.pairs.reshape(5, 2))


def test_two_fields_that_share_nobody_by_themselves_are_joined_at_the_least_loss():
    names = tuple("abcd"), tuple("wxyz")
    case, assessor = np.divmod(np.arange(16), 4)
    near = np.where((case < 2) == (assessor < 2), 1.0, 0.1) + assessor / 1000 + case / 500
    pairs = Pairs(*names, case, assessor, near)
    rules = Rules(per_case=2, max_load=2)
    assert assign(pairs, rules).components == 2
    linked = assign(pairs, replace(rules, link=0))
    assert linked.components == 1 and len(linked.exchanges) == 2
    assert sum(move.loss for move in linked.exchanges) == pytest.approx(assign(pairs, rules).total - linked.total)


def test_common_members_sit_on_every_panel_of_their_group():
    pairs = dense(6, 8)
    group = np.array([0, 0, 0, 1, 1, 1])
    found = assign(pairs, Rules(per_case=4, max_load=6, link=2, group=group))
    for name, members in found.common.items():
        for person in members:
            panels = pairs.case[found.pairs[pairs.assessor[found.pairs] == person]]
            assert set(np.flatnonzero(group == name)) <= set(panels.tolist())
    assert all(len(members) >= 2 for members in found.common.values())


@pytest.mark.parametrize(
    ("rules", "why", "remedy"),
    [
        (
            Rules(per_case=3, max_load=1),
            "1 of the 6 seats of 2 cases (c000, c001) cannot be filled",
            "a maximum load of 2",
        ),
        (
            Rules(per_case=6, max_load=9),
            "fewer people are eligible than there are seats: c000 (5/6), c001 (5/6)",
            "2 seats",
        ),
        (
            Rules(per_case=3, max_load=9, organisation=np.array([0, 0, 0, 0, 1]), per_organisation=1),
            "at most 1 from one organisation",
            "at most 2 from one organisation",
        ),
        (Rules(per_case=2, max_load=9, from_field=1), "the members due from the field", "1 fewer due from the field"),
        (Rules(per_case=1, max_load=2, min_load=1), "cannot reach their minimum load", "a minimum load lower by 1"),
        (Rules(per_case=2, max_load=9, floor=5.0), "no panels all reach a total of 5", "a floor of"),
        (Rules(per_case=2, max_load=1, link=1), "cannot have 1 common members", "a maximum load of 2"),
    ],
)
def test_what_cannot_be_done_is_explained_with_the_smallest_change(rules, why, remedy):
    with pytest.raises(Impossible) as refused:
        assign(dense(2, 5), rules)
    assert why in str(refused.value.why)
    assert any(remedy in str(each) for each in refused.value.remedies)


def test_a_floor_is_refused_in_the_unit_of_the_affinities():
    pairs = dense(2, 5)
    with pytest.raises(Impossible, match=r"a total of 5e-09; none can all exceed 1\.\d+e-09"):
        assign(replace(pairs, affinity=pairs.affinity * 1e-9), Rules(per_case=2, floor=5e-9))


def test_the_smallest_raise_of_the_load_does_what_it_says():
    pairs = dense(7, 4, seed=2)
    with pytest.raises(Impossible, match="a maximum load of 6"):
        assign(pairs, Rules(per_case=3, max_load=3))
    assert assign(pairs, Rules(per_case=3, max_load=6)).loads.max() <= 6
    with pytest.raises(Impossible):
        assign(pairs, Rules(per_case=3, max_load=5))


def test_parts_that_nobody_can_join_are_refused():
    pairs = Pairs(("a", "b"), ("x", "y"), [0, 1], [0, 1], [1.0, 1.0])
    with pytest.raises(Impossible, match="no panels join all cases"):
        assign(pairs, Rules(per_case=1, link=0))


def test_a_reason_names_the_place_and_what_became_of_those_before():
    pairs = Pairs(("a", "b"), ("x", "y"), [0, 0, 1, 1], [0, 1, 0, 1], [0.9, 0.8, 0.9, 0.1])
    first, second = assign(pairs, Rules(per_case=1, max_load=1)).reasons
    assert first.en == "choice 2 of 2 eligible; the 1 before are at their maximum load."
    assert second.ko == "배정 가능 2명 중 1순위."


def test_a_long_search_can_be_stopped_and_gives_the_best_so_far():
    asked = []

    def stop(best, bound):
        asked.append((best, bound))
        return False

    pairs = dense(12, 10, seed=4)
    found = assign(pairs, Rules(per_case=3, max_load=4, floor="max"), watch=stop)
    assert asked and len(found.pairs) == 36 and found.worst <= found.worst_bound


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"affinity": [np.nan, 1, 1, 1]}, "affinity: NaN or infinite in pair 0"),
        ({"assessor": [0, 0, 0, 1]}, "the pair 'a', 'x' occurs twice"),
        ({"assessor": [0, 9, 0, 1]}, "assessor: a position outside 0 … 1"),
        ({"affinity": [1.0]}, "one value each for every pair"),
        ({"cases": ("a", "a")}, "case: a name occurs twice"),
    ],
)
def test_bad_pairs_are_refused(change, message):
    good = {"cases": ("a", "b"), "assessors": ("x", "y"), "case": [0, 0, 1, 1], "assessor": [0, 1, 0, 1]}
    with pytest.raises(ValueError, match=message):
        assign(Pairs(**{"affinity": [1.0, 2.0, 3.0, 4.0], **good, **change}), Rules(per_case=1))


def test_a_negative_load_is_refused():
    with pytest.raises(ValueError, match="max_load: negative"):
        assign(dense(2, 2), Rules(per_case=1, max_load=-1))


def test_where_nobody_is_wanted_or_nothing_is_to_be_judged_there_are_no_panels():
    assert assign(dense(2, 3), Rules(per_case=0)).pairs.tolist() == []
    assert assign(Pairs((), ("x",), [], [], []), Rules()).pairs.tolist() == []
