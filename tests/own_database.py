"""A database of its own for a test: a real one that many threads write at once, gone when the test is over.

A test's usual transaction is seen by its own thread only, and facts cannot be cleaned away after a test that commits.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from os import getpid
from pathlib import Path
from threading import Barrier

from django.core.management import call_command
from django.db import IntegrityError, connection

from cityloop.audit.refusal import Refused

MANY = 8


@contextmanager
def own_database(folder: Path):
    """An empty database with every table under the usual alias, for every thread, until the block ends."""
    kept, usual = connection.connection, connection.settings_dict["NAME"]
    own = _made(f"cityloop_of_{getpid()}") if connection.vendor == "postgresql" else str(folder / "own.sqlite3")
    connection.connection = None  # kept aside: a database in memory lives as long as its connection
    connection.settings_dict["NAME"] = own  # the dictionary from which every thread's connection is made
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = usual, kept
        if connection.vendor == "postgresql":
            _execute(f'DROP DATABASE "{own}" WITH (FORCE)')


def _made(name: str) -> str:
    """A database of this process: others test at the same time."""
    _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _execute(f'CREATE DATABASE "{name}"')
    return name


def _execute(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def at_once(act) -> list[str]:
    """`act(n)` in `MANY` threads, let go together; what each came to: `done`, or the name of what refused it."""
    gate = Barrier(MANY)

    def run(n):
        try:
            gate.wait(10)
            act(n)
            return "done"
        except (Refused, IntegrityError) as fault:
            return type(fault).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))
