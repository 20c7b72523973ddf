"""Kiwi in a process of its own: whoever first meets an unknown word starts it, and everybody on the machine asks it.

    <folder>/<version>.sock     where it answers; only the account that runs the installation may speak to it
    <folder>/<version>.lock     held by the one process that has Kiwi; freed by the system when it dies

The folder is one for each installation among the machine's temporary files, not in its home: a home is copied, and a
socket cannot be.

A request is a line of JSON with words, an answer one with the parts of each. The process ends when nobody has asked for
a while, and with it go its 520 MB. Where it cannot be started, the asking process loads Kiwi itself.
"""

import fcntl
import json
import logging
import os
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from cityloop.catalogue.search import analyser, korean
from cityloop.catalogue.search.korean import Parts

IDLE, BEAT = 600.0, 15.0  # seconds without a question until it ends; how often it looks
PATIENCE, STEP = 30.0, 0.05  # seconds to wait until it answers
MOST_BYTES = 1 << 26
log = logging.getLogger(__name__)


def analyse(words: Iterable[str], home: Path | None) -> dict[str, Parts]:
    """The parts of each word, as `korean.analyse` gives them, from the process of this home; without one, from here."""
    words = sorted(set(words))
    if not words or home is None:
        return korean.analyse(words)
    try:
        return {word: korean.read(line) for word, line in _asked(words, home).items()}
    except (OSError, ValueError) as trouble:
        log.warning("The process that analyses words cannot be reached (%s); this one loads Kiwi itself.", trouble)
        return korean.analyse(words)


def folder_of(home: Path) -> Path:
    """Where the process of a home answers: a folder that belongs to this account alone, made where there is none."""
    own = Path(tempfile.gettempdir()) / f"cityloop-{os.getuid()}"
    folder = own / sha256(str(home.resolve()).encode()).hexdigest()[:16]
    for path in (own, folder):
        path.mkdir(mode=0o700, exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise PermissionError(f"{path} does not belong to this account alone")
    return folder


def _asked(words: list[str], home: Path) -> dict[str, str]:
    with _connection(home) as link, link.makefile("rwb") as stream:
        stream.write(json.dumps(words).encode() + b"\n")
        stream.flush()
        answer = json.loads(stream.readline())
    if answer.keys() != set(words):
        raise ValueError("not every word was answered")
    return answer


@contextmanager
def _connection(home: Path):
    """A connection to the process, which is started where there is none."""
    folder = folder_of(home)
    link = _connected(folder) or _started(folder, home)
    link.settimeout(2 * PATIENCE)
    with link:
        yield link


def _connected(folder: Path) -> socket.socket | None:
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _short(folder) as near:
            link.connect(f"{near}/{_name()}.sock")
    except (FileNotFoundError, ConnectionRefusedError):
        link.close()
        return None
    return link


def _started(folder: Path, home: Path) -> socket.socket:
    """Start it and wait. Of several started at once only one gets the lock; the others end, and all ask that one."""
    running = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", __name__, str(folder), str(home)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if link := _connected(folder):
            return link
        running.poll()
        time.sleep(STEP)
    raise TimeoutError(f"no answer within {PATIENCE:.0f} s")


def serve(folder: Path, idle: float = IDLE, home: Path | None = None) -> None:
    """Be the one process with Kiwi, unless another is, until nobody asked for `idle` seconds or the home is gone."""
    with open(folder / f"{_name()}.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        place = folder / f"{_name()}.sock"
        place.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            with _short(folder) as near:
                door.bind(f"{near}/{place.name}")
            place.chmod(0o600)
            door.listen(64)
            _answer_all(door, (place, home or folder), idle)
        place.unlink(missing_ok=True)


def _answer_all(door: socket.socket, needed: tuple[Path, ...], idle: float) -> None:
    door.settimeout(min(BEAT, idle))
    asked = time.monotonic()
    while time.monotonic() - asked < idle and all(path.exists() for path in needed):
        try:
            link, _ = door.accept()
        except TimeoutError:
            continue
        link.settimeout(PATIENCE)
        with link, link.makefile("rwb") as stream:
            try:
                _answer(stream)
            except (OSError, ValueError):
                continue  # whoever asked has gone, or spoke no JSON: the next one is answered
        asked = time.monotonic()


def _answer(stream) -> None:
    words = json.loads(stream.readline(MOST_BYTES))
    parts = korean.analyse(str(word) for word in words)
    stream.write(json.dumps({word: korean.write(found) for word, found in parts.items()}).encode() + b"\n")


@contextmanager
def _short(folder: Path):
    """A short name of the folder: addresses of sockets have at most 107 bytes."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{opened}" if Path("/proc/self/fd").exists() else folder
    finally:
        os.close(opened)


def _name() -> str:
    return analyser.version()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), home=Path(sys.argv[2]))
