"""The search for a roadmap under a clock, in processes that are killed when its time is up.

A solver may overrun its own limit, and the engine is pure: the clock and the processes are here. The engine's own
search always runs; CBC races it where that pays, and with the better roadmap that CBC finds the search begins anew: it
decides most services at once. What either has told until then is kept.
"""

from __future__ import annotations

import queue
import subprocess
import time
from dataclasses import replace
from functools import partial

import numpy as np

from cityloop.engine.roadmap import Progress, Search, Task, Tell, relative_gap, search

from . import cbc, child

SHOWN = 0.2
"""Seconds after which `tell` is asked again when nobody has news."""


def within(seconds: float) -> Search:
    """The search of `engine.roadmap`, for at most so many seconds; the best so far when they are over.

    >>> from cityloop.engine.roadmap import Limits, Services, Task, plan
    >>> two = Services(("a", "b"), np.array([9.0, 6.0]), *np.zeros((2, 2)), np.array([9.0, 8.0]), np.array([1, 1]))
    >>> plan(Task(two, Limits((10.0,))), search=within(60.0)).years.tolist()
    [1, 0]
    """
    return partial(_search_for, seconds)


def _search_for(seconds: float, task: Task, gap: float, tell: Tell, start: np.ndarray | None) -> Progress:
    """Let everybody search, and kill them when the gap is proven, the time is up or `tell` answers False."""
    ends = time.monotonic() + seconds
    at = search(task, gap, lambda progress: progress.years is None, start)  # in case nobody says anything at all
    news: child.News = queue.Queue()
    racing = {child.NAME: child.start(task, gap, start, news)}
    if cbc.pays(task):
        racing |= cbc.start(task, gap, seconds, news)
    try:
        while not at.ended and (left := ends - time.monotonic()) > 0:
            try:
                who, told = news.get(timeout=min(left, SHOWN))
            except queue.Empty:
                who, told = "", at
            if told is None:
                racing.pop(who).wait()
                if child.NAME not in racing:
                    break
                continue
            before, at = at, together(at, told, gap)
            if not tell(at):
                break
            if who == cbc.NAME and at.objective > before.objective and not at.ended:
                _end(racing)
                news = queue.Queue()
                racing = {child.NAME: child.start(task, gap, at.years, news)}
    finally:
        _end(racing)
    return at


def _end(racing: dict[str, subprocess.Popen]) -> None:
    for one in racing.values():
        one.kill()
        one.wait()


def together(at: Progress, told: Progress, gap: float) -> Progress:
    """Where the search stands after news: the better roadmap, the lower bound, the newest prices there are.

    >>> mine = Progress(np.array([1]), 9.0, 12.0, np.array([0.5]))
    >>> both = together(mine, Progress(None, -np.inf, 10.0, np.array([])), gap=0.1)
    >>> both.objective, both.bound, both.ended
    (9.0, 10.0, True)
    """
    best = told if told.objective > at.objective else at
    bound = max(min(at.bound, told.bound), best.objective)
    prices = told.prices if len(told.prices) else at.prices
    ended = told.ended or relative_gap(best.objective, bound) <= gap
    return replace(best, bound=bound, prices=prices, ended=ended)
