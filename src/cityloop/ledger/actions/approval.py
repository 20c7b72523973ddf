"""An invoice is approved for payment, or returned with a reason; by another than who issued it or will pay it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.ledger import letters, rules
from cityloop.ledger.actions.obligation import locked_invoice
from cityloop.ledger.models import Approval, Invoice

NOTHING = _("The invoice was not answered.")
Verdict = Approval.Verdict


@action("ledger.approve_invoice")
def approve_invoice(*, actor, at, invoice, digest):
    """Approve for payment the invoice that was shown, by its digest; an officer of the payer."""
    invoice, obligation = _answerable(invoice, actor, at)
    require(
        digest == invoice.digest,
        NOTHING,
        _("The invoice that you were shown is not the one that stands now."),
        _("Open it again, read it, and answer then."),
    )
    require(
        obligation.closed_at is None,
        NOTHING,
        _("The account was closed: %(why)s") % {"why": obligation.closed_because},
        _("Return the invoice with that reason."),
    )
    return done(_answered(invoice, actor, at, Verdict.APPROVED), invoice=invoice.number, digest=invoice.digest)


@action("ledger.return_invoice")
def return_invoice(*, actor, at, invoice, reason):
    """Return an invoice with the reason, so that a right one can be issued; an officer of the payer."""
    invoice, obligation = _answerable(invoice, actor, at)
    require(bool(reason.strip()), NOTHING, _("The reason is missing."), _("Write what is wrong with it."))
    answer = _answered(invoice, actor, at, Verdict.RETURNED, reason.strip())
    letters.returned(invoice, obligation, at, reason.strip())
    return done(answer, invoice=invoice.number, reason=reason.strip())


def _answerable(invoice, actor, at):
    """The invoice with its account, locked, where the actor may answer it and nobody has."""
    invoice, obligation = locked_invoice(invoice)
    if not (obligation.payable and rules.keeps(actor, obligation, timezone.localdate(at))):
        raise not_yours()
    require(
        invoice.state == Invoice.State.ISSUED,
        NOTHING,
        _("Invoice %(number)s stands at: %(state)s.") % {"number": invoice, "state": invoice.get_state_display()},
        _("Open it to see who answered it, and when."),
    )
    require(
        invoice.issued_by_id != actor.pk,
        NOTHING,
        _("You issued this invoice yourself."),
        _("Another officer of the payer answers it."),
    )
    return invoice, obligation


def _answered(invoice, actor, at, verdict, reason="") -> Approval:
    invoice.state = Invoice.State.APPROVED if verdict == Verdict.APPROVED else Invoice.State.RETURNED
    invoice.save(update_fields=["state"])
    return Approval.objects.create(
        invoice=invoice,
        verdict=verdict,
        digest=invoice.digest,
        reason=reason,
        person=actor,
        issued_by=invoice.issued_by,
        at=at,
    )
