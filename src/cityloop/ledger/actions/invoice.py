"""A released instalment is asked for."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.ledger import letters, rules
from cityloop.ledger.actions.obligation import locked
from cityloop.ledger.digests import of_invoice
from cityloop.ledger.models import Instalment, Invoice

NOTHING = _("No invoice was issued.")
LONGEST_ACCOUNT, LONGEST_NOTE = 200, 2_000


@action("ledger.issue_invoice")
def issue_invoice(*, actor, at, instalment, account, note=""):
    """Ask for one released instalment, in full; an officer of whoever is to be paid."""
    instalment = Instalment.objects.select_related("obligation").get(pk=instalment.pk)
    obligation = locked(instalment.obligation)
    if not rules.bills(actor, obligation, timezone.localdate(at)):
        raise not_yours()
    _require_due(obligation, instalment)
    account, note = " ".join(account.split()), note.strip()
    require(
        0 < len(account) <= LONGEST_ACCOUNT and len(note) <= LONGEST_NOTE,
        NOTHING,
        _("The account to be paid into is missing, or a text is too long."),
        _("Write bank, number and holder of the account on one line."),
    )
    number = f"{obligation.number}-{Invoice.objects.filter(instalment__obligation=obligation).count() + 1}"
    invoice = Invoice(
        instalment=instalment,
        number=number,
        amount=instalment.amount,
        currency=obligation.currency,
        account=account,
        note=note,
        issued_by=actor,
        issued_at=at,
    )
    invoice.digest = of_invoice(invoice, obligation)
    invoice.save()
    letters.issued(invoice, obligation, at)
    return done(invoice, number=number, amount=invoice.amount, currency=invoice.currency, digest=invoice.digest)


def _require_due(obligation, instalment) -> None:
    require(
        obligation.closed_at is None,
        NOTHING,
        _("The account was closed: %(why)s") % {"why": obligation.closed_because},
        _("Nothing more is paid on it; ask the body that keeps the account if you doubt it."),
    )
    require(
        instalment.released_at is not None,
        NOTHING,
        _("“%(what)s” is not due yet: what it follows has not been accepted.") % {"what": instalment.title},
        _("Hand in what is asked for; once it is accepted, the invoice can be issued."),
    )
    require(
        not instalment.invoices.exclude(state=Invoice.State.RETURNED).exists(),
        NOTHING,
        _("“%(what)s” has been invoiced already.") % {"what": instalment.title},
        _("Open that invoice to see where it stands."),
    )
