"""A QR code as one path of SVG, in the colours of paper, without a style of its own."""

import segno
from django.utils.html import format_html

QUIET = 2
"""Modules of white around the code; scanners ask for four, and the card around it gives the rest."""


def qr(address: str, label: str):
    """The code that leads to an address; `label` is what a screen reader says."""
    rows = segno.make(address, error="m", micro=False).matrix
    size = len(rows) + 2 * QUIET
    return format_html(
        '<svg class="qr" viewBox="-{0} -{0} {1} {1}" role="img" aria-label="{2}"><path d="{3}"/></svg>',
        QUIET,
        size,
        label,
        "".join(_runs(rows)),
    )


def _runs(rows):
    """Each run of dark modules of a row as one rectangle."""
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                yield f"M{x} {y}h{end - x}v1h-{end - x}z"
            x = max(end, x + 1)
