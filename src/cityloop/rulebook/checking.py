"""Check any rulebook file: an edition by compiling it, a worked case by working it, a mapping by its two ends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cityloop.engine.edition import Fault, Faulty, in_file, lint

from . import shelf
from .mapping import faults_of_mapping
from .reading import read
from .worked import check_case


def check(source: Path | str) -> tuple[Fault, ...]:
    """Every fault and warning of a file, in the order of its lines; empty when there is nothing to say.

    >>> check("u4ssc/2022")
    ()
    """
    try:
        path = shelf.path_of(source)
        data, _ = read(path)
    except Faulty as faulty:
        return faulty.faults
    if isinstance(data, Mapping) and data.get("kind") == "mapping":
        return faults_of_mapping(path)
    worked = isinstance(data, Mapping) and data.get("kind") == "case"
    return check_case(path) if worked else shelf.faults_of(path)


def advice(source: Path | str) -> tuple[Fault, ...]:
    """What the linter says of an edition's file; nothing of a worked case, or of what cannot be read.

    >>> advice("sdg-cities")
    ()
    """
    try:
        path = shelf.path_of(source)
        data, positions = read(path)
    except Faulty:
        return ()
    edition = isinstance(data, Mapping) and data.get("kind") not in ("case", "mapping")
    return tuple(in_file(fault, str(path)) for fault in lint(data, positions.get)) if edition else ()
