from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = ("panelmeeting", "panelmeeting_members", "paneladjustment", "panelclosing")


class Migration(migrations.Migration):
    dependencies = [("calls", "0013_panel_over_a_round")]
    operations = [AppendOnly(f"calls_{table}") for table in TABLES]
