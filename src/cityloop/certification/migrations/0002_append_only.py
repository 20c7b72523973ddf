from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = (
    "attendance",
    "ballot",
    "certificateevent",
    "certificatepaper",
    "chair",
    "chairvote",
    "committeemember",
    "credential",
    "decision",
    "dismissal",
    "documentanswer",
    "documentrequest",
    "filedpaper",
    "finding",
    "findinganswer",
    "findingruling",
    "issuingkey",
    "minutes",
    "proceedingevent",
    "recusal",
    "reissue",
    "renewal",
    "report",
    "review",
    "ruling",
    "surveillancereport",
    "suspension",
    "technicalcancellation",
    "technicalreport",
    "technicalreview",
    "technicalverdict",
    "visit",
    "visitrecord",
    "withdrawalnotice",
)


class Migration(migrations.Migration):
    dependencies = [("certification", "0001_initial")]
    operations = [AppendOnly(f"certification_{table}") for table in TABLES]
