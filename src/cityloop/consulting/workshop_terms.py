"""What one person may write and give at a workshop, from the rulebook."""

from dataclasses import dataclass
from functools import cache

from cityloop.consulting.guide import HERE
from cityloop.rulebook.reading import read


@dataclass(frozen=True)
class WorkshopTerms:
    """Limits of a workshop; `on_one` is the most dots on one problem, `usual` what is offered first."""

    places: int
    cards: int
    card_length: int
    changes: int
    usual: int
    most: int
    on_one: int
    smallest_side: int


@cache
def workshop_terms() -> WorkshopTerms:
    """The terms that come with Cityloop."""
    said = read(HERE / "matching" / "workshop.yaml")[0]
    return WorkshopTerms(**said["limits"], **said["dots"], smallest_side=said["smallest_side"])
