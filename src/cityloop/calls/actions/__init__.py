"""Everything that is done in a call."""

from cityloop.calls.actions.award import announce_award, begin_award, decline_award
from cityloop.calls.actions.register import import_register

__all__ = ["announce_award", "begin_award", "decline_award", "import_register"]
