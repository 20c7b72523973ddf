"""A file of services with a column per criterion, as a match takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cityloop.engine.text import Text

from .files import TEXT, Column, read_table
from .needs import Needs
from .tables import Table


@dataclass(frozen=True)
class Services:
    """`table` and `sd` are services × criteria, NaN for what is not known; `attributes` are columns of filters."""

    ids: list[str]
    table: np.ndarray
    sd: np.ndarray | None
    attributes: Mapping[str, np.ndarray]


def read_services(path: Path, needs: Needs) -> Services:
    """Read SERVICES: `id`, every criterion, every filtered column, and `<criterion>_sd` where there is one."""
    names = [criterion.name for criterion in needs.criteria]
    number = Column("number", blank=True)
    measured = {item.column for item in needs.filters if item.test in ("min", "max")}
    filtered = {
        item.column: number if item.column in measured else Column("text", blank=True)
        for item in needs.filters
        if item.column not in names
    }
    errors = {f"{name}_sd": Column("number", blank=True, least=0) for name in names}
    table = read_table(path, {"id": TEXT, **filtered, **dict.fromkeys(names, number)}, errors)
    require_once(table, "id")
    stated = np.array([criterion.sd for criterion in needs.criteria])
    return Services(
        ids=table["id"].tolist(),
        table=np.column_stack([table[name] for name in names]),
        sd=_errors(table, names, stated),
        attributes={name: table[name] for name in filtered},
    )


def require_once(table: Table, column: str) -> None:
    """Refuse the first row that repeats an id."""
    _, first = np.unique(table[column].astype(str), return_index=True)
    if len(first) < table.rows:
        row = int(np.setdiff1d(np.arange(table.rows), first)[0])
        table.refuse(
            row,
            column,
            found=table[column][row],
            expected=Text("한 번만 나오는 id", "an id that stands once"),
            remedy=Text("겹치는 행을 지우십시오.", "Delete the row that repeats it."),
        )


def _errors(table: Table, names: list[str], stated: np.ndarray) -> np.ndarray | None:
    """Standard errors per cell: the service's own, else the criterion's."""
    given = [table.get(f"{name}_sd", np.full(table.rows, np.nan)) for name in names]
    errors = np.column_stack([np.where(np.isnan(own), sd, own) for own, sd in zip(given, stated, strict=True)])
    return errors if errors.any() else None
