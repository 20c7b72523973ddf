"""At a year's end each started service is measured; the plan of January says what is made of it."""

import math

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.consulting.actions.consultation import locked_under_way
from cityloop.consulting.models import JanuaryPlan, YearEnd

WHAT = _("Nothing was recorded.")


@action("consulting.measure_year_end")
def measure_year_end(*, actor, at, roadmap, year, service, measure, measured, source, expected=None, unit=""):
    """Record what a service of a roadmap did by the end of a year that is over, or in its last month."""
    locked_under_way(actor, roadmap.consultation, at)
    start = roadmap.result["years"].get(service)
    require(
        bool(start) and roadmap.first_year + start - 1 <= year <= roadmap.last_year,
        WHAT,
        _("In this year the service is not running by this roadmap."),
        _("Choose a service and a year of the roadmap."),
    )
    today = timezone.localdate(at)
    require(
        (today.year, today.month) >= (year, 12),
        WHAT,
        _("The year is not at its end yet."),
        _("Measure in December of that year or later."),
    )
    numbers = [number for number in (measured, expected) if number is not None]
    require(
        all(math.isfinite(number) for number in numbers) and measure.strip() and source.strip(),
        WHAT,
        _("A measurement needs a number, what it measures, and its source."),
        _("Fill in every field."),
    )
    found = YearEnd.objects.create(
        roadmap=roadmap, year=year, service=service, measure=measure, measured=measured, expected=expected, unit=unit,
        source=source, person=actor, at=at,
    )  # fmt: skip
    return done(found, service=service, year=year, measured=measured)


@action("consulting.answer_in_january")
def answer_in_january(*, actor, at, measurement, decision, reason):
    """Say what the plan of January makes of a measurement of the year before."""
    locked_under_way(actor, measurement.roadmap.consultation, at)
    require(
        decision in JanuaryPlan.Decision.values, WHAT, _("There is no such decision."), _("Choose one of the list.")
    )
    require(bool(reason.strip()), WHAT, _("A decision needs its reason."), _("Give the reason in a sentence."))
    require(
        not JanuaryPlan.objects.filter(measurement=measurement).exists(),
        WHAT,
        _("This measurement has its answer already."),
        _("A new measurement can be answered anew."),
    )
    answer = JanuaryPlan.objects.create(
        measurement=measurement, decision=decision, reason=reason.strip(), person=actor, at=at
    )
    return done(answer, service=measurement.service, year=measurement.year, decision=decision)
