"""The digest of what an invoice says, to which its approval binds."""

import hashlib

import rfc8785


def of_invoice(invoice, obligation) -> str:
    """SHA-256 of the canonical JSON of the invoice: of what account, to whom, how much, into which account."""
    said = {
        "number": invoice.number,
        "account_of": obligation.number,
        "item": invoice.instalment.item,
        "payee": obligation.payee.code,
        "amount": str(invoice.amount),
        "currency": invoice.currency,
        "into": invoice.account,
        "note": invoice.note,
    }
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()
