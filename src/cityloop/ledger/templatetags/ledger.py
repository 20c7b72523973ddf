"""Amounts on pages: `{{ row.amount|in_full:row.currency }}`."""

from django import template

from cityloop.ledger import amounts

register = template.Library()
register.filter("in_full", amounts.spoken)

TONES = {"paid": "good", "approved": "ours", "issued": "info", "returned": "warn"}


@register.filter
def invoice_tone(state: str) -> str:
    """The tone of an invoice's badge."""
    return TONES.get(state, "")
