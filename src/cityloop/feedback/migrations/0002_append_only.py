from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = (
    "criterionreport",
    "draftversion",
    "reexamination",
    "replay",
)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]
    operations = [AppendOnly(f"feedback_{table}") for table in TABLES]
