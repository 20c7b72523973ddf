"""Worked cases: marks or facts and the outcome expected of them, which keep an edition and the engine honest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from cityloop.engine.edition import Edition, Fault, Faulty, in_file
from cityloop.engine.edition.faults import Findings
from cityloop.engine.edition.kinds import Id
from cityloop.engine.edition.shape import WRONG, read_fields
from cityloop.engine.eligibility import eligibility
from cityloop.engine.evaluation import Outcome, evaluate, standing
from cityloop.engine.frozen import EMPTY, Frozen
from cityloop.engine.text import Text

from .reading import read
from .shelf import HERE, load

CLOSE = 5e-5
"""Expected points are written to four decimals."""


@dataclass(frozen=True, kw_only=True)
class WorkedCase:
    """One file of `rulebook/cases`: a case (`marks`), several (`dossiers`, `proposals`), or an application (`facts`).

    `contrast` says what a wrong reading of the rules would give.
    """

    kind: Literal["case"]
    id: Id
    of: str
    title: Text
    shows: Text
    simulated: bool = False
    profile: Id | None = None
    track: Id | None = None
    assessors: tuple[str, ...] = ()
    marks: Any = EMPTY
    measurements: Any = EMPTY
    facts: Any = EMPTY
    dossiers: Any = ()
    proposals: Any = ()
    expect: Any = EMPTY
    contrast: Any = EMPTY


def case_paths() -> tuple[Path, ...]:
    """The worked cases that come with Cityloop, in a stable order."""
    return tuple(sorted((HERE / "cases").glob("*.yaml")))


def load_case(path: Path | str) -> WorkedCase:
    """The worked case in a file. Raises `Faulty` with every fault."""
    data, positions = read(Path(path))
    findings = Findings(data, positions.get)
    values = read_fields(WorkedCase, data if isinstance(data, Mapping) else {}, (), findings)
    if findings.errors or any(value is WRONG for value in values.values()):
        raise Faulty(in_file(fault, str(path)) for fault in findings.errors)
    return WorkedCase(**values)


def check_case(path: Path | str) -> tuple[Fault, ...]:
    """Every fault of a worked case: of the file, or where the outcome is not the one it expects."""
    try:
        case = load_case(path)
        wrong = differences(case, load(case.of))
    except Faulty as faulty:
        return faulty.faults
    remedy = Text("사례 또는 판을 확인하십시오.", "Look at the case, or at the edition.")
    return tuple(Fault(where, what, remedy, file=str(path)) for where, what in wrong)


def differences(case: WorkedCase, edition: Edition) -> list[tuple[str, Text]]:
    """Where the engine comes to something else than the case expects: (what, how) pairs; empty where it agrees."""
    return [
        (where, Text("{g}이(가) 나옴(기대값 {e}).", "It comes to {g}, expected {e}.").format(g=got, e=expected))
        for where, got, expected in _compared(case, edition)
        if not _same(got, expected)
    ]


def outcome_of(case: WorkedCase, edition: Edition, one: Mapping[str, Any] | None = None) -> Outcome:
    """The outcome of the case, or of one of its dossiers or proposals."""
    part: Mapping[str, Any] = one if one is not None else Frozen(assessors=case.assessors, marks=case.marks)
    return evaluate(
        edition,
        part["marks"],
        measurements=part.get("measurements", case.measurements),
        profile=case.profile,
        track=case.track,
        assessors=part.get("assessors") or None,
    )


def _compared(case: WorkedCase, edition: Edition) -> Iterator[tuple[str, Any, Any]]:
    """Triples of what is compared, what came out and what was expected."""
    if case.facts:
        yield from _of_facts(case, edition)
    if case.marks:
        yield from _of_outcome("expect", outcome_of(case, edition), case.expect)
    for dossier in case.dossiers:
        yield from _of_outcome(dossier["id"], outcome_of(case, edition, dossier), dossier["expect"])
    if case.proposals:
        yield from _of_proposals(case, edition)


def _of_facts(case: WorkedCase, edition: Edition) -> Iterator[tuple[str, Any, Any]]:
    found = eligibility(edition, case.facts, case.track)
    got = {"status": found.status, "failed": found.failed, "rules": {rule.id: rule.met for rule in found.rules}}
    for name, expected in case.expect.items():
        yield name, got.get(name), expected


def _of_outcome(where: str, outcome: Outcome, expect: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name, expected in expect.items():
        got = (
            {id: node.points for id, node in outcome.areas.items()} if name == "areas" else getattr(outcome, name, None)
        )
        yield f"{where}.{name}", got, expected


def _of_proposals(case: WorkedCase, edition: Edition) -> Iterator[tuple[str, Any, Any]]:
    """Points, thresholds and order. What the budget then takes (`selected`, `reserve`) is for the selection to say."""
    outcomes = {one["id"]: outcome_of(case, edition, one) for one in case.proposals}
    above = {id: standing(edition, outcome) for id, outcome in outcomes.items() if outcome.status == "pass"}
    got = {
        "points": {id: outcome.points for id, outcome in outcomes.items()},
        "below_threshold": {id: o.below_threshold for id, o in outcomes.items() if o.below_threshold},
        "ranking_points": {id: one.points for id, one in above.items()},
        "order": tuple(sorted(above, key=above.__getitem__, reverse=True)),
    }
    for name, value in got.items():
        yield name, value, case.expect.get(name)


def _same(got: Any, expected: Any) -> bool:
    if isinstance(expected, bool) or isinstance(got, bool):
        return got is expected
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return abs(got - expected) <= CLOSE
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        return set(got) == set(expected) and all(_same(got[name], expected[name]) for name in expected)
    return got == expected
