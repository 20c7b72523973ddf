from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = ("draftversion", "reexamination")


class Migration(migrations.Migration):
    dependencies = [("feedback", "0004_changes_become_versions")]
    operations = [
        migrations.RemoveField(model_name="draft", name="changes"),
        *(AppendOnly(f"feedback_{table}") for table in TABLES),
    ]
