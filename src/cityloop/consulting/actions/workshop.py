"""A workshop is prepared and led by the city's people; whoever holds a slip writes cards and gives dots.

Whoever takes part has no account (`actor` is None), and an entry of the audit record says that somebody took part in a
round, not who or with what.
"""

from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.consulting.actions.consultation import locked_under_way
from cityloop.consulting.guide import guide
from cityloop.consulting.models import Card, CardSorting, DotSheet, Place, Workshop, WorkshopRound, WorkshopRoundEnd
from cityloop.consulting.queries.workshops import cards_of, open_round
from cityloop.consulting.slips import hash_of, slip_of
from cityloop.consulting.workshop_terms import workshop_terms

Kind = WorkshopRound.Kind
NOT_PREPARED = _("The workshop was not prepared.")
NOT_OPENED = _("The round was not opened.")
NOT_TAKEN = _("Nothing was taken.")
CLOSED = _("This round is closed, or was never opened.")
LOOK = _("Look at the page of the workshop for what is open now.")


@action("consulting.prepare_workshop")
def prepare_workshop(*, actor, at, consultation, title_ko="", title_en="", citizens=0, experts=0):
    """Prepare a workshop with places for so many citizens and experts; the city's own people may."""
    consultation = locked_under_way(actor, consultation, at)
    title_ko, title_en = title_ko.strip(), title_en.strip()
    require(bool(title_ko or title_en), NOT_PREPARED, _("It has no title."), _("Say in a few words what it is about."))
    workshop = Workshop.objects.create(
        consultation=consultation, title_ko=title_ko, title_en=title_en, person=actor, at=at
    )
    _seat(workshop, citizens, experts, NOT_PREPARED)
    return done(workshop, city=consultation.city.code, citizens=citizens, experts=experts)


@action("consulting.add_places")
def add_places(*, actor, at, workshop, citizens=0, experts=0):
    """Make more slips, for people who came unexpected."""
    workshop = _led(actor, at, workshop)
    _seat(workshop, citizens, experts, _("No slips were made."))
    return done(workshop, citizens=citizens, experts=experts)


@action("consulting.open_round")
def open_workshop_round(*, actor, at, workshop, kind, dots=0):
    """Open a round in which cards are written, or each place gives `dots` to the problems of the cards."""
    workshop = _led(actor, at, workshop)
    terms = workshop_terms()
    require(kind in Kind.values, NOT_OPENED, _("There is no such kind of round."), _("Choose cards or dots."))
    require(
        open_round(workshop) is None, NOT_OPENED, _("A round is open already."), _("Close it before you open another.")
    )
    problems = []
    if kind == Kind.DOTS:
        require(
            dots in range(1, terms.most + 1),
            NOT_OPENED,
            _("A person has between 1 and %(most)s dots.") % {"most": terms.most},
            _("Give a whole number within that."),
        )
        problems = _problems(workshop)
    last = workshop.rounds.last()
    round = WorkshopRound.objects.create(
        workshop=workshop,
        number=last.number + 1 if last else 1,
        kind=kind,
        dots=dots if kind == Kind.DOTS else 0,
        problems=problems,
        person=actor,
        at=at,
    )
    return done(round, workshop=workshop.pk, kind=kind, dots=round.dots, problems=problems)


@action("consulting.close_round")
def close_workshop_round(*, actor, at, round):
    """Close a round; what was written and given in it stays."""
    workshop = _led(actor, at, round.workshop)
    require(not WorkshopRoundEnd.objects.filter(round=round).exists(), _("The round was not closed."), CLOSED, LOOK)
    end = WorkshopRoundEnd.objects.create(round=round, person=actor, at=at)
    return done(end, workshop=workshop.pk, round=round.number)


@action("consulting.write_card")
def write_card(*, actor, at, round, words, problem="", place=None):
    """Write a problem on a card, from a place without an account, or as whoever leads the workshop."""
    if actor is not None:
        _led(actor, at, round.workshop)
    _locked(round.workshop)
    _require_open(round, Kind.CARDS)
    words, terms = " ".join(words.split()), workshop_terms()
    require(
        0 < len(words) <= terms.card_length,
        NOT_TAKEN,
        _("The card is empty, or longer than %(most)s characters.") % {"most": terms.card_length},
        _("Say in a sentence what is wrong."),
    )
    require(not problem or problem in guide().problems, NOT_TAKEN, _("There is no such problem."), _("Leave it open."))
    if actor is None:
        _require_seat(round, place)
        own = Card.objects.filter(round=round, place=place)
        require(
            own.count() < terms.cards,
            NOT_TAKEN,
            _("You have written %(most)s cards, which is as many as one person may.") % {"most": terms.cards},
            _("Wait for the dots: you can give them to cards of others as well."),
        )
        require(not own.filter(words=words).exists(), NOT_TAKEN, _("You have written this card."), _("Write another."))
    Card.objects.create(round=round, place=place if actor is None else None, words=words, problem=problem)
    return done(round)


@action("consulting.sort_card")
def sort_card(*, actor, at, card, problem="", why=""):
    """Put a card under a problem, or set it aside for a reason; the last word counts."""
    workshop = _led(actor, at, card.round.workshop)
    what, why = _("The card was not sorted."), why.strip()
    dots = open_round(workshop)
    require(
        dots is None or dots.kind != Kind.DOTS,
        what,
        _("Dots are being given to the problems as they are."),
        _("Close the round first."),
    )
    require(
        (problem in guide().problems) != bool(why),
        what,
        _("A card stands under a problem of the list, or is set aside for a reason."),
        _("Choose a problem, or say why the card is set aside."),
    )
    sorting = CardSorting.objects.create(card=card, problem=problem, why=why, person=actor, at=at)
    return done(sorting, card=card.pk, problem=problem, why=why)


@action("consulting.give_dots")
def give_dots(*, actor, at, round, place, dots):
    """Give the dots of a place to problems; given anew in the same round, they replace what the place gave before."""
    _locked(round.workshop)
    _require_open(round, Kind.DOTS)
    _require_seat(round, place)
    terms, dots = workshop_terms(), {problem: number for problem, number in dots.items() if number}
    require(
        set(dots) <= set(round.problems) and all(isinstance(one, int) and one > 0 for one in dots.values()),
        NOT_TAKEN,
        _("Dots stand on problems that are not on the list, or are no whole numbers."),
        _("Open the page again and give them there."),
    )
    require(
        0 < sum(dots.values()) <= round.dots and max(dots.values()) <= min(terms.on_one, round.dots),
        NOT_TAKEN,
        _("You have %(dots)s dots, and at most %(one)s may stand on one problem.")
        % {"dots": round.dots, "one": min(terms.on_one, round.dots)},
        _("Take some away, or give one at least."),
    )
    before = DotSheet.objects.filter(round=round, place=place).last()
    require(
        before is None or before.turn < terms.changes,
        NOT_TAKEN,
        _("You have changed your dots %(most)s times.") % {"most": terms.changes},
        _("They stay as they were given last."),
    )
    DotSheet.objects.create(
        round=round,
        place=place,
        turn=before.turn + 1 if before else 1,
        dots=dict(sorted(dots.items())),
        given=sum(dots.values()),
        allowed=round.dots,
    )
    return done(round)


def _seat(workshop, citizens, experts, what) -> None:
    terms, taken = workshop_terms(), workshop.places.count()
    wanted = (citizens, experts)
    require(
        all(isinstance(one, int) and one >= 0 for one in wanted) and 0 < sum(wanted) <= terms.places - taken,
        what,
        _("A workshop has between 1 and %(most)s places.") % {"most": terms.places},
        _("Say how many people come, or hold another workshop."),
    )
    sides = [Place.Side.CITIZEN] * citizens + [Place.Side.EXPERT] * experts
    Place.objects.bulk_create(
        Place(workshop=workshop, number=n, side=side, slip=hash_of(slip_of(workshop.pk, n)))
        for n, side in enumerate(sides, taken + 1)
    )


def _problems(workshop) -> list[str]:
    """The problems under which cards stand, in the order of the rulebook; refused while a card waits to be sorted."""
    cards = cards_of(workshop)
    waiting = [card for card in cards if card.waits]
    require(
        not waiting,
        NOT_OPENED,
        _("%(count)s cards stand under no problem yet.") % {"count": len(waiting)},
        _("Sort every card, or set it aside for a reason."),
    )
    found = {card.stands for card in cards if card.stands}
    require(
        len(found) > 1,
        NOT_OPENED,
        _("There are not two problems to choose between."),
        _("Let cards be written first, or write some yourself."),
    )
    return [problem for problem in guide().problems if problem in found]


def _locked(workshop) -> Workshop:
    return Workshop.objects.select_for_update().get(pk=workshop.pk)


def _led(actor, at, workshop) -> Workshop:
    locked_under_way(actor, workshop.consultation, at)
    return _locked(workshop)


def _require_open(round, kind) -> None:
    ended = WorkshopRoundEnd.objects.filter(round=round).exists()
    require(round.kind == kind and not ended, NOT_TAKEN, CLOSED, LOOK)


def _require_seat(round, place) -> None:
    require(
        place is not None and place.workshop_id == round.workshop_id,
        NOT_TAKEN,
        _("This slip belongs to no place of this workshop."),
        _("Type the code as it is printed on the slip."),
    )
