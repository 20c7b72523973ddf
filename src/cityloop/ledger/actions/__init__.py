"""What is done to the accounts: opened and closed by the rooms above, invoiced, approved, paid, reversed."""

from cityloop.ledger.actions.approval import approve_invoice, return_invoice
from cityloop.ledger.actions.invoice import issue_invoice
from cityloop.ledger.actions.obligation import Part, close_obligation, open_obligation, release_instalment
from cityloop.ledger.actions.payment import Exchange, record_payment, reverse_payment

__all__ = [
    "Exchange",
    "Part",
    "approve_invoice",
    "close_obligation",
    "issue_invoice",
    "open_obligation",
    "record_payment",
    "release_instalment",
    "return_invoice",
    "reverse_payment",
]
