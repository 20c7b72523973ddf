"""A code that a phone reads, as an address that an image can carry."""

import segno


def qr_of(address: str) -> str:
    """A picture (SVG) of an address, as a data address.

    >>> qr_of("https://example.org/").startswith("data:image/svg+xml")
    True
    """
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=3, border=2, dark="#000", light="#fff")
