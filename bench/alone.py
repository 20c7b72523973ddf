"""Run one measurement in a fresh process, so that its peak of memory is its own."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any


def alone(work: Callable[..., Any], *args: Any) -> tuple[Any, float]:
    """What `work(*args)` returns, and the peak of the process that ran it, in MB, Python and libraries included."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(sender, work, args))
    process.start()
    sender.close()
    try:
        answer = receiver.recv()
    except EOFError:
        raise RuntimeError(f"{work.__name__} ended without an answer") from None
    process.join()
    return answer


def _serve(sender: Any, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    result = work(*args)
    sender.send((result, peak()))


def peak() -> float:
    """The peak of this process in MB. `ru_maxrss` would also count what the parent held when it started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
