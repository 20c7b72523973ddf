from django.db import migrations

from cityloop.audit.append_only import AppendOnly
from cityloop.audit.triggers import Fold, Refuse

OBLIGATION, INSTALMENT, INVOICE = "ledger_obligation", "ledger_instalment", "ledger_invoice"
APPROVAL, PAYMENT = "ledger_approval", "ledger_payment"
PAID = "(SELECT COALESCE(SUM(amount), 0) FROM ledger_payment WHERE {column} = {row})"
SUMS = """
UPDATE ledger_obligation SET paid = (SELECT SUM(amount) FROM ledger_payment WHERE obligation_id = NEW.obligation_id)
    WHERE id = NEW.obligation_id;
UPDATE ledger_invoice SET paid = (SELECT SUM(amount) FROM ledger_payment WHERE invoice_id = NEW.invoice_id)
    WHERE id = NEW.invoice_id;
"""
LOCKS = "PERFORM 1 FROM ledger_obligation WHERE id = NEW.obligation_id FOR UPDATE;"


def changed(*columns):
    """True where one of the columns is not what it was."""
    return " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        AppendOnly(APPROVAL),
        AppendOnly(PAYMENT),
        Refuse(
            "the_terms_of_an_obligation_never_change",
            OBLIGATION,
            "BEFORE UPDATE",
            changed("number", "kind", "about", "payer_id", "payee_id", "keeper_id", "amount", "currency"),
        ),
        Refuse(
            "what_is_paid_is_the_sum_of_the_payments",
            OBLIGATION,
            "BEFORE UPDATE",
            f"NEW.paid <> {PAID.format(column='obligation_id', row='NEW.id')}",
        ),
        Refuse("nothing_is_paid_before_it_is_owed", OBLIGATION, "BEFORE INSERT", "NEW.paid <> 0"),
        Refuse("an_obligation_stays_on_record", OBLIGATION, "BEFORE DELETE", "OLD.id IS NOT NULL"),
        Refuse(
            "no_more_is_recovered_than_was_paid",
            OBLIGATION,
            "BEFORE INSERT",
            """NEW.recovers_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_obligation o
            WHERE o.id = NEW.recovers_id AND o.paid >= NEW.amount AND o.currency = NEW.currency)""",
        ),
        Refuse(
            "an_instalment_never_changes_but_is_released",
            INSTALMENT,
            "BEFORE UPDATE",
            changed("obligation_id", "item", "amount") + " OR OLD.released_at IS NOT NULL AND NEW.released_at IS NULL",
        ),
        Refuse("an_instalment_stays_on_record", INSTALMENT, "BEFORE DELETE", "OLD.id IS NOT NULL"),
        Refuse(
            "an_invoice_asks_for_a_released_instalment_as_it_is",
            INVOICE,
            "BEFORE INSERT",
            """NEW.paid <> 0 OR NOT EXISTS (SELECT 1 FROM ledger_instalment s JOIN ledger_obligation o
            ON o.id = s.obligation_id WHERE s.id = NEW.instalment_id AND s.released_at IS NOT NULL
            AND s.amount = NEW.amount AND o.currency = NEW.currency)""",
        ),
        Refuse(
            "what_an_invoice_asks_for_never_changes",
            INVOICE,
            "BEFORE UPDATE",
            changed("instalment_id", "number", "amount", "currency", "account", "digest")
            + f" OR NEW.paid <> {PAID.format(column='invoice_id', row='NEW.id')}",
        ),
        Refuse("an_invoice_stays_on_record", INVOICE, "BEFORE DELETE", "OLD.id IS NOT NULL"),
        Refuse(
            "a_payment_is_of_its_invoice_and_in_full",
            PAYMENT,
            "BEFORE INSERT",
            """NOT EXISTS (SELECT 1 FROM ledger_invoice v JOIN ledger_instalment s ON s.id = v.instalment_id
            WHERE v.id = NEW.invoice_id AND s.obligation_id = NEW.obligation_id AND v.currency = NEW.currency
            AND v.state <> 'returned' AND v.amount = (CASE WHEN NEW.amount < 0 THEN -NEW.amount ELSE NEW.amount END))""",
        ),
        Refuse(
            "the_keeper_pays_only_what_another_approved",
            PAYMENT,
            "BEFORE INSERT",
            """NEW.amount > 0 AND EXISTS (SELECT 1 FROM ledger_obligation o
            WHERE o.id = NEW.obligation_id AND o.keeper_id = o.payer_id)
            AND NOT EXISTS (SELECT 1 FROM ledger_approval a WHERE a.id = NEW.approval_id
            AND a.invoice_id = NEW.invoice_id AND a.verdict = 'approved' AND a.person_id = NEW.approved_by_id)""",
        ),
        Refuse(
            "a_reversal_takes_back_a_payment_as_it_was",
            PAYMENT,
            "BEFORE INSERT",
            """NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_payment p
            WHERE p.id = NEW.reverses_id AND p.invoice_id = NEW.invoice_id AND p.amount = -NEW.amount
            AND p.reverses_id IS NULL)""",
        ),
        Refuse(
            "a_transfer_is_entered_once",
            PAYMENT,
            "BEFORE INSERT",
            """NEW.reverses_id IS NULL AND EXISTS (SELECT 1 FROM ledger_payment p
            WHERE p.obligation_id = NEW.obligation_id AND p.reference = NEW.reference AND p.reverses_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM ledger_payment r WHERE r.reverses_id = p.id))""",
        ),
        Refuse(
            "nothing_is_paid_on_what_is_closed",
            PAYMENT,
            "BEFORE INSERT",
            """NEW.amount > 0 AND EXISTS (SELECT 1 FROM ledger_obligation o
            WHERE o.id = NEW.obligation_id AND o.closed_at IS NOT NULL)""",
        ),
        Fold("a_payment_counts_at_once", PAYMENT, sqlite=SUMS, postgresql=LOCKS + SUMS),
    ]
