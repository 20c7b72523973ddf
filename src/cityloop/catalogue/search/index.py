"""The index, wherever it is kept: made anew whenever it is missing, old or damaged, and following the database.

`folder` keeps it beside the database with tantivy, `table` inside PostgreSQL; CITYLOOP_SEARCH says which. The outbox
(`IndexChange`) is emptied only after the index has committed, so a change is indexed at least once.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cityloop.catalogue.models import IndexChange, SearchText, Service
from cityloop.catalogue.search.documents import documents
from cityloop.catalogue.search.port import Engine

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)
CHANGES = 500  # services indexed per commit

_held_back: ContextVar[bool] = ContextVar("changes wait until they are released", default=False)


def ask(question: Callable[[Engine], Answer]) -> Answer:
    """Give the engine in use to `question`. An index that turns out damaged is made anew, and asked again."""
    kept = _kept()
    name = kept.in_use()
    if not name:
        _make_anew(name)
    try:
        return question(kept.engine())
    except BaseException as error:
        if not kept.is_damage(error):
            raise
        log.warning("The search index %s cannot be used (%s); it is made anew.", name, error)
    _make_anew(name)
    return question(kept.engine())


def generation() -> str:
    """Changes with every change of the index: what was found under another one may be found no more."""
    return _kept().generation()


def rebuild() -> int:
    """Make a new index of all listed services beside the one in use, and put it in its place. How many there are."""
    with _kept().writing():
        return _rebuild()


def catch_up() -> int:
    """Index what the outbox holds and what has lapsed since it was indexed. The number of services seen to."""
    _note_lapsed()
    if not IndexChange.objects.exists():
        return 0
    with _kept().writing():
        return _catch_up() if _kept().is_ours() else _rebuild()


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


def _kept():
    """The module that keeps the index: both have the same functions."""
    if settings.SEARCH == "postgresql":
        from cityloop.catalogue.search import table

        return table
    from cityloop.catalogue.search import folder

    return folder


def _catch_up_unless_held_back() -> None:
    if not _held_back.get():
        catch_up()


def _make_anew(damaged: str) -> None:
    """Put a whole index in place of the damaged one, unless somebody else meanwhile has."""
    with _kept().writing():
        if _kept().in_use() in ("", damaged):
            _rebuild()


def _rebuild() -> int:
    waiting = list(IndexChange.objects.values_list("pk", flat=True))
    written = _kept().fill(documents(Service.objects.filter(listed_at__isnull=False), timezone.localdate()))
    _done(waiting)
    return written


def _catch_up() -> int:
    seen = 0
    while waiting := list(IndexChange.objects.order_by("pk").values_list("pk", "service_id")[:CHANGES]):
        services = Service.objects.filter(pk__in={service for _, service in waiting})
        try:
            _write(services)
        except BaseException as error:
            if not _kept().is_damage(error):
                raise
            log.warning("The search index cannot be written (%s); it is made anew.", error)
            return _rebuild()
        _done([pk for pk, _ in waiting])
        seen += len(services)
    return seen


def _write(services) -> None:
    put = documents(services.filter(listed_at__isnull=False), timezone.localdate())
    _kept().write(put, services.filter(listed_at__isnull=True).values_list("code", flat=True))


def _done(waiting: list[int]) -> None:
    for at in range(0, len(waiting), CHANGES):
        IndexChange.objects.filter(pk__in=waiting[at : at + CHANGES]).delete()


def _note_lapsed() -> None:
    """Certificates that ended by the calendar, without anybody doing anything."""
    lapsed = SearchText.objects.filter(certificate="valid", service__certified_until__lt=timezone.localdate())
    IndexChange.objects.bulk_create(IndexChange(service_id=pk) for pk in lapsed.values_list("pk", flat=True))
