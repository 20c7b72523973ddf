from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = ("proceedingevent", "filedpaper", "suspension", "withdrawalnotice")


class Migration(migrations.Migration):
    dependencies = [("certification", "0005_proceedings")]
    operations = [AppendOnly(f"certification_{table}") for table in TABLES]
