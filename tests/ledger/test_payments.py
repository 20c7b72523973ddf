"""From the invoice to the payment: in order, by the right people, once, and never more than is owed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from cast import organisation
from django.db import IntegrityError, transaction
from ledger.books import ACCOUNT, LATER, ON

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.ledger import actions
from cityloop.ledger.models import Approval, Invoice, Obligation, Payment
from cityloop.outbox.models import Letter

State = Invoice.State


def refused(act, *words):
    """The refusal says this, and nothing was written."""
    before = Payment.objects.count(), Invoice.objects.count(), Entry.objects.count()
    with pytest.raises(Refused) as refusal:
        act()
    assert all(word in str(refusal.value) for word in words), str(refusal.value)
    assert (Payment.objects.count(), Invoice.objects.count(), Entry.objects.count()) == before


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


def test_an_invoice_is_approved_by_one_officer_and_paid_by_another(books):
    invoice = books.approved()
    payment = books.pay(invoice)
    invoice.refresh_from_db()
    books.grant.refresh_from_db()
    assert (payment.amount, payment.currency, payment.approved_by) == (50_000_000, "KRW", books.first)
    assert (invoice.state, invoice.paid, books.grant.paid) == (State.PAID, 50_000_000, 50_000_000)
    assert Entry.objects.get(verb="ledger.record_payment").detail["amount"] == 50_000_000
    told = set(Letter.objects.values_list("kind", "person__email"))
    assert ("ledger.invoice_paid", "biller@example.org") in told


def test_the_whole_grant_is_paid_to_the_last_won(books):
    for n, item in enumerate("abc"):
        books.pay(books.approved(item), reference=f"T-{n}")
    books.grant.refresh_from_db()
    assert (books.grant.paid, books.grant.left) == (100_000_001, 0)


def test_nothing_is_paid_twice(books):
    invoice = books.approved()
    books.pay(invoice)
    refused(lambda: books.pay(invoice, reference="T-2"), "paid already", "nothing is paid twice")


def test_a_transfer_is_entered_once(books):
    books.pay(books.approved("a"), reference="T-1")
    other = books.approved("b")
    refused(lambda: books.pay(other, reference=" T-1 "), "The transfer T-1 is entered already")


def test_whoever_approved_does_not_pay(books):
    invoice = books.approved()
    refused(lambda: books.pay(invoice, by=books.first), "You approved this invoice yourself")


@pytest.mark.parametrize("who", ["biller", "stranger"])
def test_nobody_but_the_keepers_officers_enters_a_payment(books, who):
    invoice = books.approved()
    refused(lambda: books.pay(invoice, by=getattr(books, who)), "belongs to somebody else")


def test_an_invoice_that_nobody_approved_is_not_paid(books):
    invoice = books.issued()
    refused(lambda: books.pay(invoice), "Invoice issued", "once another officer has approved it")


def test_an_instalment_is_not_invoiced_before_its_condition_is_met(books):
    early = books.grant.instalments.get(item="b")
    refused(
        lambda: actions.issue_invoice(actor=books.biller, at=LATER, instalment=early, account=ACCOUNT),
        "not due yet",
    )


def test_an_instalment_is_invoiced_once_and_again_after_it_was_returned(books):
    invoice = books.issued()
    again = {"actor": books.biller, "at": LATER, "instalment": invoice.instalment, "account": ACCOUNT}
    refused(lambda: actions.issue_invoice(**again), "invoiced already")
    actions.return_invoice(actor=books.first, at=LATER, invoice=invoice, reason="Wrong account.")
    second = actions.issue_invoice(**again)
    assert (invoice.number, second.number) == ("G-1-1", "G-1-2")


def test_an_invoice_is_answered_once_and_by_its_digest(books):
    invoice = books.issued()
    refused(
        lambda: actions.approve_invoice(actor=books.first, at=LATER, invoice=invoice, digest="0" * 64),
        "not the one that stands now",
    )
    refused(
        lambda: actions.approve_invoice(actor=books.biller, at=LATER, invoice=invoice, digest=invoice.digest),
        "belongs to somebody else",
    )
    actions.approve_invoice(actor=books.first, at=LATER, invoice=invoice, digest=invoice.digest)
    refused(
        lambda: actions.return_invoice(actor=books.second, at=LATER, invoice=invoice, reason="Late."),
        "Approved for payment",
    )


def test_an_invoice_is_returned_with_a_reason_or_not_at_all(books):
    invoice = books.issued()
    refused(
        lambda: actions.return_invoice(actor=books.first, at=LATER, invoice=invoice, reason=" \n"), "reason is missing"
    )


@pytest.mark.parametrize(
    ("day", "reference", "said"),
    [
        (ON + timedelta(days=1), "T", "has not come yet"),
        (ON - timedelta(days=60), "T", "before the account was opened"),
        (ON, " ", "transfer is missing"),
        (ON, "9" * 81, "longer than 80"),
    ],
)
def test_a_payment_has_a_day_and_a_transfer_that_can_be(books, day, reference, said):
    invoice = books.approved()
    refused(lambda: books.pay(invoice, paid_on=day, reference=reference), said)


def test_a_payment_in_another_currency_keeps_rate_day_and_source(books):
    invoice = books.approved()
    exchange = actions.Exchange("USD", Decimal("0.000731"), ON, "Seoul Money Brokerage")
    payment = books.pay(invoice, exchange=exchange)
    payment.refresh_from_db()
    assert (payment.paid_in, payment.paid_amount, payment.rate) == ("USD", 3_655_000, Decimal("0.000731"))
    assert (payment.rate_on, payment.rate_source) == (ON, "Seoul Money Brokerage")


@pytest.mark.parametrize(
    ("exchange", "said"),
    [
        (actions.Exchange("KRW", Decimal(1), ON, "bank"), "no other currency"),
        (actions.Exchange("WON", Decimal(1), ON, "bank"), "no other currency"),
        (actions.Exchange("USD", Decimal(-1), ON, "bank"), "no exchange rate"),
        (actions.Exchange("USD", Decimal("NaN"), ON, "bank"), "no exchange rate"),
        (actions.Exchange("USD", Decimal("0.0000001"), ON, "bank"), "no exchange rate"),
        (actions.Exchange("USD", Decimal(1), ON, "  "), "missing or later"),
        (actions.Exchange("USD", Decimal(1), ON + timedelta(days=1), "bank"), "missing or later"),
    ],
)
def test_an_exchange_is_complete_or_nothing_is_paid(books, exchange, said):
    invoice = books.approved()
    refused(lambda: books.pay(invoice, exchange=exchange), said)


def test_a_payment_entered_in_error_is_taken_back_and_both_stay(books):
    invoice = books.approved()
    payment = books.pay(invoice)
    actions.reverse_payment(actor=books.first, at=LATER, payment=payment, reason="Entered for the wrong account.")
    invoice.refresh_from_db()
    books.grant.refresh_from_db()
    assert [row.amount for row in Payment.objects.all()] == [50_000_000, -50_000_000]
    assert (invoice.state, invoice.paid, books.grant.paid) == (State.APPROVED, 0, 0)
    refused(
        lambda: actions.reverse_payment(actor=books.first, at=LATER, payment=payment, reason="Again."),
        "taken back already",
    )
    books.pay(invoice)
    books.grant.refresh_from_db()
    assert books.grant.paid == 50_000_000


def test_a_reversal_has_a_reason(books):
    payment = books.pay(books.approved())
    refused(lambda: actions.reverse_payment(actor=books.first, at=LATER, payment=payment, reason=""), "reason")


def test_nothing_is_paid_or_invoiced_on_a_closed_account(books):
    invoice, due = books.approved("a"), books.instalment("b")
    actions.close_obligation(books.grant, at=LATER, reason="The agreement was terminated.")
    refused(lambda: books.pay(invoice), "The agreement was terminated.")
    refused(
        lambda: actions.issue_invoice(actor=books.biller, at=LATER, instalment=due, account=ACCOUNT),
        "The agreement was terminated.",
    )


@pytest.mark.parametrize(
    ("amount", "currency", "parts"),
    [
        (0, "KRW", ()),
        (-5, "KRW", (-5,)),
        (10, "WON", (10,)),
        (10.0, "KRW", (10,)),
        (10, "KRW", (5, 4)),
        (10**16, "KRW", (10**16,)),
    ],
)
def test_an_account_is_of_an_amount_that_its_instalments_add_up_to(books, amount, currency, parts):
    with pytest.raises(Refused):
        books.opened("G-2", amount, currency, *parts)
    assert Obligation.objects.count() == 1


def test_a_recovery_is_paid_by_the_other_side_and_never_more_than_was_paid(books):
    books.pay(books.approved())
    terms = {"payer": books.company, "payee": books.body, "kind": Obligation.Kind.RECOVERY, "recovers": books.grant}
    recovery = books.opened("R-1", 30_000_000, "KRW", 30_000_000, **terms)
    invoice = actions.issue_invoice(
        actor=books.first, at=LATER, instalment=books.instalment("a", recovery), account="Treasury 1"
    )
    payment = books.pay(invoice, by=books.first)
    assert (payment.amount, payment.approval) == (30_000_000, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        books.opened("R-2", 50_000_001, "KRW", 50_000_001, **terms)


class TestTheDatabaseHolds:
    """What no action lets through, written past all of them."""

    def row(self, books, invoice, **changes):
        approval = Approval.objects.filter(invoice=invoice).first()
        values = {
            "obligation": books.grant,
            "invoice": invoice,
            "approval": approval,
            "approved_by": approval and approval.person,
            "amount": invoice.amount,
            "currency": "KRW",
            "paid_on": ON,
            "reference": "X",
            "person": books.second,
            "at": LATER,
        }
        return Payment(**{**values, **changes})

    def refuses(self, act):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()

    def test_a_second_payment(self, books):
        invoice = books.approved()
        self.row(books, invoice).save()
        self.refuses(self.row(books, invoice, reference="Y").save)
        self.refuses(lambda: Payment.objects.bulk_create([self.row(books, invoice, reference=n) for n in "YZ"]))

    def test_a_payment_without_approval_or_by_its_approver(self, books):
        self.refuses(self.row(books, books.issued("b")).save)
        invoice = books.approved("a")
        self.refuses(self.row(books, invoice, person=books.first).save)
        self.refuses(self.row(books, invoice, approved_by=books.biller).save)
        self.refuses(self.row(books, invoice, approval=None, approved_by=None).save)

    @pytest.mark.parametrize(
        "changes", [{"amount": 1}, {"amount": -1}, {"amount": 0}, {"currency": "USD"}, {"paid_in": "USD"}]
    )
    def test_another_amount_currency_or_half_an_exchange(self, books, changes):
        self.refuses(self.row(books, books.approved(), **changes).save)

    def test_a_payment_changed_or_removed(self, books):
        payment = books.pay(books.approved())
        self.refuses(lambda: Payment.objects.filter(pk=payment.pk).update(amount=1))
        self.refuses(lambda: Payment.objects.filter(pk=payment.pk).delete())

    def test_the_terms_and_the_sum_of_an_account_changed(self, books):
        rows = Obligation.objects.filter(pk=books.grant.pk)
        for changes in ({"amount": 10**12}, {"paid": 5}, {"payee": organisation("other")}, {"currency": "USD"}):
            self.refuses(lambda changes=changes: rows.update(**changes))
        self.refuses(rows.delete)

    def test_an_invoice_of_more_than_its_instalment_or_before_it_is_due(self, books):
        books.instalment("a")
        for item, amount in (("a", 50_000_001), ("b", 50_000_000)):
            row = Invoice(
                instalment=books.grant.instalments.get(item=item),
                number="X",
                amount=amount,
                currency="KRW",
                account="x",
                digest="x",
                issued_by=books.biller,
                issued_at=LATER,
            )
            self.refuses(row.save)
