"""What a city that runs a service is asked about it, from the rulebook."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cityloop import rulebook
from cityloop.engine.edition import Duration
from cityloop.rulebook.reading import read

HERE = Path(rulebook.__file__).parent


@dataclass(frozen=True)
class Scale:
    """One scale: what is asked, and what each mark means, the worst first."""

    id: str
    title: dict
    asks: dict
    required: bool
    levels: tuple[tuple[int, dict], ...]

    def share(self, mark: int) -> float:
        """A mark from the worst (0) to the best (1)."""
        low, high = self.levels[0][0], self.levels[-1][0]
        return (mark - low) / (high - low)

    def means(self, mark: int) -> dict:
        """What a mark means, in both languages."""
        return dict(self.levels)[mark]


@dataclass(frozen=True)
class Guide:
    """The scales in their order, how often a city rates, and from when on a rating counts as what came of a case."""

    title: dict
    scales: tuple[Scale, ...]
    predicts_after: Duration
    edition: str

    def overall(self, values: dict[str, int]) -> float:
        """The mean over the scales that were answered, from 0 to 1."""
        given = [scale.share(values[scale.id]) for scale in self.scales if scale.id in values]
        return sum(given) / len(given)


@cache
def guide() -> Guide:
    """The rulebook's scales."""
    said = read(HERE / "ratings.yaml")[0]
    scales = tuple(
        Scale(
            row["id"],
            row["title"],
            row["asks"],
            bool(row.get("required")),
            tuple((level["mark"], level["means"]) for level in row["levels"]),
        )
        for row in said["scales"]
    )
    return Guide(said["title"], scales, Duration.parse(said["predicts_after"]), said["edition"])
