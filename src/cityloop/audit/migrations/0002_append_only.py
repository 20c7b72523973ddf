from django.db import migrations

from cityloop.audit.append_only import AppendOnly


def make_head(apps, schema_editor):
    apps.get_model("audit", "Head").objects.create(id=1)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(make_head, migrations.RunPython.noop),
        AppendOnly("audit_entry"),
    ]
