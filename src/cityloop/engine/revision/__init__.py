"""A draft edition replayed over the whole record: whom it moves, by which rule, and what that makes of the change."""

from .changes import COMMENT_PERIODS, Change, compared, diff, heaviest
from .record import Record
from .replaying import Impact, replay
from .rules import KINDS

__all__ = ["COMMENT_PERIODS", "KINDS", "Change", "Impact", "Record", "compared", "diff", "heaviest", "replay"]
