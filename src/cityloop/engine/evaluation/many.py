"""`evaluate_many`: the same rules as `evaluate`, over a whole record at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..edition import Edition
from .blocks import Judged, judge_block
from .outcomes import Outcomes
from .rows import Ids, Rows, blocks, gather


def evaluate_many(
    edition: Edition,
    cases: Ids,
    assessors: Ids,
    criteria: Ids,
    marks: Any,
    *,
    not_applicable: Any = None,
    measurements: tuple[Ids, Ids, Any] | None = None,
    profile: str | Mapping[str, str] | None = None,
    track: str | None = None,
    voided: tuple[Ids, Ids] | None = None,
    pending: tuple[Ids, Ids] | None = None,
) -> Outcomes:
    """Judge every case that has a row; equal, case by case, to `evaluate`.

    The four columns are of one length r: a row is one assessor's mark on one criterion of one case; of two rows for
    the same the later one counts. A column of ids is a sequence, or the pair (distinct ids, position of each row's),
    which is faster. `marks` are floats; `not_applicable` marks the rows that say NA. An assessor with the empty name
    stands for a mark that all agreed on. `measurements` are columns (case, criterion, value), -inf for NA; `voided`
    and `pending` columns (case, criterion). `profile` is one for all cases or a mapping by case; a case whose
    profile the edition does not have is incomplete. Cases keep the order of their first row.

    >>> from cityloop import rulebook
    >>> goods = rulebook.load("digital-public-goods/2021-reviews")
    >>> ids = ["open_licence", "open_licence", "ownership", "ownership"]
    >>> outcomes = evaluate_many(goods, ["a"] * 4, ["A", "B", "A", "B"], ids, [1, 1, 1, 0])
    >>> outcomes.status, outcomes.points, outcomes.failed(0)
    (array(['fail'], dtype='<U10'), array([2.5]), ('ownership',))
    """
    rows = gather(edition, (cases, assessors, criteria), marks, not_applicable, measurements, voided, pending, profile)
    branch = edition.track(track)
    areas = edition.areas_of(branch.id if branch else None)
    mine = [i for i, criterion in enumerate(edition.criteria) if criterion.area in {area.id for area in areas}]
    sound = branch is not None or not edition.tracks
    parts, named = [], np.zeros(len(rows.cases), dtype=np.int64)
    for of, block in blocks(edition, rows):
        parts.append(judge_block(edition, mine, areas, block, _sound(edition, rows, profile, of) & sound))
        named[of] = block.named
    joined = {name: _joined(parts, name, len(mine), len(areas)) for name in Judged.__dataclass_fields__}
    return Outcomes(
        edition=edition,
        cases=rows.cases,
        criteria=tuple(edition.criteria[i] for i in mine),
        areas=areas,
        assessors=named,
        unknown=rows.unknown,
        **joined,
    )


def _sound(edition: Edition, rows: Rows, profile: str | Mapping[str, str] | None, of: slice) -> np.ndarray:
    """Where the profile is known, or none was given."""
    if isinstance(profile, Mapping):
        wanted = [profile.get(case) for case in rows.cases[of]]
        return np.array([one is None or edition.profile(one) is not None for one in wanted], dtype=bool)
    return np.full(of.stop - of.start, profile is None or edition.profile(profile) is not None)


def _joined(parts: list[Judged], name: str, criteria: int, areas: int) -> np.ndarray:
    if parts:
        return np.concatenate([getattr(part, name) for part in parts], axis=-1)
    rows = {"shares": criteria, "criterion_codes": criteria, "area_points": areas, "area_codes": areas}
    kind = np.int8 if name.endswith("codes") else float
    return np.zeros((rows[name], 0) if name in rows else 0, dtype=kind)
