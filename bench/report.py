"""The page that says what was measured, where, when and how."""

import os
import platform
from datetime import date
from typing import NamedTuple

from bench import Row

HEAD = ("what", "target", "measured", "peer", "times better")


class Measured(NamedTuple):
    """What one benchmark says: its name, its docstring (how it was measured) and its rows."""

    name: str
    how: str
    rows: list[Row]


def page(everything: list[Measured]) -> str:
    """The whole of docs/reference/performance.md."""
    sections = (f"## {measured.name}\n\n{measured.how}\n\n{table(measured.rows)}\n" for measured in everything)
    return "\n".join([_head(), *sections])


def table(rows: list[Row]) -> str:
    """A Markdown table, aligned so that it reads in a terminal too."""
    cells = [HEAD, *(tuple(map(_cell, row)) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3g}" if isinstance(value, float) else str(value).replace("|", "\\|")


def _head() -> str:
    return f"""# Performance

Written by `make bench` on {date.today().isoformat()}: Python {platform.python_version()}, {os.cpu_count()} processors
({platform.machine()}), {platform.system()}. Times are wall-clock seconds on an otherwise idle machine unless a row says
CPU; an empty peer means that none was installed or none does the same.
"""
