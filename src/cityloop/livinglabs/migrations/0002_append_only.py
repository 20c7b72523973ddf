from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = ("protocol", "measurements", "effect")


class Migration(migrations.Migration):
    dependencies = [("livinglabs", "0001_initial")]
    operations = [AppendOnly(f"livinglabs_{table}") for table in TABLES]
