"""The engine's own search in a process that can be killed: what it has told until then is kept.

It is fed by pickle on its standard input, so that it needs neither a file nor the caller's `__main__`.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from typing import IO

import numpy as np

from cityloop.engine.roadmap import Progress, Task, search

News = queue.Queue[tuple[str, Progress | None]]
"""What those who search tell, each by its name, in the order of its arrival; None when one has no more to say."""

NAME = "engine"


def start(task: Task, gap: float, begin: np.ndarray | None, news: News) -> subprocess.Popen[bytes]:
    """Hand the task to a child, out of reach of the terminal's Ctrl-C; it tells every better roadmap and bound."""
    child = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-c", f"from {__name__} import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    threading.Thread(target=_listen, args=(child, (task, gap, begin), news), daemon=True).start()
    return child


def _listen(child: subprocess.Popen[bytes], question: tuple[Task, float, np.ndarray | None], news: News) -> None:
    try:
        pickle.dump(question, child.stdin)
        child.stdin.flush()
        while True:
            news.put((NAME, pickle.load(child.stdout)))  # noqa: S301 - from our own child
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        news.put((NAME, None))


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """The child's side: one task in, every better roadmap and bound out."""
    task, gap, begin = pickle.load(source)  # noqa: S301 - from our own parent

    def tell(progress: Progress) -> bool:
        pickle.dump(progress, sink)
        sink.flush()
        return True

    tell(search(task, gap, tell, begin))


def main() -> None:
    """Serve whoever started this process."""
    serve(sys.stdin.buffer, sys.stdout.buffer)
