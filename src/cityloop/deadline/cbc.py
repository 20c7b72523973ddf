"""CBC in the race: a second exact solver, which PuLP's wheel carries, on the same program.

Its roadmap counts only after its rules and its value were taken from the data, and only bounds that it prints as
numbers are believed, never its status. Source: Forrest and Lougee-Heimer (2005), "CBC User Guide"; coin-or.org.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import highspy
import numpy as np
from pulp.apis.coin_api import pulp_cbc_path

from cityloop.engine.roadmap import Progress, Task, feasible, value
from cityloop.engine.roadmap.program import Steps, steps
from cityloop.engine.solver import highs_model

from .child import News

FROM_SERVICES = 2_000
"""From so many services in one year on, CBC pays: below, the engine's own search ends before another would begin."""

NAME = "cbc"
NOTHING = np.array([])
_BOUND = re.compile(r"best possible (-?[\d.]+(?:e[+-]?\d+)?)")


def pays(task: Task) -> bool:
    """Is it worth a second process? One year and many services: there CBC closed gaps on which HiGHS was slow."""
    return task.limits.years == 1 and len(task.services.ids) >= FROM_SERVICES and _solver() is not None


def start(task: Task, gap: float, seconds: float, news: News) -> dict[str, subprocess.Popen[str]]:
    """Start CBC on the program of a task; nothing is started where it cannot run on this machine."""
    folder = tempfile.TemporaryDirectory(prefix="cityloop-")
    built, answer = steps(task), Path(folder.name, "answer.txt")
    question = Path(folder.name, "question.mps")
    _write(built, question)
    command = [_solver(), question, "-ratioGap", f"{gap:.12f}", "-allowableGap", "0", "-sec", f"{seconds:.0f}"]
    try:
        running = subprocess.Popen(  # noqa: S603 - the program that the package carries
            [*map(str, command), "-solve", "-solution", str(answer)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
    except OSError:
        folder.cleanup()
        return {}

    def listen() -> None:
        with folder, suppress(OSError, ValueError):
            for line in running.stdout:
                if (bound := bound_in(line)) is not None:
                    news.put((NAME, Progress(None, -np.inf, bound, NOTHING)))
            if running.wait() == 0:
                news.put((NAME, told_by(answer.read_text(), built, task)))

    threading.Thread(target=listen, daemon=True).start()
    return {NAME: running}


def bound_in(line: str) -> float | None:
    """The bound that a line of CBC's log states, which minimises what we maximise; loosened by what rounding hides.

    >>> bound_in("Cbc0010I After 10 nodes, 3 on tree, -22562.09 best solution, best possible -22562.119 (0.8 seconds)")
    22562.12
    >>> bound_in("Cbc0038I Pass 1: suminf. 0.9 (2)") is None
    True
    """
    stated = _BOUND.search(line)
    if not stated:
        return None
    number = stated[1]
    digits = len(number.partition("e")[0].partition(".")[2])
    return round(-float(number) + 10.0**-digits, 12) if "e" not in number else None


def told_by(answer: str, built: Steps, task: Task) -> Progress | None:
    """The roadmap in CBC's answer, where it keeps all rules; its value is counted from the data."""
    x = np.zeros(len(built.program.gain))
    for line in answer.splitlines()[1:]:
        fields = line.split()
        x[int(fields[0])] = float(fields[2])
    years = built.years_of(np.round(x))
    return Progress(years, value(task, years), np.inf, NOTHING) if feasible(task, years) else None


def _solver() -> str | None:
    return shutil.which(pulp_cbc_path)


def _write(built: Steps, path: Path) -> None:
    """The program as an MPS file; its columns keep their order."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(highs_model(built.program))
    highs.writeModel(str(path))
