"""Why each pair was chosen: its place among those eligible, and what became of those before it."""

from __future__ import annotations

import numpy as np

from ..text import Text
from .instance import Instance


def all_of(task: Instance, chosen: np.ndarray, loads: np.ndarray) -> tuple[Text, ...]:
    """One sentence for each chosen pair, in the order given; `chosen` is sorted by case."""
    full = loads >= task.most
    first = np.searchsorted(chosen, task.start)
    reasons: list[Text] = []
    for case in range(task.n):
        own = chosen[first[case] : first[case + 1]]
        if len(own):
            reasons.extend(_of_case(task, own, case, full))
    return tuple(reasons)


def _of_case(task: Instance, own: np.ndarray, case: int, full: np.ndarray) -> list[Text]:
    begin, end = task.start[case], task.start[case + 1]
    affinity = task.affinity[begin:end]
    passed_over = np.ones(end - begin, dtype=bool)
    passed_over[own - begin] = False
    busy = full[task.assessor[begin:end]]
    texts = []
    for mine in task.affinity[own].tolist():
        nearer = affinity > mine
        before = nearer & passed_over
        texts.append(_text(int(nearer.sum()) + 1, end - begin, int(before.sum()), int((before & busy).sum())))
    return texts


def _text(place: int, of: int, passed: int, busy: int) -> Text:
    ko, en = f"배정 가능 {of}명 중 {place}순위", f"choice {place} of {of} eligible"
    if passed and busy == passed:
        return Text(
            f"{ko}. 앞선 {passed}명은 최대 건수를 맡음.", f"{en}; the {passed} before are at their maximum load."
        )
    if passed:
        ko_busy, en_busy = (f"{busy}명은 최대 건수, ", f"{busy} at their maximum load, ") if busy else ("", "")
        return Text(
            f"{ko}. 앞선 {passed}명 중 {ko_busy}{passed - busy}명은 다른 조건이나 전체 합계를 위해 배정하지 않음.",
            f"{en}; of the {passed} before, {en_busy}{passed - busy} left out for another rule or a higher total.",
        )
    return Text(f"{ko}.", f"{en}.")
