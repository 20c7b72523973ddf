"""The desk at which a kind of case is worked on: where its pages begin, and what the room above adds to them.

The pages that all cases share stand in `assessment.views`; each room above registers its desk when it is ready.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

DESKS: dict[str, "Desk"] = {}


def _none(request, case) -> list[tuple[str, str, bool]]:
    return []


def _nowhere(notice) -> list[tuple[str, str]]:
    return []


@dataclass(frozen=True)
class Desk:
    """What the shared pages of a case ask of the room that runs it.

    `home` and `listing` are names of addresses: where one case stands, and the list of all; `listed` is what that list
    is called, `body` whoever takes the cases in, in the middle of a sentence. `edition` is the page of an edition for
    the public; `begins` gives, for a notice, in words and as addresses where applications under it begin. `tones`
    colours states. `pages` gives the pages at the side of a case that the room has itself: label, name of the address,
    and whether this reader has it now.
    """

    home: str
    listing: str
    listed: str
    body: str
    edition: str = ""
    begins: Callable[..., list[tuple[str, str]]] = _nowhere
    tones: Mapping[str, str] = field(default_factory=dict)
    pages: Callable[..., list[tuple[str, str, bool]]] = _none


def register_desk(kind: str, desk: Desk) -> None:
    """Say at which desk cases of a kind of edition are worked on; called once, when a room is ready."""
    DESKS[kind] = desk


def desk_of(edition) -> Desk:
    """The desk of cases under an edition."""
    return DESKS[edition.kind]
