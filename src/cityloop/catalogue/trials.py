"""Tests of services in cities, as the room that runs them tells: where each was, and what it came to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from cityloop.catalogue.codes import code_of_city
from cityloop.catalogue.models import Service
from cityloop.catalogue.queries import cities_of
from cityloop.language import country_name, pick


@dataclass(frozen=True)
class Measured:
    """An effect with its uncertainty. `sentence` is all that may be said of it, `doubts` speak against it."""

    outcome: str
    unit: str
    estimate: float
    low: float | None
    high: float | None
    level: float
    method: Mapping[str, str]
    sentence: Mapping[str, str]
    doubts: Sequence[Mapping[str, str]]
    verdict: str
    on: date
    address: str  # of the whole calculation


@dataclass(frozen=True)
class Trial:
    """One test of a service in a city; `standing` is its state in words, `measured` what it came to so far."""

    code: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    city: Mapping[str, str]
    country: str
    state: str
    standing: str
    begun: bool
    since: date
    source: str
    simulated: bool
    address: str
    measured: Measured | None = None

    @property
    def place(self) -> str:
        """City and country in the reader's language."""
        return f"{pick(self.city)}, {country_name(self.country)}"


@dataclass(frozen=True)
class Place:
    """A city where a service runs or was tried, as a line of a page; `href` opens the trial."""

    place: str
    standing: str
    since_year: int | None
    source: str
    simulated: bool
    href: str = ""


Tell = Callable[[Sequence[Service]], Mapping[int, Sequence[Trial]]]
_TELLERS: list[Tell] = []


def register_trials(tell: Tell) -> None:
    """Let the room that runs tests of services tell of them: `tell(services)` by key of service."""
    _TELLERS[:] = [tell]


def trials_of(services: Sequence[Service]) -> dict[int, Sequence[Trial]]:
    """The public tests of these services; those that were never tested are left out."""
    return {pk: trials for tell in _TELLERS for pk, trials in tell(services).items()}


def trials_for_programs(services: Sequence[Service]) -> dict[int, Sequence[Trial]]:
    """The same with addresses that do not hang on the reader's language."""
    with override("en"):
        return trials_of(services)


def places_of(services: Sequence[Service]) -> dict[int, list[Place]]:
    """Where services run: the last word about every city, and cities of tests that nobody has said anything else of."""
    said, tried = cities_of(services), trials_of(services)
    return {one.pk: _places(said.get(one.pk, ()), tried.get(one.pk, ())) for one in services}


def _places(cities, trials: Sequence[Trial]) -> list[Place]:
    known = {(one.country, one.code) for one in cities}
    found = [Place(one.place, one.standing, one.since_year, one.source, one.simulated) for one in cities]
    for one in trials:
        key = (one.country, code_of_city(one.city["en"]))
        if one.begun and key not in known:
            known.add(key)
            found.append(Place(one.place, one.standing, one.since.year, one.source, one.simulated, one.address))
    return found


def as_data(trial: Trial, absolute: Callable[[str], str]) -> dict:
    """A test as programs read it; `effect` is null where nothing was measured."""
    effect = trial.measured
    return {
        "code": trial.code,
        "title": dict(trial.title),
        "question": dict(trial.question),
        "city": dict(trial.city),
        "country": trial.country,
        "state": trial.state,
        "began_on": trial.since.isoformat(),
        "simulated": trial.simulated,
        "source": trial.source,
        "href": absolute(trial.address),
        "effect": effect and _effect(effect, absolute),
    }


def _effect(effect: Measured, absolute) -> dict:
    names = ("outcome", "unit", "estimate", "low", "high", "level", "verdict", "doubts")
    return {
        **{name: getattr(effect, name) for name in names},
        "method": dict(effect.method),
        "sentence": dict(effect.sentence),
        "computed_on": effect.on.isoformat(),
        "href": absolute(effect.address),
    }
