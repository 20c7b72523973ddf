"""What is owed, asked for and paid: by whom, to whom, in which currency, about what."""

from cityloop.ledger.models.invoice import Approval, Invoice
from cityloop.ledger.models.obligation import Instalment, Obligation
from cityloop.ledger.models.payment import Payment

__all__ = ["Approval", "Instalment", "Invoice", "Obligation", "Payment"]
