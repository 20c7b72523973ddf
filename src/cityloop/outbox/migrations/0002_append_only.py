from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = (
    "earliertext",
)


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]
    operations = [AppendOnly(f"outbox_{table}") for table in TABLES]
