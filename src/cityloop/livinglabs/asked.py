"""What the rulebook asks of a pilot: its conditions, the questions of its closing report, the levels of its checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cityloop import rulebook
from cityloop.engine.edition.duration import Duration
from cityloop.language import pick
from cityloop.rulebook.reading import read

FILE = Path(rulebook.__file__).parent / "pilots" / "demonstration.yaml"


@dataclass(frozen=True)
class Asked:
    """One thing asked for: its name, the question, whether a pilot cannot start without it, whether it runs out."""

    id: str
    titles: Mapping[str, str]
    questions: Mapping[str, str]
    required: bool = True
    ends: bool = False

    @property
    def title(self) -> str:
        return pick(self.titles)

    @property
    def asks(self) -> str:
        return pick(self.questions)


@dataclass(frozen=True)
class PilotRules:
    """The file `pilots/demonstration.yaml`."""

    reference: str
    conditions: Mapping[str, Asked]
    closing: Mapping[str, Asked]
    closing_due: Duration
    term: Duration
    stuck_after: int
    drift: float
    jump: float
    power: float
    level: float


@cache
def pilot_rules() -> PilotRules:
    """The rules that come with Cityloop. Raises `Faulty` where the file cannot be read."""
    said = read(FILE)[0]
    conditions = [Asked(r["id"], r["title"], r["asks"], r["required"], r["ends"]) for r in said["conditions"]]
    closing = [Asked(r["id"], r["title"], r["what"]) for r in said["closing"]["asks"]]
    readings = said["readings"]
    return PilotRules(
        reference=f"{said['id']}/{said['edition']}",
        conditions={one.id: one for one in conditions},
        closing={one.id: one for one in closing},
        closing_due=Duration.parse(said["closing"]["due"]),
        term=Duration.parse(said["term"]["at_most"]),
        stuck_after=int(readings["stuck_after"]),
        drift=float(readings["drift"]),
        jump=float(readings["jump"]),
        power=float(said["power"]),
        level=float(said["level"]),
    )
