"""Linear and mixed-integer programs in arrays, solved by HiGHS: one door for every verb that needs one.

Source: Huangfu and Hall (2018), "Parallelizing the dual revised simplex method", Math. Prog. Comp. 10; highs.dev.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import highspy
import numpy as np
from scipy import sparse

Watch = Callable[[float, float], bool]
"""Told the best objective and the bound so far; answers whether to go on."""

_OPTIMAL = highspy.HighsModelStatus.kOptimal
_EMPTY = highspy.HighsModelStatus.kModelEmpty
_STOPPED = (
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kSolutionLimit,
)
_OPTIONS = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-9}
_GUESSING = {"mip_heuristic_effort": 0.3, "mip_heuristic_run_rens": False}


@dataclass(frozen=True)
class Program:
    """Maximise `gain · x` under `lower <= rows @ x <= upper` and `least <= x <= most`, `x` whole where `whole`.

    `gain`, `least`, `most`: floats of shape (n,); `whole`: bools of shape (n,); `rows`: sparse of shape (m, n).
    """

    gain: np.ndarray
    least: np.ndarray
    most: np.ndarray
    whole: np.ndarray
    rows: sparse.csc_matrix
    lower: np.ndarray
    upper: np.ndarray


@dataclass(frozen=True)
class Answer:
    """`x` of shape (n,), or None where nothing feasible was found; `bound` is proven never to be exceeded.

    `duals` (m,) and `reduced` (n,) are the prices of a linear program and empty for a mixed-integer one.
    `proven` says that the search came to its end. `basis` restarts a program of the same shape.
    """

    x: np.ndarray | None
    objective: float
    bound: float
    proven: bool
    duals: np.ndarray
    reduced: np.ndarray
    basis: highspy.HighsBasis | None = None


def solve(
    program: Program,
    *,
    nodes: int | None = None,
    warm: highspy.HighsBasis | None = None,
    watch: Watch | None = None,
    found: Callable[[np.ndarray], None] | None = None,
    gap: float = 0.0,
    guess: bool = False,
) -> Answer:
    """The best `x`, proven; the best so far where `watch`, or so many `nodes` of the search, end it.

    `found` is told every better `x` at once, for a caller who may have to kill the search.
    What is better by no more than the relative `gap` may be left unsearched; bounds allow for it. With `guess` more of
    the work goes into good `x`, around the best so far, and less into the proof.

    >>> import numpy as np
    >>> from scipy import sparse
    >>> one = np.ones(2)
    >>> knapsack = Program(np.array([3.0, 2.0]), 0 * one, one, one > 0, sparse.csc_matrix([[2.0, 1.0]]),
    ...                    np.array([-np.inf]), np.array([2.0]))
    >>> solve(knapsack).x, solve(knapsack).objective
    (array([1., 0.]), 3.0)
    """
    highs = highspy.Highs()
    for option, value in _OPTIONS.items():
        highs.setOptionValue(option, value)
    for option, value in ({"mip_rel_gap": gap} | (_GUESSING if guess else {})).items():
        highs.setOptionValue(option, value)
    if nodes is not None:
        highs.setOptionValue("mip_max_nodes", nodes)
    highs.passModel(highs_model(program))
    if warm is not None:
        highs.setBasis(warm)
    if watch is not None:
        highs.cbMipInterrupt.subscribe(_asking(watch, gap))
    if found is not None:
        highs.cbMipImprovingSolution.subscribe(lambda event: found(np.array(event.data_out.mip_solution)))
    highs.solve()
    return _answer(highs, program, gap)


def solve_whole(program: Program, *, core: int = 60, watch: Watch | None = None) -> Answer:
    """`solve` for programs whose linear relaxation is close: the same optimum, sooner.

    The whole variables that the relaxation is least sure of are solved exactly, the rest held at its values. What
    a relaxed price puts further from its bound than the gap then left can be in no better solution (reduced-cost
    fixing), so at most one larger core proves the optimum. Source: Balas and Zemel (1980), "An algorithm for large
    zero-one knapsack problems", Operations Research 28.

    >>> import numpy as np
    >>> from scipy import sparse
    >>> one = np.ones(3)
    >>> knapsack = Program(np.array([3.0, 2.0, 2.0]), 0 * one, one, one > 0, sparse.csc_matrix([[3.0, 2.0, 2.0]]),
    ...                    np.array([-np.inf]), np.array([4.0]))
    >>> solve_whole(knapsack, core=1).x
    array([0., 1., 1.])
    """
    relaxed = solve(replace(program, whole=np.zeros_like(program.whole)))
    if relaxed.x is None:
        return relaxed
    price = np.where(program.whole, np.abs(relaxed.reduced), 0.0)
    held = np.round(relaxed.x)
    price[np.abs(relaxed.x - held) > 1e-9] = 0.0
    reach = np.partition(price, core - 1)[core - 1] if core < len(price) else np.inf
    while True:
        answer = _solve_core(program, held, price <= reach, watch)
        gap = relaxed.objective - answer.objective
        if not answer.proven or np.isinf(reach) or gap <= reach:
            bound = min(relaxed.objective, max(answer.bound, answer.objective)) if answer.proven else relaxed.objective
            return replace(answer, bound=bound)
        reach = gap * (1 + 1e-9) if answer.x is not None else np.inf


def _solve_core(program: Program, held: np.ndarray, free: np.ndarray, watch: Watch | None) -> Answer:
    """Solve over the columns that are `free`, the others held; the answer is in terms of all columns."""
    rows = sparse.csc_matrix(program.rows)
    taken = rows[:, ~free] @ held[~free]
    value = float(program.gain[~free] @ held[~free])
    small = Program(
        program.gain[free],
        program.least[free],
        program.most[free],
        program.whole[free],
        rows[:, free],
        program.lower - taken,
        program.upper - taken,
    )
    answer = solve(small, watch=None if watch is None else lambda best, bound: watch(best + value, bound + value))
    if answer.x is None:
        return answer
    x = held.copy()
    x[free] = answer.x
    return replace(answer, x=x, objective=answer.objective + value, bound=answer.bound + value)


def _asking(watch: Watch, gap: float) -> Callable[[highspy.HighsCallbackEvent], None]:
    def ask(event: highspy.HighsCallbackEvent) -> None:
        best, bound = -event.data_out.mip_primal_bound, -event.data_out.mip_dual_bound
        if not watch(best, _allowing(bound, best, gap)):
            event.interrupt()

    return ask


def _allowing(bound: float, best: float, gap: float) -> float:
    """The bound, and no less than what HiGHS may leave unsearched, whatever its own bound says of such branches."""
    return max(bound, best + gap * abs(best)) if gap and np.isfinite(best) else bound


def highs_model(program: Program) -> highspy.HighsLp:
    """The program as HiGHS takes it, which minimises: gains are negative costs."""
    rows = sparse.csc_matrix(program.rows)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows.shape
    model.col_cost_ = -np.asarray(program.gain, float)
    model.col_lower_, model.col_upper_ = np.asarray(program.least, float), np.asarray(program.most, float)
    model.row_lower_, model.row_upper_ = np.asarray(program.lower, float), np.asarray(program.upper, float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = rows.indptr, rows.indices, rows.data
    if program.whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[flag] for flag in program.whole.astype(int).tolist()]
    return model


def _answer(highs: highspy.Highs, program: Program, gap: float) -> Answer:
    status, info = highs.getModelStatus(), highs.getInfo()
    none = np.array([])
    if status == _EMPTY and ((program.lower > 0) | (program.upper < 0)).any():
        return Answer(None, -np.inf, -np.inf, True, none, none)
    proven = status in (_OPTIMAL, _EMPTY)
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible or proven
    if not found:
        bound = np.inf if status in _STOPPED else -np.inf
        return Answer(None, -np.inf, bound, status not in _STOPPED, none, none)
    solution = highs.getSolution()
    x = np.array(solution.col_value, float)
    objective = float(program.gain @ x)
    if not program.whole.any():
        prices = -np.array(solution.row_dual), -np.array(solution.col_dual)
        return Answer(x, objective, objective, proven, *prices, highs.getBasis())
    x[program.whole] = np.round(x[program.whole])
    objective = float(program.gain @ x)
    return Answer(x, objective, _allowing(max(objective, -info.mip_dual_bound), objective, gap), proven, none, none)
