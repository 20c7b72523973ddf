from django.db import migrations

from cityloop.audit.append_only import AppendOnly

TABLES = (
    "actionend",
    "adviser",
    "agreedaction",
    "cityrecord",
    "deliverable",
    "indicatorimport",
    "indicatorvalue",
    "januaryplan",
    "meeting",
    "need",
    "planreport",
    "roadmap",
    "shortlist",
    "stagetask",
    "yearend",
)


class Migration(migrations.Migration):
    dependencies = [("consulting", "0001_initial")]
    operations = [AppendOnly(f"consulting_{table}") for table in TABLES]
