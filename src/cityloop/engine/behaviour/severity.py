"""`severities`: how strictly each assessor marks, by the many-facet model of `calibration`, in points of a case."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..calibration.facets import facets_of
from ..calibration.fairness import curve
from ..calibration.fitting import fit
from ..calibration.model import design_of
from ..calibration.values import MOST_LEVELS, Marks
from ..text import Text
from .shares import Shares

MOST_MARKS, MOST_CASES = 120_000, 800
"""Severities are told from the latest cases, so many at most; more would not make them surer by much."""


@dataclass(frozen=True)
class Severities:
    """Assessors with how strictly they mark: arrays in the order of `assessors`, the strictest first.

    `logits` with the standard error `se`; `points`: what a middling case would get from one alone, of 100, less what
    it would get on average; `infit`: about 1, above 1.5 erratic. `cases`, `marks`: what they were told from.
    `spread` is the standard deviation of `points`. Assessors of different `group` cannot be compared.
    """

    assessors: tuple[str, ...]
    logits: np.ndarray
    se: np.ndarray
    points: np.ndarray
    infit: np.ndarray
    group: np.ndarray
    cases: int
    marks: int
    spread: float
    reliability: float


def severities(found: Shares, latest_first: list[str] | None = None) -> Severities | Text:
    """How strictly everybody marks, or why that cannot be told. `latest_first`: the order in which cases are taken."""
    rows = _latest(found, latest_first)
    marks = _marks(found, rows)
    if isinstance(marks, Text):
        return marks
    design = design_of(marks)
    facets = facets_of(design, fit(design))
    people = facets.assessors
    middle = curve(design, facets, np.ones(len(marks.criteria), dtype=bool))
    standing = float(np.median(facets.cases.measure))
    points = middle.at(standing - people.measure)[0] - middle.at(np.array([standing]))[0][0]
    order = np.argsort(points, kind="stable")
    return Severities(
        assessors=tuple(marks.assessors[at] for at in order),
        logits=people.measure[order],
        se=people.se[order],
        points=points[order],
        infit=people.infit[order],
        group=people.group[order],
        cases=len(marks.cases),
        marks=len(marks),
        spread=float(points.std(ddof=1)) if len(points) > 1 else 0.0,
        reliability=people.reliability,
    )


def _latest(found: Shares, latest_first: list[str] | None) -> np.ndarray:
    if len(found.share) <= MOST_MARKS and len(found.cases) <= MOST_CASES:
        return np.arange(len(found.share))
    place = {case: at for at, case in enumerate(found.cases)}
    newest = latest_first if latest_first is not None else list(found.cases[::-1])
    order = np.array([place[case] for case in newest if case in place][:MOST_CASES], dtype=np.int64)
    kept = np.zeros(len(found.cases), dtype=bool)
    kept[order[np.cumsum(found.counts.sum(axis=1)[order]) <= MOST_MARKS]] = True
    return np.flatnonzero(kept[found.case])


def _marks(found: Shares, rows: np.ndarray) -> Marks | Text:
    """The marks for the model; criteria on which all marks are alike tell nothing of anybody and stay out."""
    criteria = found.criterion[rows]
    varied = [at for at in np.unique(criteria) if len(np.unique(found.share[rows][criteria == at])) > 1]
    rows = rows[np.isin(criteria, varied)]
    if len(np.unique(found.assessor[rows])) < 2 or not len(rows):
        return Text("점수가 서로 달라진 적이 없음", "no marks differ, so nobody can be told from anybody")
    if len(np.unique(found.share[rows])) > MOST_LEVELS:
        return Text("척도의 점수가 너무 많음", "there are too many distinct marks for a rating scale")
    used, place = {}, {}
    for name in ("case", "assessor", "criterion"):
        used[name], place[name] = np.unique(getattr(found, name)[rows], return_inverse=True)
    return Marks(
        tuple(found.cases[at] for at in used["case"]),
        tuple(found.assessors[at] for at in used["assessor"]),
        tuple(found.criteria[at].id for at in used["criterion"]),
        place["case"],
        place["assessor"],
        place["criterion"],
        found.share[rows],
        low=np.array([found.criteria[at].lowest / (found.criteria[at].highest or 1) for at in used["criterion"]]),
        high=np.ones(len(used["criterion"])),
    )
