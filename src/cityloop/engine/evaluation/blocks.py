"""Judge a block of cases: planes of marks to shares, areas, points and statuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .. import expressions
from ..edition import Area, Criterion, Edition
from ..edition.checks.criteria import nest, uses
from .marks import LARGEST, TINY
from .outcomes import AREA_CODE, CODE, OPEN_CODES, OUTCOME_CODE, reach
from .planes import NA_CODE, shares, tally


@dataclass(frozen=True)
class Block:
    """Some cases, ready to be judged, over all criteria of the edition, m of them.

    `marks` (m, seats, n) as `planes` describes them; `measurements` (m, n) with the same codes, NaN where there is
    none; `applies`, `voided`, `pending` (m, n) booleans; `named` (n,) how many assessors are on the case; `agreed`
    (n,) whether its marks are agreed ones, of which no number of assessors is asked.
    """

    marks: np.ndarray
    measurements: np.ndarray
    applies: np.ndarray
    voided: np.ndarray
    pending: np.ndarray
    named: np.ndarray
    agreed: np.ndarray


@dataclass(frozen=True)
class Judged:
    """Arrays of `Outcomes` for the cases of a block."""

    codes: np.ndarray
    points: np.ndarray
    highest: np.ndarray
    shares: np.ndarray
    criterion_codes: np.ndarray
    area_points: np.ndarray
    area_codes: np.ndarray


def judge_block(
    edition: Edition, positions: Iterable[int], areas: tuple[Area, ...], block: Block, sound: np.ndarray
) -> Judged:
    """Judge the criteria at `positions` of the edition and count their points in `areas`.

    `sound` (n,) is False where profile or track are not known, which leaves the case incomplete.
    """
    mine = list(positions)
    codes, earned = _judge_criteria(edition, mine, block)
    criteria = [edition.criteria[i] for i in mine]
    worth = _worth(edition, areas, criteria, codes)
    points = np.where(np.isnan(earned), 0, earned) * worth
    in_area = np.array([[c.area == area.id for c in criteria] for area in areas], dtype=float).reshape(len(areas), -1)
    area_points, area_worth = in_area @ points, in_area @ worth
    still = np.isin(codes, OPEN_CODES)
    area_codes = _area_codes(areas, area_points, area_worth, (in_area @ still) > 0)
    total = area_points.sum(axis=0)
    empty = ~((codes != CODE["not_applicable"]) & (np.array([c.weight for c in criteria]) > 0)[:, None]).any(axis=0)
    blocked = still.any(axis=0) | empty | _too_few(edition, criteria, mine, block) | ~sound
    gates = np.array([c.mandatory for c in criteria], dtype=bool)
    failing = np.isin(codes, (CODE["unmet"], CODE["voided"])) & gates[:, None]
    fails = failing.any(axis=0) | (area_codes == AREA_CODE["unmet"]).any(axis=0)
    fails |= ~reach(total, edition.passing.points if edition.passing else 0)
    status = np.where(blocked, OUTCOME_CODE["incomplete"], np.where(fails, OUTCOME_CODE["fail"], OUTCOME_CODE["pass"]))
    highest = total + np.where(still, worth, 0).sum(axis=0)
    return Judged(status.astype(np.int8), total, highest, earned, codes, area_points, area_codes)


def _judge_criteria(edition: Edition, mine: list[int], block: Block) -> tuple[np.ndarray, np.ndarray]:
    """Status codes and shares, both (len(mine), n); formulas last, since they read the others."""
    n = block.applies.shape[1]
    codes, earned = np.empty((len(mine), n), dtype=np.int8), np.empty((len(mine), n))
    values = np.empty((len(mine), n))
    row_of = {edition.criteria[i].id: row for row, i in enumerate(mine)}
    for row, i in sorted(enumerate(mine), key=lambda pair: edition.criteria[pair[1]].kind == "formula"):
        criterion = edition.criteria[i]
        if criterion.kind == "formula":
            code, value = _computed(criterion, row_of, codes, earned, values)
        else:
            code, value = _given(edition, criterion, block, i)
        share = shares(criterion, value)
        for where, status, worth in (
            (code == CODE["voided"], "voided", 0.0),
            (block.voided[i], "voided", 0.0),
            (block.pending[i], "pending", np.nan),
            (~block.applies[i], "not_applicable", np.nan),
        ):
            if where.any():
                code[where], share[where], value[where] = CODE[status], worth, np.nan
        if criterion.mandatory:
            counted = code == CODE["counted"]
            code[counted] = np.where(share[counted] >= 1 - TINY, CODE["met"], CODE["unmet"])
        codes[row], earned[row], values[row] = code, share, value
    return codes, earned


def _given(edition: Edition, criterion: Criterion, block: Block, i: int) -> tuple[np.ndarray, np.ndarray]:
    """Status code and value of a criterion that is marked or measured; a measurement goes before readings."""
    aggregate = edition.aggregate
    found = tally(criterion, block.marks[i], aggregate.assessors if aggregate else "mean")
    value = found.value
    unmarked = "not_applicable" if aggregate and aggregate.unmarked == "not_applicable" else "missing"
    code = np.where(found.numbers > 0, CODE["counted"], CODE[unmarked]).astype(np.int8)
    code[found.mostly_na] = CODE["not_applicable"]
    code[found.unusable] = CODE["missing"]
    measured = block.measurements[i]
    if not criterion.marked and not np.isnan(measured).all():
        there = ~np.isnan(measured)
        usable = there & (np.abs(measured) <= LARGEST)
        value = np.where(there, measured, value)
        code[there] = CODE["missing"]
        code[usable] = CODE["counted"]
        code[measured == NA_CODE] = CODE["not_applicable"]
    return code, np.where(code == CODE["counted"], value, np.nan)


def _computed(
    criterion: Criterion, row_of: dict[str, int], codes: np.ndarray, earned: np.ndarray, values: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Status code and value of a formula, case by case: CEL has no arrays."""
    n = codes.shape[1]
    reads = uses(criterion)
    read = [(kind, id, row_of[id]) for kind, id in reads if id in row_of]
    start = "counted" if len(read) == len(reads) else "not_applicable"  # it reads a criterion of another track
    code, value = np.full(n, CODE[start], dtype=np.int8), np.full(n, np.nan)
    for status in ("not_applicable", "voided", "missing", "pending"):
        for kind, _, row in read:
            if (status, kind) != ("voided", "shares"):
                code[codes[row] == CODE[status]] = CODE[status]
    for case in np.flatnonzero(code == CODE["counted"]):
        facts: dict[str, dict] = {"marks": {}, "measurements": {}, "shares": {}}
        for kind, id, row in read:
            nest(facts[kind], id, float((earned if kind == "shares" else values)[row, case]))
        found = expressions.answer(criterion.formula or "", facts).value
        number = isinstance(found, int | float) and not isinstance(found, bool) and abs(found) <= LARGEST
        value[case], code[case] = (found, code[case]) if number else (np.nan, CODE["missing"])
    return code, value


def _worth(edition: Edition, areas: tuple[Area, ...], criteria: list[Criterion], codes: np.ndarray) -> np.ndarray:
    """The points each criterion can earn in each case, (m, n): its weight among what applies, scaled to the whole."""
    worth = np.zeros(codes.shape)
    left = np.zeros(codes.shape[1])
    for area in areas:
        rows = [row for row, criterion in enumerate(criteria) if criterion.area == area.id]
        weights = np.array([criteria[row].weight for row in rows], dtype=float)[:, None]
        applying = np.where(codes[rows] != CODE["not_applicable"], weights, 0)
        whole = applying.sum(axis=0)
        worth[rows] = np.divide((area.weight or 0) * applying, whole, out=np.zeros_like(applying), where=whole > 0)
        left += np.where(whole > 0, area.weight or 0, 0)
    of = edition.passing.of if edition.passing else 0
    return worth * np.divide(of, left, out=np.ones_like(left), where=(left > 0) & (left != of))


def _area_codes(areas: tuple[Area, ...], points: np.ndarray, worth: np.ndarray, unsettled: np.ndarray) -> np.ndarray:
    codes = np.full(points.shape, AREA_CODE["counted"], dtype=np.int8)
    for row, area in enumerate(areas):
        share = np.divide(points[row], worth[row], out=np.zeros_like(points[row]), where=worth[row] > 0)
        if area.minimum is not None:
            codes[row] = np.where(reach(share, area.minimum), AREA_CODE["met"], AREA_CODE["unmet"])
    codes[worth <= 0] = AREA_CODE["not_applicable"]
    codes[unsettled] = AREA_CODE["open"]
    return codes


def _too_few(edition: Edition, criteria: list[Criterion], mine: list[int], block: Block) -> np.ndarray:
    """Where fewer assessors are on the case than the edition asks for, and something is for them to mark."""
    least = edition.aggregate.minimum_assessors if edition.aggregate else 0
    rows = [i for i, criterion in zip(mine, criteria, strict=True) if criterion.marked]
    return block.applies[rows].any(axis=0) & ~block.agreed & (block.named < least)
