"""What Cityloop costs, measured. A module here has `main()`, which measures and gives back a list of `Row`s.

A peer is another program that does the same; where it is not installed its measurement is left out, never guessed.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """One measurement: what was done, what was hoped for, what it took, what a peer took, and how many times better."""

    name: str
    target: str
    measured: str
    peer: str = ""
    ratio: float | str | None = None
