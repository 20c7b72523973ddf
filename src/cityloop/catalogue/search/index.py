"""The index beside the database: one folder in use, one writer, made anew whenever it is missing, old or damaged.

    INDEX_ROOT/current        the name of the folder in use; replaced in one step
    INDEX_ROOT/000007/        a tantivy index, and `made.json`, written last: its layout, the analyser's version and
                              the mark of the database that it was made from; one of another database is not used
    INDEX_ROOT/writer.lock    held by whoever writes; the system lets go of it when a writer dies

The outbox (`IndexChange`) is emptied only after the index has committed, so a change is indexed at least once.
"""

import fcntl
import json
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cityloop.catalogue.models import DatabaseMark, IndexChange, SearchText, Service
from cityloop.catalogue.search import analyser
from cityloop.catalogue.search.documents import documents
from cityloop.catalogue.search.tantivy_engine import LAYOUT, TantivyEngine, Writer

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)
PATIENCE = 60  # seconds to wait for another writer
CHANGES = 500  # services indexed per commit

_held_back: ContextVar[bool] = ContextVar("changes wait until they are released", default=False)
_opened: dict[Path, TantivyEngine] = {}
_opening = threading.Lock()


def ask(question: Callable[[TantivyEngine], Answer]) -> Answer:
    """Give the engine in use to `question`. An index that turns out damaged is made anew, and asked again."""
    folder = current() or _made_anew(None)
    try:
        return question(_engine(folder))
    except BaseException as error:
        if not _is_damage(error):
            raise
        log.warning("The search index %s cannot be used (%s); it is made anew.", folder, error)
    return question(_engine(_made_anew(folder)))


def current() -> Path | None:
    """The folder in use; None where there is none that this version can read."""
    try:
        folder = root() / (root() / "current").read_text().strip()
        made = json.loads((folder / "made.json").read_text())
    except (OSError, ValueError):
        return None
    return folder if made | {"database": ""} == _made("") else None


def generation() -> str:
    """Changes with every commit to the index: what was found under another one may be found no more."""
    folder = current()
    try:
        return f"{folder}:{(folder / 'meta.json').stat().st_mtime_ns}" if folder else ""
    except OSError:
        return ""


def rebuild() -> int:
    """Make a new index of all listed services beside the one in use, and put it in its place. How many there are."""
    with _writing():
        return _rebuild()


def catch_up() -> int:
    """Index what the outbox holds and what has lapsed since it was indexed. The number of services seen to."""
    _note_lapsed()
    if not IndexChange.objects.exists():
        return 0
    with _writing():
        return _catch_up() if _is_ours(current()) else _rebuild()


def changed(*services: Service) -> None:
    """Note, inside an action, that services are to be indexed anew; it happens once the transaction has committed."""
    IndexChange.objects.bulk_create((IndexChange(service=service) for service in services), batch_size=CHANGES)
    transaction.on_commit(_catch_up_unless_held_back, robust=True)


@contextmanager
def held_back() -> Iterator[None]:
    """Let changes wait until the end of the block, when all are indexed at once: for imports and the demonstration."""
    token = _held_back.set(True)
    try:
        yield
    finally:
        _held_back.reset(token)
    catch_up()


def root() -> Path:
    return Path(settings.INDEX_ROOT)


def _catch_up_unless_held_back() -> None:
    if not _held_back.get():
        catch_up()


def _made(database: str) -> dict:
    return {"layout": LAYOUT, "analyser": analyser.version(), "database": database}


def _is_ours(folder: Path | None) -> bool:
    """Was the folder made from this database? Asked of the database once for each folder, before it is used."""
    mark = DatabaseMark.objects.filter(pk=1).first()
    return bool(folder and mark and json.loads((folder / "made.json").read_text()).get("database") == str(mark))


def _engine(folder: Path) -> TantivyEngine:
    with _opening:
        if folder in _opened:
            _opened[folder].refresh()
        elif not _is_ours(folder):
            raise ValueError("it was made from another database")
        else:
            _opened.clear()
            _opened[folder] = TantivyEngine(folder)
        return _opened[folder]


def _is_damage(error: BaseException) -> bool:
    """tantivy says ValueError, or panics, about files that are missing or not its own."""
    return isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException"


def _made_anew(damaged: Path | None) -> Path:
    """The folder in use after somebody, perhaps somebody else meanwhile, has put a whole one there."""
    with _writing():
        folder = current()
        if folder is None or folder == damaged:
            _rebuild()
    return current()


def _rebuild() -> int:
    waiting = list(IndexChange.objects.values_list("pk", flat=True))
    folder = next(path for number in count(1) if not (path := root() / f"{number:06d}").exists())
    folder.mkdir(parents=True)
    written = 0
    with Writer(folder) as writer:
        for document in documents(Service.objects.filter(listed_at__isnull=False), timezone.localdate()):
            writer.add(document)
            written += 1
    mark, _ = DatabaseMark.objects.get_or_create(pk=1)
    (folder / "made.json").write_text(json.dumps(_made(str(mark))))
    _use(folder)
    _done(waiting)
    return written


def _use(folder: Path) -> None:
    """Point to a folder in one step, and clear away those that nobody opens any more."""
    before = current()
    (root() / "current.next").write_text(folder.name)
    os.replace(root() / "current.next", root() / "current")
    for other in root().iterdir():
        if other.is_dir() and other not in (folder, before):
            shutil.rmtree(other, ignore_errors=True)


def _catch_up() -> int:
    seen = 0
    while waiting := list(IndexChange.objects.order_by("pk").values_list("pk", "service_id")[:CHANGES]):
        services = Service.objects.filter(pk__in={service for _, service in waiting})
        try:
            _write(services)
        except BaseException as error:
            if not _is_damage(error):
                raise
            log.warning("The search index cannot be written (%s); it is made anew.", error)
            return _rebuild()
        _done([pk for pk, _ in waiting])
        seen += len(services)
    return seen


def _write(services) -> None:
    with Writer(current()) as writer:
        for document in documents(services.filter(listed_at__isnull=False), timezone.localdate()):
            writer.put(document)
        for code in services.filter(listed_at__isnull=True).values_list("code", flat=True):
            writer.remove(code)


def _done(waiting: list[int]) -> None:
    for at in range(0, len(waiting), CHANGES):
        IndexChange.objects.filter(pk__in=waiting[at : at + CHANGES]).delete()


def _note_lapsed() -> None:
    """Certificates that ended by the calendar, without anybody doing anything."""
    lapsed = SearchText.objects.filter(certificate="valid", service__certified_until__lt=timezone.localdate())
    IndexChange.objects.bulk_create(IndexChange(service_id=pk) for pk in lapsed.values_list("pk", flat=True))


@contextmanager
def _writing() -> Iterator[None]:
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
