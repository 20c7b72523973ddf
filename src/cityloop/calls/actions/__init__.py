"""Everything that is done in a call."""

from cityloop.calls.actions.register import import_register

__all__ = ["import_register"]
