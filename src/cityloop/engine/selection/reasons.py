"""Why each proposal is in or out, in two languages, from what the policies found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text import Text, joined, same

if TYPE_CHECKING:
    from .task import Task
    from .values import Selection

WHOLE = 100_000
"""Amounts from here on are written in whole units."""


def all_of(task: Task, selection: Selection, seen: np.ndarray | None) -> tuple[Text, ...]:
    """One sentence or two for each proposal. `seen` is what was left of each row at its turn (policy `rank`)."""
    fixed_in, fixed_out = set(task.first.tolist()), set(task.out.tolist())
    reasons = []
    for position in range(len(selection.ids)):
        if position in fixed_in:
            reasons.append(Text("선정: 고정 선정.", "In: fixed in."))
        elif position in fixed_out:
            reasons.append(Text("미선정: 고정 제외.", "Out: fixed out."))
        elif selection.share[position] > 0:
            reasons.append(_inside(selection, position))
        elif not task.eligible[position]:
            reasons.append(Text("미선정: {u}.", "Out: {u}.").format(u=task.unmet[position]))
        else:
            reasons.append(joined([_outside(task, selection, seen, position), *_takes(selection, position)]))
    return tuple(reasons)


def _inside(selection: Selection, position: int) -> Text:
    share = selection.share[position]
    part = same("") if share >= 1 else Text(", 신청액의 {s} 지원", ", with {s} of its cost").format(s=f"{share:.1%}")
    if selection.policy == "total":
        text = Text("선정: {r}위, 총점이 가장 높은 조합에 포함{p}.", "In: ranked {r}, part of the highest total{p}.")
    else:
        text = Text(
            "선정: {r}위, 순서가 왔을 때 모든 조건을 충족{p}.",
            "In: ranked {r}, and at its turn every limit had room{p}.",
        )
    return text.format(r=selection.rank[position], p=part)


def _outside(task: Task, selection: Selection, seen: np.ndarray | None, position: int) -> Text:
    rank = selection.rank[position]
    if seen is None:
        text = Text(
            "미선정: {r}위, 총점이 가장 높은 조합에 들지 못함.", "Out: ranked {r}, the highest total does without it."
        )
        return text.format(r=rank)
    for index, row in enumerate(task.rows):
        place = np.flatnonzero(row.members == position)
        part = (task.limits.partial or 1.0) if row.spends else 1.0
        if place.size and row.weights[place[0]] * part > seen[position, index]:
            text = Text("미선정: {r}위, '{n}' 조건에 남은 자리 없음.", "Out: ranked {r}, and {n} had no room left.")
            return text.format(r=rank, n=row.name)
    raise AssertionError("a proposal that fits is in")


def _takes(selection: Selection, position: int) -> list[Text]:
    score, cost = selection.score_needed[position], selection.cost_needed[position]
    if np.isfinite(score) and not selection.exact[position]:
        return [
            Text(
                "점수 {s} 미만에서는 선정되지 않음이 증명됨.", "It is proven to stay out below a score of {s}."
            ).format(s=f"{score:,.6g}")
        ]
    needs = []
    if np.isfinite(score):
        needs.append(Text("점수 {s} 초과", "at a score above {s}").format(s=f"{score:,.6g}"))
    if np.isfinite(cost):
        needs.append(Text("비용 {c} 이하", "at a cost of {c}").format(c=_money(cost)))
    if not needs:
        return []
    ways = Text(" 또는 ".join(need.ko for need in needs), " or ".join(need.en for need in needs))
    return [Text("선정에 필요한 것: {w}.", "It would be in {w}.").format(w=ways)]


def _money(cost: float) -> str:
    """An amount in full: whole units of what is counted in them, never more than was meant."""
    return f"{int(cost):,}" if cost >= WHOLE else f"{cost:,.6g}"
