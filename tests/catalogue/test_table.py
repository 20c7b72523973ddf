"""The index inside PostgreSQL is never empty, has one writer, and is made anew when it is missing or old."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from cityloop.catalogue import queries
from cityloop.catalogue.search import analyser, index, postgresql_engine, table

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="runs again on PostgreSQL"),
]

PARKING = {"code": "p-1", "name_ko": "스마트 주차 안내", "summary_ko": "빈 주차면을 찾는다."}
WATER = {"code": "w-1", "name_en": "Leak finder", "summary_en": "Stops water leakage."}


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.SEARCH = "postgresql"


@contextmanager
def somebody_else():
    """A connection of its own to the same database."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            yield cursor
    finally:
        other.close()


def found(query="") -> list[str]:
    return [service.code for service in queries.find(query).services]


def test_a_missing_table_is_made_by_the_first_who_asks(directory):
    directory(PARKING)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {postgresql_engine.TABLE}")
    assert table.in_use() == ""
    assert found("주차") == ["p-1"]


def test_a_table_of_another_analyser_is_not_used(directory, monkeypatch):
    directory(PARKING)
    with monkeypatch.context() as patch:
        patch.setattr(analyser, "version", lambda: "newer")
        assert table.in_use() == ""
    assert table.in_use()


def test_a_table_that_lost_a_column_is_made_anew(directory):
    directory(PARKING)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {postgresql_engine.TABLE} DROP COLUMN newest")
    directory(WATER)
    assert sorted(found()) == ["p-1", "w-1"]


def test_every_change_gives_another_generation(directory):
    directory(PARKING)
    before = index.generation()
    assert index.generation() == before
    directory(WATER)
    assert index.generation() != before


def test_a_rebuild_that_fails_leaves_the_table_as_it_was(directory, monkeypatch):
    directory(PARKING)

    def fail(*_):
        raise RuntimeError("killed half-way")

    with monkeypatch.context() as patch:
        patch.setattr(postgresql_engine, "say", fail)
        with pytest.raises(RuntimeError):
            index.rebuild()
    assert found("주차") == ["p-1"]


def test_there_is_one_writer(directory, monkeypatch):
    monkeypatch.setattr(table, "PATIENCE", 0.05)
    with somebody_else() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [table.WRITER])
        with pytest.raises(OperationalError), transaction.atomic():
            index.rebuild()
    directory(PARKING)
    assert index.rebuild() == 1
