"""The index in a folder, read and written by tantivy: beside the database, thrown away and made anew at any time.

INDEX_ROOT/current        the name of the folder in use; replaced in one step
INDEX_ROOT/000007/        a tantivy index, and `made.json`, written last: its layout, the analyser's version and
                          the mark of the database that it was made from; one of another database is not used
INDEX_ROOT/writer.lock    held by whoever writes; the system lets go of it when a writer dies
"""

import fcntl
import json
import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from pathlib import Path

from django.conf import settings

from cityloop.catalogue.models import DatabaseMark
from cityloop.catalogue.search import analyser
from cityloop.catalogue.search.port import Document
from cityloop.catalogue.search.tantivy_engine import LAYOUT, TantivyEngine, Writer

PATIENCE = 60  # seconds to wait for another writer

_opened: dict[Path, TantivyEngine] = {}
_opening = threading.Lock()


def root() -> Path:
    return Path(settings.INDEX_ROOT)


def current() -> Path | None:
    """The folder in use; None where there is none that this version can read."""
    try:
        folder = root() / (root() / "current").read_text().strip()
        return folder if _is_readable(folder / "made.json", (folder / "made.json").stat().st_mtime_ns) else None
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=8)
def _is_readable(made: Path, _written: int) -> bool:
    """Is a folder of this layout and analyser? Read once for each time that it was written."""
    return json.loads(made.read_text()) | {"database": ""} == _made("")


def in_use() -> str:
    """What is in use, by a name of its own; nothing where there is none that this version can read."""
    return str(current() or "")


def generation() -> str:
    """Changes with every commit to the index: what was found under another one may be found no more."""
    folder = current()
    try:
        return f"{folder}:{(folder / 'meta.json').stat().st_mtime_ns}" if folder else ""
    except OSError:
        return ""


def engine() -> TantivyEngine:
    """The engine in use, as its last commit left it."""
    folder = current()
    with _opening:
        if folder in _opened:
            _opened[folder].refresh()
        elif not is_ours():
            raise ValueError("it was made from another database")
        else:
            _opened.clear()
            _opened[folder] = TantivyEngine(folder)
        return _opened[folder]


def is_ours() -> bool:
    """Was what is in use made from this database? Asked of the database once for each folder, before it is used."""
    folder, mark = current(), DatabaseMark.objects.filter(pk=1).first()
    return bool(folder and mark and json.loads((folder / "made.json").read_text()).get("database") == str(mark))


def is_damage(error: BaseException) -> bool:
    """tantivy says ValueError, or panics, about files that are missing or not its own."""
    return isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException"


def fill(documents: Iterable[Document]) -> int:
    """Make a folder with just these documents beside the one in use, and put it in its place. How many they are."""
    folder = next(path for number in count(1) if not (path := root() / f"{number:06d}").exists())
    folder.mkdir(parents=True)
    written = 0
    with Writer(folder) as writer:
        for document in documents:
            writer.add(document)
            written += 1
    mark, _ = DatabaseMark.objects.get_or_create(pk=1)
    (folder / "made.json").write_text(json.dumps(_made(str(mark))))
    use(folder)
    return written


def use(folder: Path) -> None:
    """Point to a folder in one step, and clear away those that nobody opens any more."""
    before = current()
    (root() / "current.next").write_text(folder.name)
    os.replace(root() / "current.next", root() / "current")
    for other in root().iterdir():
        if other.is_dir() and other not in (folder, before):
            shutil.rmtree(other, ignore_errors=True)


def write(put: Iterable[Document], remove: Iterable[str]) -> None:
    """Put documents in place of those with the same codes, and take others out: all in one commit."""
    with Writer(current()) as writer:
        for document in put:
            writer.put(document)
        for code in remove:
            writer.remove(code)


@contextmanager
def writing() -> Iterator[None]:
    """Be the one writer; wait for another."""
    root().mkdir(parents=True, exist_ok=True)
    with open(root() / "writer.lock", "w") as lock:
        _wait_for(lock)
        yield


def _wait_for(lock) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def _made(database: str) -> dict:
    return {"layout": LAYOUT, "analyser": analyser.version(), "database": database}
