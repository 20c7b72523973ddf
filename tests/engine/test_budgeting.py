"""Participatory budgets: worked cases, an exact count beside ours, what holds for every vote, and files that lie."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityloop.engine.budgeting import Completion, Faulty, Project, Rule, collected, fund, read, written


@st.composite
def participations(draw):
    """Projects, ballots and a budget."""
    costs = draw(st.lists(st.integers(1, 60), min_size=1, max_size=7))
    projects = [Project(f"p{number}", cost) for number, cost in enumerate(costs)]
    ballot = st.sets(st.sampled_from([project.id for project in projects]))
    return projects, draw(st.lists(ballot, max_size=14)), draw(st.integers(1, 150))


def exactly(projects, ballots, budget):
    """Equal shares in fractions, voter by voter, every price reckoned anew: slow, and shares no code with ours."""
    left = [Fraction(budget, len(ballots)) for _ballot in ballots] if ballots else []
    chosen = []
    while True:
        offers = []
        for place, project in enumerate(projects):
            fans = [voter for voter, ballot in enumerate(ballots) if project.id in ballot]
            if project.id in chosen or not fans or sum(left[voter] for voter in fans) < project.cost:
                continue
            missing, sharing = Fraction(project.cost), sorted(fans, key=left.__getitem__)
            while left[sharing[0]] < missing / len(sharing):
                missing -= left[sharing.pop(0)]
            offers.append((missing / len(sharing) / project.cost, -len(fans), project.cost, place))
        if not offers:
            return chosen
        rate, _fans, cost, place = min(offers)
        chosen.append(projects[place].id)
        for voter, ballot in enumerate(ballots):
            if projects[place].id in ballot:
                left[voter] -= min(left[voter], rate * cost)


@given(participations())
def test_equal_shares_buys_what_an_exact_count_buys_in_the_same_order(participation):
    projects, ballots, budget = participation
    found = fund(collected(projects, ballots), budget, completion=Completion.NONE)
    assert list(found.chosen) == exactly(projects, ballots, budget)


@given(participations(), st.sampled_from(Rule), st.sampled_from(Completion))
def test_no_rule_spends_more_than_there_is_and_every_project_has_its_reason(participation, rule, completion):
    projects, ballots, budget = participation
    found = fund(collected(projects, ballots), budget, rule=rule, completion=completion, step=1)
    assert found.spent <= budget
    assert sorted(one.project.id for one in found.projects) == sorted(project.id for project in projects)
    assert all(one.reason.ko and one.reason.en for one in found.projects)
    assert not any(one.funded for one in found.projects if one.votes == 0)
    assert found.voters == len(ballots)


@given(participations(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_changes_nothing(participation, random):
    projects, ballots, budget = participation
    shuffled = list(ballots)
    random.shuffle(shuffled)
    assert fund(collected(projects, shuffled), budget) == fund(collected(projects, ballots), budget)


@given(participations())
def test_a_completed_budget_leaves_nothing_out_that_still_fits(participation):
    projects, ballots, budget = participation
    for rule in Rule:
        found = fund(collected(projects, ballots), budget, rule=rule)
        left = budget - found.spent
        assert all(one.project.cost > left for one in found.projects if one.votes and not one.funded)


def test_a_third_of_the_voters_decides_on_a_third_of_the_money_where_greedy_gives_it_nothing():
    projects = [Project(f"east{n}", 100) for n in range(3)] + [Project("west", 100)]
    votes = collected(projects, [["east0", "east1", "east2"]] * 66 + [["west"]] * 34)
    assert fund(votes, 300, rule=Rule.GREEDY).chosen == ("east0", "east1", "east2")
    shared = fund(votes, 300, completion=Completion.NONE)
    assert shared.chosen == ("east0", "west")
    assert [round(one.share, 4) for one in shared.projects if one.funded] == [1.5152, 2.9412]
    assert fund(votes, 300).chosen == ("east0", "west", "east1")


def test_raised_money_spends_what_equal_parts_leave_over_by_the_voters_themselves():
    projects = [Project("bridge", 90), Project("path", 30)]
    votes = collected(projects, [["bridge"]] * 8 + [["path"]] * 2)
    assert fund(votes, 120, completion=Completion.NONE).chosen == ("bridge",)
    raised = fund(votes, 120, completion=Completion.RAISED, step=1)
    assert raised.chosen == ("bridge", "path")
    assert raised.projects[1].share == 15.0


def test_the_reason_says_why_a_project_is_not_funded():
    projects = [Project("dear", 101), Project("unloved", 5), Project("park", 60), Project("pool", 60)]
    found = fund(collected(projects, [["dear", "park"], ["dear"], ["park"], ["pool"]]), 100)
    said = {one.project.id: one.reason.en for one in found.projects if not one.funded}
    assert said == {
        "dear": "It costs 101, more than the 40 left.",
        "unloved": "Nobody voted for it.",
        "pool": "It costs 60, more than the 40 left.",
    }


@pytest.mark.parametrize("wrong", [{"budget": 0}, {"budget": 5, "step": 0}])
def test_a_budget_or_step_below_one_is_refused(wrong):
    with pytest.raises(ValueError, match="at least 1"):
        fund(collected([Project("a", 1)], [["a"]]), **wrong)


@pytest.mark.parametrize(
    ("projects", "ballots", "said"),
    [
        ([Project("a", 1), Project("a", 2)], [], "twice"),
        ([Project("a", 0)], [], "at least 1"),
        ([Project("a", 1)], [["b"]], "'b'"),
    ],
)
def test_votes_that_make_no_sense_are_refused(projects, ballots, said):
    with pytest.raises(ValueError, match=said):
        collected(projects, ballots)


@given(participations())
def test_a_file_written_is_the_vote_read(participation):
    projects, ballots, budget = participation
    votes = collected(projects, ballots)
    names = {project.id: f'{project.id}; "공원"' for project in projects}
    meta, read_names, again = read(written(votes, budget, {"description": "1; 2"}, names))
    assert (meta["budget"], meta["description"], read_names) == (str(budget), "1; 2", names)
    assert fund(again, budget) == fund(votes, budget)


GOOD = "META\nkey;value\nbudget;9\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;age;vote\n1;44;1\n"


def test_columns_about_voters_are_passed_over():
    _meta, _names, votes = read("\ufeff" + GOOD.replace("\n", "\r\n"))
    assert "44" not in written(votes, 9, {}, {})


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("META\n", "", 1, "begin with META"),
        ("VOTES\n", "", 1, "VOTES is missing"),
        ("cost", "price", 5, "no column 'cost'"),
        ("1;5", "1;-5", 6, "whole number"),
        ("1;5", "1;5.5", 6, "whole number"),
        ("1;5", "1;٥", 6, "whole number"),
        ("1;5", f"1;{'9' * 5000}", 6, "whole number"),
        ("1;5", "1;5\n1;6", 7, "twice"),
        ("1;44;1", "1;44;1,7", 9, "'7' is not among the projects"),
        ("budget;9", "budget;9\nvote_type;ordinal", 1, "ordinal"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_line(old, new, line, said):
    assert old in GOOD
    with pytest.raises(Faulty, match=said) as refused:
        read(GOOD.replace(old, new, 1))
    assert refused.value.line == line
    assert refused.value.text.ko.startswith(f"{line}행")


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["META", "PROJECTS", "VOTES", "key;value", '"', "1;2", ";"])).map("\n".join)
)
def test_any_text_is_read_or_refused_in_a_sentence(text):
    try:
        read(text)
    except Faulty as fault:
        assert fault.text.ko and fault.text.en
