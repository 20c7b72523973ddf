"""Panels proposed for one case or a whole round; confirming a proposal seats exactly what was shown, or is refused."""

from cityloop.assessment.seating.proposing import propose, size_for
from cityloop.assessment.seating.values import Panel, Proposal, Seat, shown

__all__ = ["Panel", "Proposal", "Seat", "propose", "shown", "size_for"]
