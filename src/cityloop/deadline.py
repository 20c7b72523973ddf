"""The search for a roadmap in a process that is killed when its time is up: a solver may overrun its own limit.

The engine is pure, so the clock and the process are here. What the child has told until then is kept. It is fed by
pickle on its standard input, so that it needs neither a file nor the caller's `__main__`.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
import time
from functools import partial
from typing import IO

import numpy as np

from cityloop.engine.roadmap import Progress, Search, Task, Tell, search

SHOWN = 0.2
"""Seconds after which `tell` is asked again when the child is silent."""


def within(seconds: float) -> Search:
    """The search of `engine.roadmap`, for at most so many seconds; the best so far when they are over.

    >>> from cityloop.engine.roadmap import Limits, Services, Task, plan
    >>> two = Services(("a", "b"), np.array([9.0, 6.0]), *np.zeros((2, 2)), np.array([9.0, 8.0]), np.array([1, 1]))
    >>> plan(Task(two, Limits((10.0,))), search=within(60.0)).years.tolist()
    [1, 0]
    """
    return partial(_search_for, seconds)


def _search_for(seconds: float, task: Task, gap: float, tell: Tell, start: np.ndarray | None) -> Progress:
    """Ask a child, and kill it when its time is up or `tell` answers False."""
    begun = time.monotonic()
    at = search(task, gap, lambda progress: progress.years is None, start)  # in case the child says nothing at all
    with subprocess.Popen(  # noqa: S603 - ourselves, out of reach of the terminal's Ctrl-C
        [sys.executable, "-c", f"from {__name__} import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as child:
        try:
            told = _listen(child, (task, gap, start))
            while not at.ended:
                left = begun + seconds - time.monotonic()
                if left <= 0:
                    break
                try:
                    news = told.get(timeout=min(left, SHOWN))
                except queue.Empty:
                    news = at
                if news is None:
                    break
                at = news if news.objective >= at.objective or news.ended else at
                if not tell(at):
                    break
        finally:
            child.kill()
    return at


def _listen(
    child: subprocess.Popen[bytes], question: tuple[Task, float, np.ndarray | None]
) -> queue.Queue[Progress | None]:
    """Hand the task over, and pass on what the child tells; None when it has nothing more to say."""
    told: queue.Queue[Progress | None] = queue.Queue()

    def listen() -> None:
        try:
            pickle.dump(question, child.stdin)
            child.stdin.flush()
            while True:
                told.put(pickle.load(child.stdout))  # noqa: S301 - from our own child
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            told.put(None)

    threading.Thread(target=listen, daemon=True).start()
    return told


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """The child's side: one task in, every better roadmap and bound out."""
    task, gap, start = pickle.load(source)  # noqa: S301 - from our own parent

    def tell(progress: Progress) -> bool:
        pickle.dump(progress, sink)
        sink.flush()
        return True

    tell(search(task, gap, tell, start))


def main() -> None:
    """Serve whoever started this process."""
    serve(sys.stdin.buffer, sys.stdout.buffer)
