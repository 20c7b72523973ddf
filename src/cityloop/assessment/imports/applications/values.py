"""What a workbook of applications would do, row by row and cell by cell."""

from dataclasses import dataclass

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True)
class CellChange:
    """One cell that would change the answer to a question (`id`): where, what is asked, and how it reads then."""

    cell: str
    title: object
    before: str
    after: str
    id: str


@dataclass(frozen=True)
class RowChange:
    """One row: a new draft, a draft whose answers change, or nothing; `case` is None before a new one is begun."""

    row: int
    label: str
    kind: str
    case: object | None
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class Planned:
    """All that a workbook would do. It is done only where there is no trouble; `shown` binds a confirmation to it."""

    rows: tuple[RowChange, ...]
    troubles: tuple
    shown: str

    @property
    def counts(self) -> dict[str, int]:
        """How many rows would begin a draft, change one, or do nothing."""
        return {kind: sum(row.kind == kind for row in self.rows) for kind in (NEW, CHANGED, SAME)}

    @property
    def does_something(self) -> bool:
        """Would anything be written?"""
        return any(row.kind != SAME for row in self.rows)
