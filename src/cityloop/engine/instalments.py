"""An amount in instalments: shares of a plan turned into whole units that add up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def instalments(amount: int, shares: Sequence[float]) -> tuple[int, ...]:
    """What falls on each share: rounded down to the whole unit, and the last share above zero takes the rest.

    Shares are read as the decimals that a rulebook file writes, never as binary fractions.

    >>> instalments(100_000_001, (0.5, 0.3, 0.2))
    (50000000, 30000000, 20000001)
    >>> instalments(10, (0.7, 0.3, 0)), instalments(10, (0, 0))
    ((7, 3, 0), (0, 0))
    """
    exact = [Fraction(str(share)) for share in shares]
    if not any(exact):
        return (0,) * len(exact)
    if sum(exact) != 1 or min(exact) < 0 or amount < 0:
        raise ValueError("shares of an amount are not negative and sum to 1")
    last = max(n for n, share in enumerate(exact) if share)
    parts = [int(amount * share) for share in exact]
    parts[last] += amount - sum(parts)
    return tuple(parts)
