from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = (
    "savedhit",
    "serviceversion",
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [AppendOnly(f"catalogue_{table}") for table in TABLES]
