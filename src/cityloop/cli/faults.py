"""A YAML file that is faulty, said as the command line says everything: exit status 2, all faults at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cityloop.engine.text import joined

from .errors import Refusal


class FaultyFile(Refusal):
    """A rulebook or needs file that cannot be used. Exit status 2."""

    status = 2


@contextmanager
def faults_refused() -> Iterator[None]:
    """Turn `Faulty` into a refusal."""
    from cityloop.engine.edition import Faulty

    try:
        yield
    except Faulty as faulty:
        raise FaultyFile(joined([fault.text for fault in faulty.faults], "\n")) from faulty
