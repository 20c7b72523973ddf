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


def page(measured: list[Measured], before: str = "") -> str:
    """docs/reference/performance.md: the sections measured now, and of the page `before` those that were not."""
    kept = {text.split("\n", 1)[0]: text for text in before.split("\n## ")[1:]}
    kept |= {one.name: _section(one) for one in measured}
    return "\n## ".join([_head(), *(kept[name].rstrip("\n") + "\n" for name in sorted(kept))])


def _section(measured: Measured) -> str:
    machine = (
        f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}, {platform.system()}"
    )
    day, load = date.today().isoformat(), os.getloadavg()[0]
    measured_here = f"`python -m bench {measured.name}` on {day}: {machine}, {load:.1f} processes at work at its end."
    return "\n".join([measured.name, "", measured.how, "", measured_here, "", table(measured.rows)])


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
    return """# Performance

Written by `make bench`, or for some benchmarks by `make bench ONLY="name …"`; each section says when and where it was
measured, and how busy the machine was besides. Times are wall-clock seconds unless a row says CPU; an empty peer means
that none was installed or none does the same.
"""
