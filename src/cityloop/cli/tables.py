"""A table in memory: typed columns, and the way back to the line of the file a row came from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from cityloop.engine.text import Text

from .errors import FileError

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Column:
    """What a column holds: `text` (an object array of str) or `number` (a float array).

    `blank` allows an empty cell (text "", number NaN). `words` are texts allowed in a column of numbers, and the
    number that stands for each: `Column("number", words={"NA": np.nan})`. `least` and `most` are bounds, included.
    """

    kind: str = "text"
    blank: bool = False
    words: Mapping[str, float] = field(default_factory=dict)
    least: float = -inf
    most: float = inf


TEXT = Column("text")
NUMBER = Column("number")


class Table(dict[str, "np.ndarray"]):
    """The columns of a file by name, all of one length, and the way back to the line a row came from."""

    def __init__(self, path: Path, columns: Mapping[str, np.ndarray], rows: int, text: str | None):
        super().__init__(columns)
        self.path, self.rows, self._text = path, rows, text

    def line_of(self, row: int) -> int | None:
        """The line of the file on which data row `row` (from 0) ends; None for Parquet, which has no lines."""
        if self._text is None:
            return None
        reader = csv.reader(io.StringIO(self._text, newline=""))
        filled = (reader.line_num for cells in reader if cells)
        return next((line for number, line in enumerate(filled) if number == row + 1), None)

    def codes(self, name: str) -> tuple[list[str], np.ndarray]:
        """A text column as its distinct values in order of first appearance, and the index of each row's value."""
        import pyarrow as pa

        coded = pa.array(self[name], pa.string()).dictionary_encode()
        return coded.dictionary.to_pylist(), coded.indices.to_numpy()

    def refuse(
        self, row: int, column: str, *, expected: Text | str, remedy: Text | str, found: object = None
    ) -> NoReturn:
        """Refuse the file because of one cell; for rules that only the verb knows."""
        raise FileError(self.path, line=self.line_of(row), column=column, found=found, expected=expected, remedy=remedy)
