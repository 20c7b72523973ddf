"""The index in a table of the PostgreSQL that holds everything else: for installations that keep all in one place.

The table's comment says of what it is made (layout, version of the analyser) and counts its changes. Whoever writes
holds a lock of the transaction, so it ends with the writer, however that ends.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import ProgrammingError, connection, transaction

from cityloop.catalogue.search import analyser, postgresql_engine
from cityloop.catalogue.search.port import Document
from cityloop.catalogue.search.postgresql_engine import LAYOUT, PostgresqlEngine

WRITER = 0x636C_7365  # the number of the writer's lock
PATIENCE = 60  # seconds to wait for another writer


def in_use() -> str:
    """What is in use, by a name of its own; nothing where there is no table that this version can read."""
    made = _made_of()
    return f"{made['layout']}/{made['analyser']}" if made else ""


def generation() -> str:
    """Changes with every change of the table."""
    made = _made_of()
    return f"{made['layout']}/{made['analyser']}:{made['changes']}" if made else ""


def engine() -> PostgresqlEngine:
    """The engine over the table."""
    return PostgresqlEngine(connection)


def is_ours() -> bool:
    """The table lies in the database that it was made from; it only has to be of this version."""
    return bool(in_use())


def is_damage(error: BaseException) -> bool:
    """PostgreSQL says so of a table or a column that is missing."""
    return isinstance(error, ProgrammingError)


def fill(documents: Iterable[Document]) -> int:
    """Put a table with just these documents in place of the old one. How many they are."""
    return postgresql_engine.rebuild(connection, documents, _comment((_made_of() or {}).get("changes", 0) + 1))


def write(put: Iterable[Document], remove: Iterable[str]) -> None:
    """Put documents in place of those with the same codes, and take others out: all in one transaction."""
    with transaction.atomic():
        postgresql_engine.write(connection, put, remove)
        postgresql_engine.say(connection, _comment(_made_of()["changes"] + 1))


@contextmanager
def writing() -> Iterator[None]:
    """Be the one writer, in a transaction; wait for another."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{PATIENCE * 1_000:.0f}ms"])
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER])
        yield


def _comment(changes: int) -> str:
    return json.dumps({"layout": LAYOUT, "analyser": analyser.version(), "changes": changes})


def _made_of() -> dict | None:
    try:
        made = json.loads(postgresql_engine.made_of(connection))
    except ValueError:
        return None
    return made if (made["layout"], made["analyser"]) == (LAYOUT, analyser.version()) else None
