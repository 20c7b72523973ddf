from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = (
    "designationend",
    "employment",
    "ending",
    "engagement",
    "grouptie",
    "organisationname",
    "requirement",
    "retraction",
)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [AppendOnly(f"organisations_{table}") for table in TABLES]
