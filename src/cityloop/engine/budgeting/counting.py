"""fund(): a participatory budget counted by one rule, with what became of every project and why."""

from __future__ import annotations

from ..text import Text
from .shares import Bought, equal_shares
from .values import Completion, Funded, Funding, Rule, Votes

STEPS = 10_000
"""So often at most the voters' money is raised by a step."""


def fund(
    votes: Votes,
    budget: int,
    *,
    rule: Rule = Rule.EQUAL_SHARES,
    completion: Completion = Completion.GREEDY,
    step: int | None = None,
) -> Funding:
    """What the votes fund of a `budget` in whole units of money.

    `step`: by how much each voter's money is raised at a time under `Completion.RAISED`; None for a hundredth of what
    each has. Raises `ValueError` for a budget or step below 1.

    >>> from .values import Project, collected
    >>> votes = collected([Project("park", 70), Project("path", 30)], [["park"]] * 7 + [["path"]] * 3)
    >>> fund(votes, 100).chosen, fund(votes, 70, rule=Rule.GREEDY).chosen
    (('park', 'path'), ('park',))
    """
    if budget < 1 or (step is not None and step < 1):
        raise ValueError("a budget and a step are at least 1")
    if rule is Rule.GREEDY:
        return _told(votes, budget, rule, [], _greedy(votes, budget, []))
    bought = equal_shares(votes, budget, budget)
    if completion is Completion.RAISED:
        bought = _raised(votes, budget, step or max(1, round(budget / max(votes.voters, 1) / 100)), bought)
    added = [] if completion is Completion.NONE else _greedy(votes, budget, [one.position for one in bought])
    return _told(votes, budget, rule, bought, added)


def _raised(votes: Votes, budget: int, step: int, bought: list[Bought]) -> list[Bought]:
    """The last that is bought before the voters, each with a step more, would together spend more than there is."""
    wanted = int((votes.counts() > 0).sum())
    everything = sum(project.cost for project in votes.projects) + 1
    for steps in range(1, STEPS + 1):
        if len(bought) == wanted:
            break
        more = equal_shares(votes, budget + steps * step * votes.voters, everything)
        if sum(votes.projects[one.position].cost for one in more) > budget:
            break
        bought = more
    return bought


def _greedy(votes: Votes, budget: int, taken: list[int]) -> list[int]:
    """What most voters want and still fits: more votes first, then the cheaper, then the order of the list."""
    counts = votes.counts()
    left = budget - sum(votes.projects[position].cost for position in taken)
    added = []
    for position in sorted(
        (position for position in range(len(votes.projects)) if counts[position] and position not in set(taken)),
        key=lambda one: (-int(counts[one]), votes.projects[one].cost, one),
    ):
        if votes.projects[position].cost <= left:
            left -= votes.projects[position].cost
            added.append(position)
    return added


def _told(votes: Votes, budget: int, rule: Rule, bought: list[Bought], added: list[int]) -> Funding:
    counts = votes.counts().tolist()
    rows = [
        Funded(votes.projects[one.position], counts[one.position], True, one.share, _paid(counts[one.position], one))
        for one in bought
    ]
    left = budget - sum(one.project.cost for one in rows)
    for position in added:
        rows.append(Funded(votes.projects[position], counts[position], True, None, _fitted(rule, left)))
        left -= votes.projects[position].cost
    funded = {one.position for one in bought} | set(added)
    rest = sorted(set(range(len(votes.projects))) - funded, key=lambda one: (-counts[one], one))
    rows += [
        Funded(votes.projects[one], counts[one], False, None, _short(votes.projects[one].cost, counts[one], left))
        for one in rest
    ]
    return Funding(rule, budget, votes.voters, tuple(rows))


def _paid(count: int, bought: Bought) -> Text:
    return Text(
        "찬성한 {n}명이 1인당 최대 {share}씩 부담하여 선정됨.",
        "Paid by its {n} voters, at most {share} each.",
    ).format(n=f"{count:,}", share=f"{bought.share:,.2f}")


def _fitted(rule: Rule, left: int) -> Text:
    if rule is Rule.GREEDY:
        said = Text("득표순으로 남은 예산 {left} 안에 들어 선정됨.", "Next by votes, and within the {left} left.")
    else:
        said = Text(
            "찬성자의 몫만으로는 부족하나, 남은 예산 {left} 안에서 득표순으로 선정됨.",
            "Beyond its voters' shares; taken next by votes from the {left} left over.",
        )
    return said.format(left=f"{left:,}")


def _short(cost: int, count: int, left: int) -> Text:
    if not count:
        return Text("찬성한 사람이 없음.", "Nobody voted for it.")
    if cost > left:
        said = Text("비용 {cost}이(가) 남은 예산 {left}보다 큼.", "It costs {cost}, more than the {left} left.")
    else:
        said = Text(
            "찬성자의 몫을 모두 합해도 비용 {cost}에 미치지 못함.",
            "What its voters had left does not reach {cost}.",
        )
    return said.format(cost=f"{cost:,}", left=f"{left:,}")
