"""Why limits exclude each other: the smallest change of each limit that alone would do, or else of all together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from ..impossible import Impossible
from ..solver import Program, solve
from ..text import Text
from .rows import Row
from .total import Model


def impossible(model: Model, rows: Sequence[Row], fixed: Sequence[str]) -> Impossible:
    """The explanation for a model without a solution."""
    alone = [(row, _slack(model, [index])) for index, row in enumerate(rows)]
    remedies = [_remedy(row, found[0]) for row, found in alone if found is not None]
    if not remedies:
        together = _slack(model, range(len(rows)))
        changes = (
            [] if together is None else [_remedy(row, by) for row, by in zip(rows, together, strict=True) if by > 1e-9]
        )
        remedies = [_both(changes)] if changes else []
    if fixed and not remedies:
        remedies = [Text("고정 선정 해제", "release what is fixed in")]
    why = Text("모든 조건을 함께 만족하는 선정이 없음", "no selection keeps all limits together")
    if fixed:
        names = ", ".join(fixed[:5]) + (" …" if len(fixed) > 5 else "")
        why = Text(f"{why.ko} (고정 선정: {names})", f"{why.en} with {names} fixed in")
    return Impossible(why, remedies)


def _slack(model: Model, which: Sequence[int]) -> np.ndarray | None:
    """The least changes, in the units of each row, that make the model feasible; None if no change of these does."""
    program = model.program
    lines, many = np.array(list(which)), len(program.gain)
    if not len(lines):
        return None
    up = np.where(np.isfinite(program.upper[lines]), -1.0, 1.0)
    slack = sparse.csc_matrix((up, (lines, np.arange(len(lines)))), (program.rows.shape[0], len(lines)))
    elastic = Program(
        np.concatenate([np.zeros(many), -np.ones(len(lines))]),
        np.concatenate([program.least, np.zeros(len(lines))]),
        np.concatenate([program.most, np.full(len(lines), np.inf)]),
        np.concatenate([program.whole, np.zeros(len(lines), dtype=bool)]),
        sparse.csc_matrix(sparse.hstack([program.rows, slack])),
        program.lower,
        program.upper,
    )
    answer = solve(elastic)
    return None if answer.x is None else answer.x[many:]


def _remedy(row: Row, by: float) -> Text:
    if row.pair:
        return Text(f"'{row.name.ko}' 해제", f"drop '{row.name.en}'")
    if np.isfinite(row.upper):
        unit = row.upper if row.spends and row.upper > 0 else 1.0
        amount = f"{round(row.upper + row.slack + by * unit, 6):,.15g}"
        return Text(f"'{row.name.ko}'을(를) {amount}(으)로 늘림", f"raise '{row.name.en}' to {amount}")
    amount = f"{round(row.lower - by):,}"
    return Text(f"'{row.name.ko}'을(를) {amount}(으)로 낮춤", f"lower '{row.name.en}' to {amount}")


def _both(changes: Sequence[Text]) -> Text:
    return Text(" + ".join(change.ko for change in changes), " and ".join(change.en for change in changes))
