"""What is wrong with a rulebook file: where, what was found and expected, and what to do, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..text import Text

Path = tuple[str | int, ...]
Position = Callable[[Path], tuple[int, int] | None]


@dataclass(frozen=True)
class Fault:
    """One thing wrong. `line` and `column` count from 1 and are 0 where unknown. A `warning` does not stop anything."""

    path: str
    what: Text
    remedy: Text
    line: int = 0
    column: int = 0
    file: str = ""
    warning: bool = False

    @property
    def text(self) -> Text:
        """`file:line:column: path: what. remedy`, as compilers write it.

        >>> what, remedy = Text("숫자가 아님.", "Not a number."), Text("고치십시오.", "Mend it.")
        >>> fault = Fault("pass.points", what, remedy, line=3, column=9, file="a.yaml")
        >>> print(fault.text)
        a.yaml:3:9: pass.points: Not a number. Mend it.
        """
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        lead = "".join(f"{part}: " for part in (where, self.path) if part)
        kind = Text("(주의) ", "(warning) ") if self.warning else Text("", "")
        return Text(
            f"{lead}{kind.ko}{self.what.ko} {self.remedy.ko}".strip(),
            f"{lead}{kind.en}{self.what.en} {self.remedy.en}".strip(),
        )


class Faulty(ValueError):
    """A rulebook file that cannot be used, with every fault that was found in it."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault.text) for fault in self.faults))

    def __reduce__(self) -> tuple[Any, ...]:
        return Faulty, (self.faults,)


@dataclass
class Findings:
    """Collects faults while a file is compiled; knows the data, to name places as a reader would."""

    data: Any
    position: Position | None = None
    faults: list[Fault] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def add(self, path: Path, what: Text, remedy: Text, *, warning: bool = False) -> None:
        """Note a fault at a path of keys and list positions from the top of the file."""
        line, column = (self.position(path) if self.position else None) or (0, 0)
        self.faults.append(Fault(spelled(self.data, path), what, remedy, line, column, warning=warning))
        if path and not warning:
            self.touched.add(str(path[0]))

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that are no warnings."""
        return tuple(fault for fault in self.faults if not fault.warning)


def spelled(data: Any, path: Path) -> str:
    """A path as a reader would say it: an item of a list by its id where it has one.

    >>> spelled({"areas": [{"id": "effect", "weight": "x"}]}, ("areas", 0, "weight"))
    'areas[effect].weight'
    """
    said = ""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(step, int):
            name = data.get("id") if isinstance(data, dict) else None
            said += f"[{name if isinstance(name, str) else step + 1}]"
        else:
            said += f".{step}" if said else str(step)
    return said
