"""The tables of what goes on after the decision, and whose turn it is in each state."""

from cityloop.certification.tables import appeal, withdrawal
from cityloop.certification.tables.appeal import APPEAL
from cityloop.certification.tables.roles import HOLDER
from cityloop.certification.tables.withdrawal import WITHDRAWAL

TABLES = {table.name: table for table in (WITHDRAWAL, APPEAL)}
"""The tables by the kind of proceeding."""
TURNS = {WITHDRAWAL.name: (withdrawal.TURNS, withdrawal.OVERDUE), APPEAL.name: (appeal.TURNS, appeal.OVERDUE)}
"""By the kind of proceeding: whose turn it is in each state, and whose once the last day is past."""

__all__ = ["APPEAL", "HOLDER", "TABLES", "TURNS", "WITHDRAWAL"]
