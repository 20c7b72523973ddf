"""Seats, money and caps of a round: taken by a selection, freed by an award that is declined. Steps of actions."""

from django.db.models import F

from cityloop.assessment.queries import compiled
from cityloop.calls.models import CapUse, SelectionResult, SelectionRound
from cityloop.calls.selecting import groups_of, limits_of


def take(round, groups, cost: int, caps=None) -> None:
    """Take a seat, so much money, and a place under each cap; the database refuses what the round does not have.

    `caps` are those of the scenario that was approved, where they are not the edition's own.
    """
    SelectionRound.objects.filter(pk=round.pk).update(taken=F("taken") + 1, spent=F("spent") + cost)
    most = limits_of(round).caps if caps is None else caps
    for by, value in groups.items():
        if value and by in most:
            use, _made = CapUse.objects.get_or_create(round=round, by=by, value=value, defaults={"at_most": most[by]})
            CapUse.objects.filter(pk=use.pk).update(taken=F("taken") + 1)


def free(case) -> None:
    """What a selected proposal took is free again for the reserve list; nothing where no round selected it."""
    row = case.results.filter(verdict=SelectionResult.Verdict.SELECTED).order_by("at", "pk").last()
    if row is None:
        return
    SelectionRound.objects.filter(pk=row.round_id).update(taken=F("taken") - 1, spent=F("spent") - row.amount)
    for by, value in groups_of(case, compiled(case.edition)).items():
        CapUse.objects.filter(round=row.round_id, by=by, value=value, taken__gt=0).update(taken=F("taken") - 1)
