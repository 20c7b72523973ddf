from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = (
    "approvalauthor",
    "approvalrequest",
    "assignment",
    "assignmentpublication",
    "assignmentversion",
    "bid",
    "bidding",
    "caseevent",
    "cleancopy",
    "declaration",
    "edition",
    "editionapproval",
    "editionstate",
    "evidencevoid",
    "expertise",
    "itemcheck",
    "mark",
    "moderation",
    "noticeextension",
    "outcome",
    "reception",
    "supplement",
    "supplementextension",
    "supplementitem",
)


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]
    operations = [AppendOnly(f"assessment_{table}") for table in TABLES]
