from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = ("edition", "editionstate", "caseevent", "declaration", "mark", "outcome")


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]
    operations = [AppendOnly(f"assessment_{table}") for table in TABLES]
