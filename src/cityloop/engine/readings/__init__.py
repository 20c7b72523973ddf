"""Readings as sensors give them: put into one unit and on one clock, each marked with what is wrong with it."""

from .clock import Clock
from .flags import FLAGS, KEPT, Carried, Limits, flagged
from .quantities import conversion
from .trouble import Drift, drifting, jumping

__all__ = ["FLAGS", "KEPT", "Carried", "Clock", "Drift", "Limits", "conversion", "drifting", "flagged", "jumping"]
