"""Database triggers that refuse to change or remove a recorded fact, on SQLite and PostgreSQL alike."""

from django.db.migrations.operations.base import Operation

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_never_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: a fact is followed by another, never changed'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only: a fact is followed by another, never changed', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE OR REPLACE TRIGGER {table}_never_{verb} BEFORE {VERB} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""


class AppendOnly(Operation):
    """Migration operation: rows of `table` can be added and read, nothing else.

    `AppendOnly("audit_entry")` at the end of a migration's operations is all that a model needs. SQLite makes a table
    anew where a later migration alters it, which drops its triggers: state `AppendOnly` again after such a one.
    """

    reversible = True

    def __init__(self, table: str):
        self.table = table

    def state_forwards(self, app_label, state):
        """The triggers are no part of Django's model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        text = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
        for verb in ("update", "delete"):
            schema_editor.execute(text.format(table=self.table, verb=verb, VERB=verb.upper()), params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        on = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {self.table}_never_{verb}{on}")

    def describe(self):
        return f"Make {self.table} append-only"

    @property
    def migration_name_fragment(self):
        return f"{self.table}_append_only"


class MayChange(AppendOnly):
    """Migration operation: lift `AppendOnly` while a migration alters `table`; `AppendOnly` follows it again.

    SQLite makes an altered table anew, without its triggers; PostgreSQL keeps them. Lifted first, both are alike.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Let {self.table} be altered"

    @property
    def migration_name_fragment(self):
        return f"{self.table}_may_change"
