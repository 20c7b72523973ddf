"""People say apart how much each criterion counts, look at it together, and agree; every step is a new fact."""

from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.consulting.actions.consultation import locked_under_way
from cityloop.consulting.models import AgreedWeights, OwnWeights, Weighing, WeighingShown
from cityloop.consulting.queries.weighings import latest_answers
from cityloop.consulting.weights import HUNDRED, criteria, weighed
from cityloop.engine.edition import digest

WHAT = _("The weights were not recorded.")
LEAST = 2


@action("consulting.open_weighing")
def open_weighing(*, actor, at, need, method):
    """Ask the city's people and advisers, by one method, how much each criterion counts for a need."""
    locked_under_way(actor, need.consultation, at)
    what = _("The weighing was not opened.")
    require(method in Weighing.Method.values, what, _("There is no such method."), _("Choose one of the list."))
    waiting = need.weighings.filter(shown__isnull=True).exists()
    require(not waiting, what, _("One is under way for this need."), _("Answer it, or lay the weights side by side."))
    weighing = Weighing.objects.create(need=need, method=method, person=actor, at=at)
    return done(weighing, need=need.pk, method=method)


@action("consulting.give_weights")
def give_weights(*, actor, at, weighing, answers, said_by=None, despite=False):
    """Record what one person answered, apart from all others.

    `said_by` is the adviser whose answers are typed in. Answers that contradict each other are refused unless the
    person keeps them `despite` that.
    """
    _locked(actor, at, weighing)
    _require_apart(weighing)
    require(
        said_by is None or said_by.consultation_id == weighing.need.consultation_id,
        WHAT,
        _("There is no such adviser in this consultation."),
        _("Choose one of the list, or name the adviser first."),
    )
    try:
        found = weighed(weighing.method, answers)
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused(
            WHAT, _("An answer is missing or lies outside the scale."), _("Go through the form again.")
        ) from wrong
    require(
        despite or not found.contradicts,
        WHAT,
        _("The answers contradict each other."),
        _("Look at the comparisons that are named, or say that you keep them."),
    )
    told = {"weights": dict(found.weights), "inconsistency": found.inconsistency}
    row = OwnWeights.objects.create(
        weighing=weighing, person=actor, said_by=said_by, answers=answers, at=at, **told
    )  # fmt: skip
    return done(row, weighing=weighing.pk, said_by=said_by.pk if said_by else None, **told)


@action("consulting.show_weights")
def show_weights(*, actor, at, weighing):
    """Lay the weights of all beside each other; from then on nobody changes the own."""
    _locked(actor, at, weighing)
    _require_apart(weighing)
    require(
        len(latest_answers(weighing)) >= LEAST,
        _("The weights were not laid side by side."),
        _("Fewer than two people have answered."),
        _("Ask another one, or weigh alone."),
    )
    shown = WeighingShown.objects.create(weighing=weighing, person=actor, at=at)
    return done(shown, weighing=weighing.pk)


@action("consulting.agree_on_weights")
def agree_on_weights(*, actor, at, weighing, points, reason):
    """Record the points out of a hundred on which those who weighed agreed, and how they came to them."""
    _locked(actor, at, weighing)
    what, reason = _("No weights were agreed on."), reason.strip()
    require(
        WeighingShown.objects.filter(weighing=weighing).exists(),
        what,
        _("The weights of all were not laid side by side yet."),
        _("Do that first, so that everybody has seen them."),
    )
    require(
        set(points) == set(criteria())
        and all(isinstance(one, int) and one >= 0 for one in points.values())
        and sum(points.values()) == HUNDRED,
        what,
        _("The points are not a hundred together."),
        _("Add or take some away until they are."),
    )
    require(bool(reason), what, _("It is not said how it was agreed."), _("Say it in a sentence."))
    sealed = digest({"weighing": weighing.pk, "points": points, "reason": reason})
    last = weighing.agreements.last()
    require(
        last is None or last.digest != sealed,
        what,
        _("Exactly this was agreed on already."),
        _("Make the shortlist with it."),
    )
    agreed = AgreedWeights.objects.create(
        weighing=weighing, points=dict(points), reason=reason, digest=sealed, person=actor, at=at
    )
    return done(agreed, weighing=weighing.pk, points=dict(points), digest=sealed)


def _locked(actor, at, weighing) -> Weighing:
    locked_under_way(actor, weighing.need.consultation, at)
    return Weighing.objects.select_for_update().get(pk=weighing.pk)


def _require_apart(weighing) -> None:
    require(
        not WeighingShown.objects.filter(weighing=weighing).exists(),
        WHAT,
        _("The weights of all lie side by side already."),
        _("Agree on common ones, or open another weighing."),
    )
