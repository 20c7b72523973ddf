"""A long run shows how far it is on a terminal, and Ctrl-C ends it with the best answer so far."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def until_interrupted(verb: str) -> Iterator[Callable[[str], bool]]:
    """A function to be told how far it is; it answers False once Ctrl-C was pressed. A second one ends the program."""
    stopped = threading.Event()
    shown = sys.stderr.isatty()
    told = False

    def going(how_far: str) -> bool:
        nonlocal told
        if shown:
            told = True
            sys.stderr.write(f"\r\x1b[Kcityloop {verb}: {how_far} ")
            sys.stderr.flush()
        return not stopped.is_set()

    before = _listen(stopped)
    try:
        yield going
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
        if told:
            sys.stderr.write("\n")


def _listen(stopped: threading.Event) -> object | None:
    """Take Ctrl-C over, where this is the main thread; what handled it before."""
    if threading.current_thread() is not threading.main_thread():
        return None
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: object) -> None:
        stopped.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    return before
