"""Find: cities and their values, diagnoses, consultations, and what waits."""

from cityloop.consulting.queries.waiting import waiting_for

__all__ = ["waiting_for"]
