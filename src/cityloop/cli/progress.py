"""A long run shows how far it is on a terminal, and Ctrl-C ends it with the best answer so far."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def until_interrupted(verb: str, whole: int) -> Iterator[Callable[[int], bool]]:
    """A function to be told how much of `whole` is done; it answers False once Ctrl-C was pressed."""
    stopped = threading.Event()
    shown = sys.stderr.isatty()

    def progress(done: int) -> bool:
        if shown:
            sys.stderr.write(f"\rcityloop {verb}: {done:,} / {whole:,} ")
            sys.stderr.flush()
        return not stopped.is_set()

    before = _listen(stopped)
    try:
        yield progress
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
        if shown:
            sys.stderr.write("\n")


def _listen(stopped: threading.Event) -> object | None:
    """Take Ctrl-C over, where this is the main thread; a second one ends the program as usual."""
    if threading.current_thread() is not threading.main_thread():
        return None
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: object) -> None:
        stopped.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    return before
