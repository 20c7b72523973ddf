"""The tables of what goes on after the decision, and whose turn it is in each state."""

from cityloop.certification.tables import withdrawal
from cityloop.certification.tables.roles import HOLDER
from cityloop.certification.tables.withdrawal import WITHDRAWAL

TURNS = {WITHDRAWAL.name: (withdrawal.TURNS, withdrawal.OVERDUE)}

__all__ = [
    "HOLDER",
    "WITHDRAWAL",
    "withdrawal",
]
