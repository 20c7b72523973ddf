"""A database of its own for a test: a real one that many threads write at once, gone when the test is over.

A test's usual transaction is seen by its own thread only, and facts cannot be cleaned away after a test that commits.
"""

from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

NAME = "cityloop_of_its_own"


@contextmanager
def own_database(folder: Path):
    """An empty database with every table under the usual alias, for every thread, until the block ends."""
    kept, usual = connection.connection, connection.settings_dict["NAME"]
    own = _made() if connection.vendor == "postgresql" else str(folder / "own.sqlite3")
    connection.connection = None  # kept aside: a database in memory lives as long as its connection
    connection.settings_dict["NAME"] = own  # the dictionary from which every thread's connection is made
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = usual, kept
        if connection.vendor == "postgresql":
            _execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def _made() -> str:
    _execute(f"DROP DATABASE IF EXISTS {NAME}")
    _execute(f"CREATE DATABASE {NAME}")
    return NAME


def _execute(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
