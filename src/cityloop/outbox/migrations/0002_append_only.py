from django.db import migrations

from cityloop.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]
    operations = [AppendOnly("outbox_earliertext")]
