"""Rules that a constraint of one row cannot say, held by triggers of the database on SQLite and PostgreSQL alike."""

from django.db.migrations.operations.base import Operation

SQLITE = "CREATE TRIGGER {name} {when} ON {table} WHEN {unless} BEGIN SELECT RAISE(ABORT, '{name}'); END"
POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {unless} THEN RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_{name}()
"""


class Refuse(Operation):
    """Migration operation: a row is refused where `unless` holds, a condition over `NEW` (and `OLD`) in plain SQL.

    `name` is the sentence that the rule says, with underscores, as constraints are named; `when` is such as
    `BEFORE INSERT` or `BEFORE UPDATE OF paid`. SQLite makes a table anew where a later migration alters it, which
    drops its triggers: state the rule again after such a one.
    """

    reversible = True

    def __init__(self, name: str, table: str, when: str, unless: str):
        self.name, self.table, self.when, self.unless = name, table, when, " ".join(unless.split())

    def state_forwards(self, app_label, state):
        """A trigger is no part of Django's model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        postgresql = schema_editor.connection.vendor == "postgresql"
        schema_editor.execute((POSTGRESQL if postgresql else SQLITE).format(**vars(self)), params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        postgresql = schema_editor.connection.vendor == "postgresql"
        schema_editor.execute(f"DROP TRIGGER {self.name}" + (f" ON {self.table}" if postgresql else ""), params=None)

    def describe(self):
        return f"Hold that {self.name.replace('_', ' ')}"

    @property
    def migration_name_fragment(self):
        return self.name


class Fold(Operation):
    """Migration operation: after a row is added, `sqlite` or `postgresql` writes what follows from it elsewhere.

    Of PostgreSQL the statements of a function's body; they lock what they change before they read, so that of two at
    once the second reads what the first wrote.
    """

    reversible = True

    def __init__(self, name: str, table: str, sqlite: str, postgresql: str):
        self.name, self.table, self.sqlite, self.postgresql = name, table, sqlite, postgresql

    def state_forwards(self, app_label, state):
        """A trigger is no part of Django's model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        when = f"AFTER INSERT ON {self.table}"
        if schema_editor.connection.vendor != "postgresql":
            schema_editor.execute(f"CREATE TRIGGER {self.name} {when} BEGIN {self.sqlite} END", params=None)
            return
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION do_{self.name}() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN {self.postgresql} RETURN NULL; END $$;"
            f" CREATE OR REPLACE TRIGGER {self.name} {when} FOR EACH ROW EXECUTE FUNCTION do_{self.name}()",
            params=None,
        )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        on = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {self.name}{on}", params=None)

    def describe(self):
        return f"Fold {self.name.replace('_', ' ')}"

    @property
    def migration_name_fragment(self):
        return self.name
