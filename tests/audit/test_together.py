import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from own_database import own_database

from cityloop.audit.together import Together

TWO_THAT_NAME_EACH_OTHER = Together(
    [
        migrations.CreateModel(
            "Street",
            [
                ("id", models.AutoField(primary_key=True)),
                ("main", models.ForeignKey("House", models.PROTECT, null=True)),
            ],
        ),
        migrations.CreateModel(
            "House",
            [("id", models.AutoField(primary_key=True)), ("street", models.ForeignKey("Street", models.PROTECT))],
        ),
    ]
)
TABLES = {"audit_street", "audit_house"}


@pytest.fixture
def empty(django_db_setup, django_db_blocker, tmp_path):
    """A database of the test's own: SQLite alters no table inside a transaction."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


def test_tables_that_refer_to_each_other_are_made_together_and_taken_away_again(empty):
    before, after = ProjectState(), ProjectState()
    TWO_THAT_NAME_EACH_OTHER.state_forwards("audit", after)
    with connection.schema_editor() as editor:
        TWO_THAT_NAME_EACH_OTHER.database_forwards("audit", editor, before, after)
    assert set(connection.introspection.table_names()) >= TABLES
    after.apps.get_model("audit", "House").objects.create(
        street=after.apps.get_model("audit", "Street").objects.create()
    )
    with connection.schema_editor() as editor:
        TWO_THAT_NAME_EACH_OTHER.database_backwards("audit", editor, after, before)
    assert not set(connection.introspection.table_names()) & TABLES
