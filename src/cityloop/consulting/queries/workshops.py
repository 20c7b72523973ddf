"""Workshops: for the city's people, and for whoever holds a slip; counts say as little as they must."""

from dataclasses import dataclass

from django.db.models import Count, Q

from cityloop.consulting.guide import Problem, guide
from cityloop.consulting.models import Card, Place, Workshop, WorkshopRound
from cityloop.consulting.queries.consultations import visible_to
from cityloop.consulting.slips import hash_of, read_slip
from cityloop.consulting.workshop_terms import workshop_terms


@dataclass(frozen=True)
class Written:
    """A card with the problem under which it stands now, or why it is set aside."""

    card: Card
    stands: str
    why: str

    @property
    def waits(self) -> bool:
        return not (self.stands or self.why)


@dataclass(frozen=True)
class Tallied:
    """A problem with the dots on it; `citizens` and `experts` are None where showing them apart would say too much."""

    problem: Problem
    dots: int
    citizens: int | None
    experts: int | None
    cards: tuple[str, ...]
    place: int


@dataclass(frozen=True)
class Tally:
    """What a round of dots came to: problems by dots, and how many places took part."""

    round: WorkshopRound
    rows: list[Tallied]
    took_part: int
    places: int
    apart: bool

    @property
    def all_dots(self) -> int:
        return sum(row.dots for row in self.rows)

    @property
    def most(self) -> int:
        return max((row.dots for row in self.rows), default=0)


def workshops_visible_to(person, on):
    """Workshops of the person's own cities."""
    found = Workshop.objects.filter(consultation__in=visible_to(person, on))
    return found.select_related("consultation__city__organisation", "person")


def workshops_of(consultation):
    """The workshops of a consultation, the newest first, with their numbers of places and rounds."""
    counts = {"seats": Count("places", distinct=True), "held": Count("rounds", distinct=True)}
    return consultation.workshops.annotate(**counts, ended=Count("rounds__end", distinct=True))


def place_of(text: str) -> Place | None:
    """The place of a slip, as somebody typed it."""
    code = read_slip(text)
    found = Place.objects.filter(slip=hash_of(code)) if code else Place.objects.none()
    return found.select_related("workshop__consultation__city").first()


def open_round(workshop) -> WorkshopRound | None:
    """The round that is open, if any."""
    return workshop.rounds.filter(end__isnull=True).first()


def last_dots(workshop) -> WorkshopRound | None:
    """The last round of dots that was closed."""
    return workshop.rounds.filter(kind=WorkshopRound.Kind.DOTS, end__isnull=False).last()


def cards_of(workshop) -> list[Written]:
    """Every card of the workshop as it is sorted now, in the order of writing."""
    cards = Card.objects.filter(round__workshop=workshop).prefetch_related("sortings")
    return [_written(card) for card in cards]


def _written(card) -> Written:
    last = max(card.sortings.all(), key=lambda one: (one.at, one.pk), default=None)
    return Written(card, last.problem, last.why) if last else Written(card, card.problem, "")


def taking_part(round: WorkshopRound) -> int:
    """How many places gave dots, or wrote a card."""
    rows = round.sheets if round.kind == WorkshopRound.Kind.DOTS else round.cards.filter(place__isnull=False)
    return rows.values("place").distinct().order_by().count()


def sheet_of(round: WorkshopRound, place: Place) -> dict[str, int]:
    """How a place gave its dots last."""
    last = round.sheets.filter(place=place).last()
    return last.dots if last else {}


def tally(round: WorkshopRound) -> Tally:
    """Dots by problem, most first; citizens and experts apart only where enough of each took part."""
    latest = {sheet.place_id: sheet for sheet in round.sheets.select_related("place").order_by("turn", "pk")}
    sides = {side: [s.dots for s in latest.values() if s.place.side == side] for side in Place.Side.values}
    apart = all(len(sheets) >= workshop_terms().smallest_side for sheets in sides.values())
    words: dict[str, list[str]] = {}
    for card in cards_of(round.workshop):
        words.setdefault(card.stands, []).append(card.card.words)
    counted = [(problem, *(sum(one.get(problem, 0) for one in sides[side]) for side in sides))
               for problem in round.problems]  # fmt: skip
    counted.sort(key=lambda row: -(row[1] + row[2]))
    totals = [citizens + experts for _problem, citizens, experts in counted]
    rows = [
        Tallied(
            guide().problems[problem],
            citizens + experts,
            citizens if apart else None,
            experts if apart else None,
            tuple(words.get(problem, ())),
            totals.index(citizens + experts) + 1,
        )
        for problem, citizens, experts in counted
    ]
    return Tally(round, rows, len(latest), round.workshop.places.count(), apart)


def tallies_of(consultation) -> list[Tally]:
    """The last closed round of dots of every workshop of a consultation."""
    rounds = WorkshopRound.objects.filter(Q(kind=WorkshopRound.Kind.DOTS), workshop__consultation=consultation)
    last = {one.workshop_id: one for one in rounds.filter(end__isnull=False).select_related("workshop")}
    return [tally(one) for one in last.values()]


@dataclass(frozen=True)
class Voted:
    """What a workshop said of one problem."""

    tally: Tally
    row: Tallied


def dots_by_problem(consultation) -> dict[str, list[Voted]]:
    """What the workshops of a consultation said, by problem."""
    found: dict[str, list[Voted]] = {}
    for one in tallies_of(consultation):
        for row in one.rows:
            found.setdefault(row.problem.id, []).append(Voted(one, row))
    return found
