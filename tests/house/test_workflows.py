"""Every workflow table of a room is sound: its states are known, reachable, lead to an end, and never ambiguous."""

import pytest
from house.test_glossary import tables

from cityloop.engine.workflow import unsound


def test_there_are_tables():
    assert "certification" in {table.name for table in tables()}


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_a_table_is_sound(table):
    assert unsound(table) == ()
