"""QR codes as shapes: the dark runs of each row, for a page's SVG and for print alike."""

import segno

QUIET = 2
"""Modules of white around the code; scanners ask for four, and the paper or card around it gives the rest."""


def shape(address: str) -> tuple[int, str]:
    """The side of the code that leads to an address, white border included, and its dark modules as one SVG path."""
    rows = segno.make(address, error="m", micro=False).matrix
    return len(rows) + 2 * QUIET, "".join(_runs(rows))


def picture(address: str) -> str:
    """The code as an SVG file of its own."""
    side, path = shape(address)
    box = f"-{QUIET} -{QUIET} {side} {side}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path fill="#000" d="{path}"/></svg>'


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
