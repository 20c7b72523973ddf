"""assign(): who sits on which panel, at the highest total affinity, fair, linked and free of conflicts."""

from __future__ import annotations

from .panels import assign
from .values import Exchange, Pairs, Panels, Rules

__all__ = ["Exchange", "Pairs", "Panels", "Rules", "assign"]
