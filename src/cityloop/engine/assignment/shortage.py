"""Why panels cannot be filled: the cases, the limit that holds them back, and the smallest changes that would do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from ..impossible import Impossible
from ..text import Text
from .instance import Instance
from .linking import candidates
from .network import Flow, Tree, flow, tree_of


def unfilled(task: Instance, tree: Tree, found: Flow) -> Impossible:
    """The explanation of a flow that leaves seats empty or people below their minimum."""
    why = _too_few(task) or _crowded(task, tree, found) if found.short.any() else _idle(task, found)
    return Impossible(why, [remedy for remedy in _remedies(task, found) if remedy is not None])


def _names(names: Iterable[str], most: int = 5) -> str:
    listed = list(names)
    return ", ".join(listed[:most]) + (f" … ({len(listed)})" if len(listed) > most else "")


def _too_few(task: Instance) -> Text | None:
    """Cases with fewer eligible people than seats."""
    eligible = np.diff(task.start)
    bare = np.flatnonzero(eligible < task.demand)
    if not len(bare):
        return None
    names = _names(f"{task.case_names[i]} ({eligible[i]}/{task.demand[i]})" for i in bare)
    return Text(
        f"배정 가능한 위원이 정원보다 적은 건: {names}", f"fewer people are eligible than there are seats: {names}"
    )


def _crowded(task: Instance, tree: Tree, found: Flow) -> Text:
    """The cases and people on the short side of the least cut, which the potentials show."""
    hubs, far = len(tree.supply), found.potential.min() // 2
    short_side = found.potential < far
    cases = np.unique(np.concatenate([np.flatnonzero(short_side[: task.n]), np.flatnonzero(found.short[: task.n])]))
    people = np.flatnonzero(short_side[hubs : hubs + task.m])
    seats, room = int(task.demand[cases].sum()), int(task.most[people].sum())
    names = _names(task.case_names[i] for i in cases)
    limits = [Text(f"1인당 최대 건수({len(people)}명, {room}건)", f"the load of {len(people)} people, {room} panels")]
    if task.per_organisation is not None:
        k = task.per_organisation
        limits.append(Text(f"한 기관 최대 {k}명", f"at most {k} from one organisation"))
    if task.from_field.any():
        limits.append(Text("분야 위원 최소 인원", "the members due from the field"))
    return Text(
        f"{len(cases)}건({names})의 {seats}석 중 {int(found.short.sum())}석을 채울 수 없음. 제한: "
        + ", ".join(limit.ko for limit in limits),
        f"{int(found.short.sum())} of the {seats} seats of {len(cases)} cases ({names}) cannot be filled; "
        f"what holds them back: " + ", ".join(limit.en for limit in limits),
    )


def _idle(task: Instance, found: Flow) -> Text:
    people = np.flatnonzero(found.idle)
    names = _names(task.assessor_names[j] for j in people)
    return Text(f"최소 건수를 채울 수 없는 위원: {names}", f"cannot reach their minimum load: {names}")


def _remedies(task: Instance, found: Flow) -> Iterable[Text | None]:
    yield _more_load(task)
    if task.per_organisation is not None:
        yield _more_from_one(task)
    if task.from_field.any():
        yield _fewer_from_field(task)
    if task.least.any():
        yield _lower_minimum(task)
    empty = np.bincount(_case_of_hub(task, found), weights=found.short, minlength=task.n).astype(int)
    if empty.any():
        names = _names(f"{task.case_names[i]} -{empty[i]}" for i in np.flatnonzero(empty))
        yield Text(f"정원 {empty.sum()}석 축소: {names}", f"{empty.sum()} seats fewer: {names}")


def _case_of_hub(task: Instance, found: Flow) -> np.ndarray:
    having = np.flatnonzero(np.minimum(task.from_field, task.demand) > 0)
    cases = np.concatenate([np.arange(task.n), having])
    return np.concatenate([cases, np.zeros(max(len(found.short) - len(cases), 0), int)])[: len(found.short)]


def _works(task: Instance) -> bool:
    again = flow(task, tree_of(task))
    return not again.short.any() and not again.idle.any()


def _least(most: int, works: Callable[[int], bool]) -> int | None:
    """The least change from 1 to `most` that works, by bisection; None where not even the most does."""
    if most < 1 or not works(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if works(middle) else (middle, high)
    return high


def _more_load(task: Instance) -> Text | None:
    by = _least(task.n, lambda more: _works(replace(task, most=task.most + more)))
    if by is None:
        return None
    if len(np.unique(task.most)) == 1:
        load = int(task.most[0]) + by
        return Text(f"1인당 최대 {load}건", f"a maximum load of {load}")
    return Text(f"1인당 최대 건수를 {by}건씩 늘림", f"raise every maximum load by {by}")


def _more_from_one(task: Instance) -> Text | None:
    now = int(task.per_organisation or 0)
    by = _least(int(task.demand.max()) - now, lambda more: _works(replace(task, per_organisation=now + more)))
    return Text(f"한 기관 최대 {now + by}명", f"at most {now + by} from one organisation") if by else None


def _fewer_from_field(task: Instance) -> Text | None:
    highest = int(task.from_field.max())
    by = _least(highest, lambda less: _works(replace(task, from_field=np.maximum(task.from_field - less, 0))))
    return Text(f"분야 위원 최소 인원을 {by}명 줄임", f"{by} fewer due from the field") if by else None


def _lower_minimum(task: Instance) -> Text | None:
    by = _least(int(task.least.max()), lambda less: _works(replace(task, least=np.maximum(task.least - less, 0))))
    return Text(f"1인당 최소 건수를 {by}건 줄임", f"a minimum load lower by {by}") if by else None


def floor_too_high(asked: float, bound: float, reached: float) -> Impossible:
    """No panels keep so high a floor."""
    why = Text(
        f"모든 위원회의 적합도 합계를 {asked:g} 이상으로 할 수 없음(상한 {bound:.6g})",
        f"no panels all reach a total of {asked:g}; none can all exceed {bound:.6g}",
    )
    return Impossible(why, [Text(f"하한 {reached:.6g} 이하", f"a floor of {reached:.6g} or less")])


def not_linkable(task: Instance) -> Impossible:
    """No panels join all cases."""
    why = Text("모든 건을 공통위원으로 이을 수 없음", "no panels join all cases by common members")
    remedy = Text(
        "서로 다른 묶음에 함께 배정할 수 있는 위원을 추가하거나 1인당 건수를 2건 이상으로 늘림",
        "make someone eligible for cases of both parts, or allow people more panels",
    )
    return Impossible(why, [remedy])


def too_few_common(task: Instance, needed: int) -> Impossible:
    """Not so many people can sit on all panels of a group."""
    able, eligible = candidates(task), candidates(task, loads=False)
    lacking = [group for group, people in able.items() if len(people) < needed]
    group = lacking[0] if lacking else next(iter(able))
    size, many = int((task.group == group).sum()), len(eligible[group])
    first = task.case_names[int(np.argmax(task.group == group))]
    why = Text(
        f"{first} 등 {size}건의 묶음에 공통위원 {needed}명을 둘 수 없음"
        f"(모든 건에 배정 가능 {many}명, 그중 {size}건을 맡을 수 있음 {len(able[group])}명)",
        f"the group of {size} cases with {first} cannot have {needed} common members: {many} people are eligible "
        f"for all of its cases, {len(able[group])} of them may take {size} panels",
    )
    remedies = [Text("더 작은 묶음", "smaller groups")]
    if able[group]:
        remedies.append(Text(f"공통위원 {len(able[group])}명 이하", f"{len(able[group])} common members or fewer"))
    if len(able[group]) < needed <= many:
        remedies.append(Text(f"1인당 최대 {size}건", f"a maximum load of {size}"))
    return Impossible(why, remedies)


def organisations_across_fields(task: Instance) -> Impossible:
    """Field and organisation exclude each other on some panel though each alone could be kept."""
    why = Text(
        f"분야 위원 최소 인원과 한 기관 최대 {task.per_organisation}명을 함께 지킬 수 없음",
        f"the members due from the field and at most {task.per_organisation} from one organisation exclude each other",
    )
    return Impossible(why, [remedy for remedy in (_more_from_one(task), _fewer_from_field(task)) if remedy])


def stopped() -> Impossible:
    """The search was ended before it had found any panels."""
    why = Text("조건을 지키는 배정을 찾기 전에 중단됨", "stopped before any panels that keep the rules were found")
    return Impossible(why, [Text("중단하지 않고 다시 실행", "run it again and let it finish")])
