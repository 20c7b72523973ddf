"""What was paid is entered, once; what was entered in error is taken back by a reversal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.ledger import letters, rules
from cityloop.ledger.actions.obligation import locked_invoice
from cityloop.ledger.amounts import exchanged, is_currency
from cityloop.ledger.models import Approval, Invoice, Payment

NOTHING = _("No payment was entered.")
NOT_REVERSED = _("The payment was not reversed.")
LONGEST_REFERENCE = 80
LARGEST_RATE, FINEST_RATE = Decimal(10**8), Decimal("0.000001")


@dataclass(frozen=True)
class Exchange:
    """Another currency was paid in, at so many of its units for one of the invoice's: whose rate, of which day."""

    currency: str
    rate: Decimal
    on: date
    source: str


@action("ledger.record_payment")
def record_payment(*, actor, at, invoice, paid_on, reference, exchange=None):
    """Enter that an invoice was paid, in full; an officer of the body that keeps the account, who did not approve it.

    Where the keeper is the one who is paid, what was received is entered, and nobody approves it beforehand.
    """
    invoice, obligation = locked_invoice(invoice)
    on = timezone.localdate(at)
    if not rules.keeps(actor, obligation, on):
        raise not_yours()
    approval = _require_payable(invoice, obligation, actor)
    reference = " ".join(reference.split())
    _require_transfer(obligation, reference, paid_on, on)
    payment = Payment.objects.create(
        obligation=obligation,
        invoice=invoice,
        approval=approval,
        approved_by=approval.person if approval else None,
        amount=invoice.amount,
        currency=invoice.currency,
        paid_on=paid_on,
        reference=reference,
        person=actor,
        at=at,
        **_other_currency(invoice, exchange, paid_on),
    )
    Invoice.objects.filter(pk=invoice.pk).update(state=Invoice.State.PAID)
    letters.paid(invoice, obligation, at, paid_on)
    return done(payment, invoice=invoice.number, amount=payment.amount, currency=payment.currency, reference=reference)


@action("ledger.reverse_payment")
def reverse_payment(*, actor, at, payment, reason):
    """Take back a payment that was entered in error; both stay on record, and the invoice waits to be paid again."""
    invoice, obligation = locked_invoice(payment.invoice)
    if not rules.keeps(actor, obligation, timezone.localdate(at)):
        raise not_yours()
    reason = reason.strip()
    require(bool(reason), NOT_REVERSED, _("The reason is missing."), _("Write what was wrong with it."))
    require(
        payment.reverses_id is None and not Payment.objects.filter(reverses=payment).exists(),
        NOT_REVERSED,
        _("It was taken back already, or takes back another."),
        _("Open the account to see every entry."),
    )
    row = Payment.objects.create(
        obligation=obligation,
        invoice=invoice,
        reverses=payment,
        amount=-payment.amount,
        currency=payment.currency,
        paid_on=payment.paid_on,
        reference=payment.reference,
        reason=reason,
        person=actor,
        at=at,
    )
    before = Invoice.State.APPROVED if obligation.payable else Invoice.State.ISSUED
    Invoice.objects.filter(pk=invoice.pk).update(state=before)
    return done(row, invoice=invoice.number, amount=row.amount, currency=row.currency, reason=reason)


def _require_payable(invoice, obligation, actor) -> Approval | None:
    require(
        invoice.state != Invoice.State.PAID,
        NOTHING,
        _("Invoice %(number)s is paid already; nothing is paid twice.") % {"number": invoice},
        _("Open the account to see when and by which transfer."),
    )
    require(
        obligation.closed_at is None,
        NOTHING,
        _("The account was closed: %(why)s") % {"why": obligation.closed_because},
        _("Nothing more is paid on it."),
    )
    wanted = Invoice.State.APPROVED if obligation.payable else Invoice.State.ISSUED
    require(
        invoice.state == wanted,
        NOTHING,
        _("Invoice %(number)s stands at: %(state)s.") % {"number": invoice, "state": invoice.get_state_display()},
        _("An invoice is paid once another officer has approved it."),
    )
    require(
        obligation.paid + invoice.amount <= obligation.amount,
        NOTHING,
        _("With it more would be paid than is owed."),
        _("Look through the payments of this account; one may have been entered for the wrong invoice."),
    )
    if not obligation.payable:
        return None
    approval = Approval.objects.select_related("person").get(invoice=invoice)
    require(
        approval.person_id != actor.pk,
        NOTHING,
        _("You approved this invoice yourself."),
        _("Whoever approved does not pay: another officer enters the payment."),
    )
    return approval


def _require_transfer(obligation, reference, paid_on, on) -> None:
    require(
        0 < len(reference) <= LONGEST_REFERENCE,
        NOTHING,
        _("The number of the transfer is missing, or longer than %(n)s characters.") % {"n": LONGEST_REFERENCE},
        _("Copy it from the bank’s confirmation."),
    )
    require(
        timezone.localdate(obligation.opened_at) <= paid_on <= on,
        NOTHING,
        _("%(day)s is before the account was opened, or has not come yet.") % {"day": paid_on},
        _("Give the day on which the bank carried the transfer out."),
    )
    entered = Payment.objects.filter(obligation=obligation, reference=reference, reverses=None, reversal=None)
    require(
        not entered.exists(),
        NOTHING,
        _("The transfer %(number)s is entered already.") % {"number": reference},
        _("Check the number; one transfer pays one invoice."),
    )


def _other_currency(invoice, exchange, paid_on) -> dict:
    """The columns for a payment in another currency; none without one."""
    if exchange is None:
        return {}
    require(
        is_currency(exchange.currency) and exchange.currency != invoice.currency,
        NOTHING,
        _("“%(code)s” is no other currency than that of the invoice.") % {"code": exchange.currency},
        _("Give the ISO 4217 code of the currency that was paid, such as USD, or leave the exchange out."),
    )
    rate = exchange.rate
    require(
        rate.is_finite() and FINEST_RATE <= rate < LARGEST_RATE and rate == rate.quantize(FINEST_RATE),
        NOTHING,
        _("%(rate)s is no exchange rate.") % {"rate": rate},
        _("Give how many units were paid for one unit of the invoice’s currency, with at most six decimals."),
    )
    require(
        bool(exchange.source.strip()) and exchange.on <= paid_on,
        NOTHING,
        _("Whose rate it is, or its day, is missing or later than the payment."),
        _("Name who published the rate, and the day on which it held."),
    )
    return {
        "paid_in": exchange.currency,
        "paid_amount": exchanged(invoice.amount, invoice.currency, exchange.currency, rate),
        "rate": rate,
        "rate_on": exchange.on,
        "rate_source": exchange.source.strip()[:200],
    }
