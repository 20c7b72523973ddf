"""Policy `rank`: strict order with skipping. Reserved seats first, each in rank order; then everybody in rank order.

Source: the ranking lists of EU funding (Horizon Europe, Grants Manual: "Evaluation", ranked lists and ex aequo rules)
and of the K-City calls; reserved seats filled first are the minimum-guarantee rule of reservation systems.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rows import Row, dense


@dataclass(frozen=True)
class Turn:
    """One proposal let in: its position, and which row's reserved seat it took (None in the open phase)."""

    position: int
    reserved: int | None


def fill(
    rows: tuple[Row, ...], orders: np.ndarray, eligible: np.ndarray, first: np.ndarray, partial: float | None
) -> tuple[np.ndarray, list[Turn], np.ndarray]:
    """Walk down many orders at once and let in what still fits.

    `orders`: ints (draws, n), best first; `eligible`: bools (draws, n) by position; `first`: positions let in before
    all others. Gives the shares, floats (draws, n), the turns of the first draw after `first`, and for the first draw
    what was left of each row at each proposal's own turn, floats (n, rows).
    """
    draws, n = orders.shape
    weights = dense(rows, n)
    spends = np.array([row.spends for row in rows], dtype=bool)
    slack = np.array([row.slack for row in rows])
    left = np.tile([row.upper + row.slack for row in rows], (draws, 1))
    left -= weights[first].sum(axis=0)
    share = np.zeros((draws, n))
    share[:, first] = 1.0
    every, turns, seen = np.arange(draws), [], np.full((n, len(rows)), np.nan)
    phases = [index for index, row in enumerate(rows) if row.lower > 0]
    for phase in [*phases, None]:
        wanted = None if phase is None else np.full(draws, rows[phase].lower) - (share > 0) @ weights[:, phase]
        if wanted is not None and not (wanted > 0).any():
            continue
        for position in orders.T:
            asked = weights[position]
            open_to = eligible[every, position] & (share[every, position] == 0)
            if wanted is not None:
                open_to &= (wanted > 0) & (asked[:, phase] > 0)
            if phase is None:
                seen[position[0]] = left[0]
            if not open_to.any():
                continue
            part = np.where(open_to, _part(asked, left, slack, spends, partial), 0.0)
            if not part.any():
                continue
            share[every, position] += part
            left -= np.where(spends, asked * part[:, None], asked * (part > 0)[:, None])
            if wanted is not None:
                wanted -= part > 0
            if part[0] > 0:
                turns.append(Turn(int(position[0]), phase))
    return share, turns, seen


def _part(
    asked: np.ndarray, left: np.ndarray, slack: np.ndarray, spends: np.ndarray, partial: float | None
) -> np.ndarray:
    """The share that still fits, floats (draws,): 1, or 0, or between where partial funding is allowed.

    Rounding may let a whole proposal in by the slack of a limit; a part is never granted out of it.
    """
    fits = (asked <= left) | (asked == 0)
    whole = fits.all(axis=1)
    if partial is None or whole.all():
        return whole.astype(float)
    enough = ((asked * np.where(spends, partial, 1.0) <= left) | (asked == 0)).all(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(spends & (asked > 0), (left - slack) / asked, 1.0).min(axis=1, initial=1.0)
    return np.where(whole, 1.0, np.where(enough, ratio, 0.0))


def overtaking(
    rows: tuple[Row, ...], turns: list[Turn], order: np.ndarray, first: np.ndarray, partial: float | None
) -> tuple[np.ndarray, np.ndarray]:
    """For each proposal, the worst-ranked one that it would have had to be ahead of, and whether it fits to the end.

    The first are ints (n,), -1 where no place in the order would have helped. A proposal that is out changes nothing
    for the others, and what is left only ever shrinks, so the last turn at which it still fitted decides.
    """
    n = len(order)
    weights = dense(rows, n)
    spends = np.array([row.spends for row in rows], dtype=bool)
    least = np.where(spends, weights * (partial or 1.0), weights)
    slack = np.array([row.slack for row in rows])
    left = np.array([row.upper for row in rows]) + slack - weights[first].sum(axis=0)
    place = np.empty(n, dtype=int)
    place[order] = np.arange(n)
    ahead_of = np.full(n, -1)
    fits = ((least <= left) | (least == 0)).all(axis=1)
    for turn in turns:
        allowed = fits if turn.reserved is None else fits & (weights[:, turn.reserved] > 0)
        ahead_of[allowed & ((ahead_of < 0) | (place[turn.position] >= place[ahead_of]))] = turn.position
        asked = weights[turn.position]
        left = left - np.where(spends, asked * _part(asked, left[None], slack, spends, partial)[0], asked)
        fits = fits & ((least <= left) | (least == 0)).all(axis=1)
    return ahead_of, fits
