"""calibrate(): severity of assessors, difficulty of criteria, standing of cases, and which decisions are luck."""

from __future__ import annotations

from .agreement import alpha
from .calibrating import calibrate
from .simulation import Simulation, simulate
from .values import Calibration, Facet, Marks

__all__ = ["Calibration", "Facet", "Marks", "Simulation", "alpha", "calibrate", "simulate"]
