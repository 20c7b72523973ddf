from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = ("cityrecord", "indicatorimport", "indicatorvalue", "need", "shortlist")


class Migration(migrations.Migration):
    dependencies = [("consulting", "0001_initial")]
    operations = [AppendOnly(f"consulting_{table}") for table in TABLES]
