"""What files of values would change, cell by cell, beside what stands on record."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cityloop.consulting.models import IndicatorImport, IndicatorValue
from cityloop.consulting.queries.values import standing_rows
from cityloop.consulting.sheet import Cell, Sheet, read_sheets


@dataclass(frozen=True)
class Fresh:
    """A cell that would be added, and the row that it follows; None where the cell is new."""

    cell: Cell
    stands: IndicatorValue | None

    @property
    def changes_value(self) -> bool:
        """Does it put another value in the place of one?"""
        return self.stands is not None and (self.stands.value, self.stands.status) != (
            self.cell.value,
            self.cell.status,
        )


@dataclass(frozen=True)
class Preview:
    """What is read of the files, what of it is new, and which of the files were taken in before."""

    sheet: Sheet
    fresh: tuple[Fresh, ...]
    same: int
    earlier: tuple[IndicatorImport, ...]

    @cached_property
    def digest(self) -> str:
        """A hash of everything that is shown; a confirmation binds to it."""
        told = [
            [*one.cell.place, one.cell.file, one.cell.line, *one.cell.content, one.stands.pk if one.stands else None]
            for one in self.fresh
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    @property
    def replaced(self) -> int:
        return sum(one.changes_value for one in self.fresh)


def preview(files: Sequence[tuple[str, bytes]], *, city, edition, on) -> Preview:
    """Read the files of a city and hold every cell against the record; nothing is written."""
    sheet = read_sheets(files, edition=edition, cities=[city], on=on)
    stands = standing_rows(edition, [city.pk])
    fresh = tuple(
        Fresh(cell, stands.get(cell.place)) for cell in sheet.cells if _content(stands.get(cell.place)) != cell.content
    )
    hashes = [hashlib.sha256(content).hexdigest() for _name, content in files]
    earlier = IndicatorImport.objects.filter(edition=edition, values__city=city, sha256__in=hashes).distinct()
    return Preview(sheet, fresh, len(sheet.cells) - len(fresh), tuple(earlier.select_related("person")))


def _content(row: IndicatorValue | None):
    return (row.status, row.value, row.quality, row.note) if row else None
