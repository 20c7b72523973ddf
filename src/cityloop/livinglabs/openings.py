"""Where pilots come from: rooms above say, for an award, a certification or a city, what a pilot of it begins with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from cityloop.assessment.models import Case
from cityloop.catalogue.models import Service
from cityloop.organisations.models import Organisation


@dataclass(frozen=True)
class Opening:
    """What is known before a pilot is opened; `partners` are (organisation, part)."""

    lead: Organisation
    title_ko: str = ""
    title_en: str = ""
    city_ko: str = ""
    city_en: str = ""
    country: str = "KR"
    begins_on: date | None = None
    ends_on: date | None = None
    service: Service | None = None
    case: Case | None = None
    partners: tuple = field(default=())
    simulated: bool = False


Find = Callable[..., Opening | None]
_KINDS: dict[str, Find] = {}


def register_opening(kind: str, find: Find) -> None:
    """Tell how pilots are opened from a kind of thing: `find(key, person, on)`, None where the person may not."""
    _KINDS[kind] = find


def opening_of(kind: str, key: str, person, on) -> Opening | None:
    """What a pilot opened from this thing by this person begins with."""
    find = _KINDS.get(kind)
    return find(key, person, on) if find else None
