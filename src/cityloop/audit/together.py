"""Many tables made in one step of a migration."""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Migration operation: what several `CreateModel` do, with the models rendered once and not once for each.

    Django renders every model related to a new one anew for each operation, which for the tables of an empty home
    takes longer than all else. The models may refer to each other in a circle, and carry their own constraints.
    """

    reversible = True
    serialization_expand_args = ["models"]

    def __init__(self, models: list[CreateModel]):
        self.models = models

    def state_forwards(self, app_label, state):
        """Add the models to a state that is rendered when it is next asked for."""
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Make the tables of {len(self.models)} models"

    @property
    def migration_name_fragment(self):
        return "initial"
