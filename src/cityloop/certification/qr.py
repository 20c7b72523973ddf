"""A QR code as one path of SVG, in the colours of paper, without a style of its own."""

from django.utils.html import format_html

from cityloop.papers.codes import QUIET, shape


def qr(address: str, label: str):
    """The code that leads to an address; `label` is what a screen reader says."""
    side, path = shape(address)
    return format_html(
        '<svg class="qr" viewBox="-{0} -{0} {1} {1}" role="img" aria-label="{2}"><path d="{3}"/></svg>',
        QUIET,
        side,
        label,
        path,
    )
