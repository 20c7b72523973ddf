from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = (
    "comment",
    "rapporteur",
    "consensus",
    "voice",
    "limitchange",
    "scenario",
    "override",
    "recommendation",
    "selectiondecision",
    "selectionresult",
)


class Migration(migrations.Migration):
    dependencies = [("calls", "0009_consensus_and_selection")]
    operations = [AppendOnly(f"calls_{table}") for table in TABLES]
