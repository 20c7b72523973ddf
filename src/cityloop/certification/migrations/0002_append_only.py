from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = ("review", "decision", "certificateevent")


class Migration(migrations.Migration):
    dependencies = [("certification", "0001_initial")]
    operations = [AppendOnly(f"certification_{table}") for table in TABLES]
