"""Weighings: one's own answer while people weigh apart, all of them once they lie side by side."""

from dataclasses import dataclass

from cityloop.consulting.guide import guide
from cityloop.consulting.models import AgreedWeights, OwnWeights, Weighing, WeighingShown
from cityloop.consulting.queries.consultations import visible_to
from cityloop.consulting.weights import middle, spread


@dataclass(frozen=True)
class Beside:
    """One criterion: what everybody gives it, the least and greatest, the middle."""

    title: str
    id: str
    weights: list[float]
    least: float
    greatest: float
    mean: float

    @property
    def apart(self) -> float:
        return self.greatest - self.least


def weighings_visible_to(person, on):
    """Weighings of the person's own cities."""
    found = Weighing.objects.filter(need__consultation__in=visible_to(person, on))
    return found.select_related("need__consultation__city__organisation", "person", "shown")


def latest_answers(weighing) -> list[OwnWeights]:
    """The last answer of each person and adviser, in the order in which they first answered."""
    latest: dict[tuple, OwnWeights] = {}
    for row in weighing.answers.select_related("person", "said_by"):
        latest[_who(row)] = row
    return list(latest.values())


def _who(row) -> tuple:
    return ("adviser", row.said_by_id) if row.said_by_id else ("person", row.person_id)


def own_answer(weighing, person, said_by=None) -> OwnWeights | None:
    """What somebody answered last."""
    rows = weighing.answers.filter(said_by=said_by)
    return (rows if said_by else rows.filter(person=person)).last()


def agreed_for(need, number: str) -> AgreedWeights | None:
    """The agreement of an address, where it is the last one of a weighing of the need."""
    if not (number.isascii() and number.isdigit() and len(number) < 15):
        return None
    found = AgreedWeights.objects.filter(weighing__need=need, pk=int(number)).select_related("weighing__need").first()
    return found if found and found == found.weighing.agreements.last() else None


def is_shown(weighing) -> bool:
    return WeighingShown.objects.filter(weighing=weighing).exists()


def beside(answers: list[OwnWeights]) -> list[Beside]:
    """Every criterion with the weights of all, those furthest apart first."""
    people = [row.weights for row in answers]
    means, ranges = middle(people), spread(people)
    rows = [
        Beside(one.title, one.id, [w[one.id] for w in people], *ranges[one.id], means[one.id])
        for one in guide().criteria
    ]
    return sorted(rows, key=lambda row: -row.apart)
