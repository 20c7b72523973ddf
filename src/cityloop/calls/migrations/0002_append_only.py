from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = (
    "advice",
    "awardevent",
    "comment",
    "consensus",
    "invitationanswer",
    "lesson",
    "limitchange",
    "override",
    "paneladjustment",
    "panelclosing",
    "panelmeeting",
    "panelmeeting_members",
    "panelreport",
    "progressnote",
    "rapporteur",
    "recommendation",
    "report",
    "reportpaper",
    "reportverdict",
    "rulejudgement",
    "scenario",
    "screening",
    "selectiondecision",
    "selectionresult",
    "signature",
    "voice",
)


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial")]
    operations = [AppendOnly(f"calls_{table}") for table in TABLES]
