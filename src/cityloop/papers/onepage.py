"""A page that shows where something stands: facts, strips from worst to best, and short lists."""

from dataclasses import dataclass
from datetime import date as Date


@dataclass(frozen=True)
class Strip:
    """A place from 0 to 100 with the bounds around it; `said` is the same in words, `counted` what it rests on."""

    title: str
    place: float | None
    low: float | None
    high: float | None
    said: str
    counted: str


@dataclass(frozen=True)
class OnePage:
    """One page of A4. `lists` are titles with their lines; `date` is the day of the data, written into the file."""

    language: str
    title: str
    under: str
    date: Date | None
    facts: tuple[tuple[str, str], ...]
    strips_title: str
    strips: tuple[Strip, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    notes: str
    sources: str
    foot: str
    banner: str = ""
