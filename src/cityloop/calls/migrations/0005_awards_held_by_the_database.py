from django.db import migrations

from cityloop.audit.append_only import AppendOnly
from cityloop.audit.triggers import Refuse


class Migration(migrations.Migration):
    dependencies = [("calls", "0004_awards"), ("ledger", "0002_held_by_the_database")]
    operations = [
        AppendOnly("calls_awardevent"),
        Refuse(
            "the_terms_of_an_award_never_change",
            "calls_award",
            "BEFORE UPDATE",
            """NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency OR NEW.case_id <> OLD.case_id
            OR COALESCE(NEW.ceiling, 0) <> COALESCE(OLD.ceiling, 0) OR COALESCE(OLD.account_id, NEW.account_id) <> NEW.account_id""",
        ),
        Refuse(
            "an_account_owes_what_was_awarded",
            "calls_award",
            "BEFORE UPDATE",
            """NEW.account_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_obligation o WHERE o.id = NEW.account_id
            AND o.amount = NEW.amount AND o.currency = NEW.currency AND o.kind = 'grant')""",
        ),
        Refuse("an_award_stays_on_record", "calls_award", "BEFORE DELETE", "OLD.id IS NOT NULL"),
    ]
