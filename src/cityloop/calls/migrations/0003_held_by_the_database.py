from django.db import migrations

from cityloop.audit.triggers import Refuse

AWARD = "calls_award"


class Migration(migrations.Migration):
    dependencies = [("calls", "0002_append_only"), ("ledger", "0002_held_by_the_database")]
    operations = [
        Refuse(
            "the_amount_of_an_award_never_changes",
            AWARD,
            "BEFORE UPDATE",
            """NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency OR NEW.case_id <> OLD.case_id
            OR COALESCE(NEW.ceiling, 0) <> COALESCE(OLD.ceiling, 0)""",
        ),
        Refuse(
            "an_award_keeps_its_account",
            AWARD,
            "BEFORE UPDATE",
            "OLD.account_id IS NOT NULL AND (NEW.account_id IS NULL OR NEW.account_id <> OLD.account_id)",
        ),
        Refuse(
            "the_account_of_an_award_owes_what_was_awarded",
            AWARD,
            "BEFORE UPDATE",
            """NEW.account_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_obligation o WHERE o.id = NEW.account_id
            AND o.amount = NEW.amount AND o.currency = NEW.currency AND o.kind = 'grant')""",
        ),
        Refuse("an_award_is_kept_for_ever", AWARD, "BEFORE DELETE", "OLD.id IS NOT NULL"),
        Refuse(
            "what_is_signed_never_changes",
            "calls_agreementtext",
            "BEFORE UPDATE",
            """NEW.digest <> OLD.digest OR NEW.agreement_id <> OLD.agreement_id OR NEW.kind <> OLD.kind
            OR OLD.in_force_at IS NOT NULL AND NEW.in_force_at IS NULL""",
        ),
        Refuse(
            "a_signature_binds_to_the_digest_of_its_text",
            "calls_signature",
            "BEFORE INSERT",
            """NOT EXISTS (SELECT 1 FROM calls_agreementtext t WHERE t.id = NEW.text_id AND t.digest = NEW.digest
            AND t.withdrawn_at IS NULL)""",
        ),
        Refuse(
            "a_verdict_binds_to_the_digest_of_its_report",
            "calls_reportverdict",
            "BEFORE INSERT",
            """NOT EXISTS (SELECT 1 FROM calls_report r WHERE r.id = NEW.report_id AND r.digest = NEW.digest
            AND r.person_id = NEW.handed_in_by_id)""",
        ),
    ]
