"""A file of needs: criteria with directions and weights, how the weights come about, and filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from cityloop.engine.matching import TESTS, Criterion, Filter, ahp, best_worst, critic, entropy, swing
from cityloop.engine.text import Text

from .errors import FileError

WEIGHINGS = ("stated", "ahp", "best_worst", "swing", "entropy", "critic")
_CRITERION = {"direction", "weight", "sd"}
_TOP = {"criteria", "filters", "weights"}


@dataclass(frozen=True)
class Needs:
    """What the file says. `weighing` is None where criteria state their weights, else a method and its statements."""

    path: Path
    criteria: tuple[Criterion, ...]
    filters: tuple[Filter, ...]
    weighing: Mapping[str, Any] | None

    def criteria_for(self, table: np.ndarray) -> tuple[Criterion, ...]:
        """The criteria with their weights, which may follow from the services' values."""
        if self.weighing is None:
            return self.criteria
        try:
            weights = self._weigh(table)
        except (ValueError, TypeError, KeyError) as error:
            raise FileError(
                self.path,
                found=str(error).strip("'"),
                expected=Text("가중치를 정할 수 있는 진술", "statements that give weights"),
                remedy=Text("weights를 고치십시오.", "Mend 'weights'."),
            ) from error
        return tuple(replace(c, weight=float(w)) for c, w in zip(self.criteria, weights, strict=True))

    def _weigh(self, table: np.ndarray) -> np.ndarray:
        said, names = self.weighing, [criterion.name for criterion in self.criteria]
        signs = np.array([criterion.sign for criterion in self.criteria])
        match said["method"]:
            case "ahp":
                return ahp(np.asarray(said["comparisons"], dtype=float)).values
            case "best_worst":
                return best_worst(*([said[side][name] for name in names] for side in ("best", "worst"))).values
            case "swing":
                return swing([said["points"][name] for name in names]).values
            case "entropy":
                return entropy(table).values
            case _:
                return critic(table, signs).values


def read_needs(path: Path) -> Needs:
    """Read NEEDS; refuse, with the line, whatever is not a need."""
    from cityloop.rulebook.reading import read

    from .faults import faults_refused

    with faults_refused():
        data, positions = read(path)
    return _Reader(path, positions).needs(data)


class _Reader:
    """Turns plain data into needs; knows where each piece stands in the file."""

    def __init__(self, path: Path, positions: Mapping[tuple[str | int, ...], tuple[int, int]]):
        self.path, self.positions = path, positions

    def refuse(self, at: tuple[str | int, ...], found: object, expected: Text, remedy: Text) -> NoReturn:
        line = self.positions.get(at, (None, None))[0]
        column = ".".join(str(part) for part in at) or None
        raise FileError(self.path, line=line, column=column, found=found, expected=expected, remedy=remedy)

    def needs(self, data: Any) -> Needs:
        if not isinstance(data, Mapping) or not isinstance(data.get("criteria"), Mapping) or not data["criteria"]:
            self.refuse(
                (),
                None,
                Text(
                    "'criteria: {이름: {direction: max, weight: 1}}'", "'criteria: {name: {direction: max, weight: 1}}'"
                ),
                Text("기준을 하나 이상 적으십시오.", "State at least one criterion."),
            )
        self.known((), data, _TOP)
        criteria = tuple(self.criterion(name, said) for name, said in data["criteria"].items())
        if not any(criterion.weight > 0 for criterion in criteria):
            self.refuse(
                ("criteria",),
                0,
                Text("0보다 큰 가중치 하나 이상", "at least one weight above zero"),
                Text("가중치를 적으십시오.", "State a weight."),
            )
        return Needs(self.path, criteria, self.filters(data.get("filters") or {}), self.weighing(data.get("weights")))

    def known(self, at: tuple[str | int, ...], said: Mapping[str, Any], keys: set[str] | tuple[str, ...]) -> None:
        for key in said:
            if key not in keys:
                self.refuse(
                    (*at, key),
                    key,
                    Text("{k} 중 하나", "one of {k}").format(k=", ".join(sorted(keys))),
                    Text("열쇠를 고치거나 지우십시오.", "Mend the key, or delete it."),
                )

    def criterion(self, name: str, said: Any) -> Criterion:
        at = ("criteria", name)
        said = {"direction": said} if isinstance(said, str) else said
        if not isinstance(said, Mapping):
            self.refuse(
                at,
                said,
                Text("direction과 weight", "direction and weight"),
                Text(
                    "{{direction: max, weight: 1}}처럼 쓰십시오.", "Write it like {{direction: max, weight: 1}}."
                ).format(),
            )
        self.known(at, said, _CRITERION)
        if said.get("direction") not in ("max", "min"):
            self.refuse(
                (*at, "direction") if "direction" in said else at,
                said.get("direction"),
                Text("max 또는 min", "max or min"),
                Text("많을수록 좋으면 max, 적을수록 좋으면 min.", "max where more is better, min where less is."),
            )
        return Criterion(
            name, said["direction"], self.number((*at, "weight"), said, 1.0), self.number((*at, "sd"), said, 0.0)
        )

    def number(self, at: tuple[str | int, ...], said: Mapping[str, Any], default: float) -> float:
        value = said.get(at[-1], default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not (0 <= value < np.inf):
            self.refuse(
                at, value, Text("0 이상의 유한한 수", "a finite number, zero or more"), Text("고치십시오.", "Mend it.")
            )
        return float(value)

    def filters(self, said: Any) -> tuple[Filter, ...]:
        """A mapping of column to test and limit; a bare value means `is`, a bare list `in`."""
        if not isinstance(said, Mapping):
            self.refuse(
                ("filters",),
                type(said).__name__,
                Text("'열: {max: 100}' 모양", "entries like 'column: {max: 100}'"),
                Text("min, max, is, in, has를 쓰십시오.", "Use min, max, is, in or has."),
            )
        found = []
        for column, tests in said.items():
            if not isinstance(tests, Mapping):
                tests = {"in" if isinstance(tests, list) else "is": tests}
            self.known(("filters", column), tests, tuple(TESTS))
            for test, limit in tests.items():
                try:
                    found.append(Filter(column, test, limit))
                except ValueError as error:
                    self.refuse(
                        ("filters", column, test), limit, Text("숫자", "a number"), Text(f"({error})", f"({error})")
                    )
        return tuple(found)

    def weighing(self, said: Any) -> Mapping[str, Any] | None:
        if said is None:
            return None
        if not isinstance(said, Mapping) or said.get("method") not in WEIGHINGS:
            self.refuse(
                ("weights",),
                said if isinstance(said, str) else None,
                Text("method: {m}", "method: {m}").format(m=" | ".join(WEIGHINGS)),
                Text("weights를 고치거나 지우십시오.", "Mend 'weights', or delete it."),
            )
        return None if said["method"] == "stated" else self._complete(said)

    def _complete(self, said: Mapping[str, Any]) -> Mapping[str, Any]:
        needed = {"ahp": ("comparisons",), "best_worst": ("best", "worst"), "swing": ("points",)}.get(
            said["method"], ()
        )
        self.known(("weights",), said, ("method", *needed))
        for key in needed:
            if key not in said:
                self.refuse(
                    ("weights",),
                    None,
                    Text("weights.{k}", "weights.{k}").format(k=key),
                    Text("진술을 더하십시오.", "Add the statements."),
                )
        return said
