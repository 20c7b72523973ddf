"""One thing that waits for a person; every room describes its own in these words."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Waiting:
    """A line of the inbox: what to do, where, since when, until when."""

    title: str
    hint: str
    url: str
    since: datetime
    due: date | None = None
    label: str = ""
    simulated: bool = False
