"""A city's roadmap is planned, and a service of it is moved to another year at a price that is seen first."""

import math

from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.consulting.actions.consultation import locked_under_way
from cityloop.consulting.models import Roadmap
from cityloop.consulting.planning import MOST_MONEY, MOST_SERVICES, MOST_YEARS, inputs_of, planned
from cityloop.consulting.queries.roadmaps import services_of, standings_of
from cityloop.consulting.roadmap_reading import in_words
from cityloop.engine.edition import digest
from cityloop.engine.impossible import Impossible

WHAT = _("No roadmap was made.")


@action("consulting.plan_roadmap")
def plan_roadmap(*, actor, at, consultation, terms, wanted):
    """Plan the services `wanted` (of the consultation's shortlists) under `terms`; the city's own people may."""
    locked_under_way(actor, consultation, at)
    standings = standings_of(consultation)
    _require_terms(terms)
    _require_services(wanted, standings, len(terms.budgets))
    return _version(actor, at, consultation, inputs_of(terms, tuple(wanted), standings), None)


@action("consulting.move_service")
def move_service(*, actor, at, roadmap, code, year):
    """Fix a service of a roadmap in a year (1 is the first, 0 leaves it out); the rest is planned anew around it."""
    locked_under_way(actor, roadmap.consultation, at)
    inputs = roadmap.inputs
    require_movable(inputs, code, year)
    changed = {**inputs, "pinned": {**inputs["pinned"], code: year}}
    return _version(actor, at, roadmap.consultation, changed, roadmap)


@action("consulting.release_services")
def release_services(*, actor, at, roadmap):
    """Let every service of a roadmap start when it is best again."""
    locked_under_way(actor, roadmap.consultation, at)
    require(
        bool(roadmap.inputs["pinned"]), WHAT, _("No service is fixed in a year."), _("Move one to see what it costs.")
    )
    return _version(actor, at, roadmap.consultation, {**roadmap.inputs, "pinned": {}}, roadmap)


def require_movable(inputs, code, year) -> None:
    """Refuse a service that is not in the planning, and a year in which it cannot start."""
    row = next((row for row in inputs["services"] if row["code"] == code), None)
    require(row is not None, WHAT, _("This service is not in the planning."), _("Choose one of the roadmap."))
    years = len(inputs["budgets"])
    require(year in range(years + 1), WHAT, _("The roadmap has no such year."), _("Choose one of its years."))
    words = {"year": inputs["first_year"] + row["earliest"] - 1}
    require(
        not year or year >= row["earliest"],
        WHAT,
        _("This service cannot start before %(year)s.") % words,
        _("Choose a later year, or plan anew with another earliest year."),
    )


def _version(actor, at, consultation, inputs, made_from):
    try:
        result = planned(inputs)
    except Impossible as impossible:
        raise conflict(impossible, inputs) from impossible
    sealed = digest({"consultation": consultation.pk, "inputs": inputs, "result": result})
    latest = consultation.roadmaps.first()
    require(
        latest is None or latest.digest != sealed,
        WHAT,
        _("The last version is exactly this one."),
        _("Open it, or change the budgets or the services."),
    )
    roadmap = Roadmap.objects.create(
        consultation=consultation,
        version=latest.version + 1 if latest else 1,
        made_from=made_from,
        inputs=inputs,
        result=result,
        digest=sealed,
        first_year=inputs["first_year"],
        last_year=inputs["first_year"] + len(inputs["budgets"]) - 1,
        chosen=sum(year > 0 for year in result["years"].values()),
        spent=result["spent"],
        person=actor,
        at=at,
    )
    return done(roadmap, version=roadmap.version, digest=sealed, chosen=roadmap.chosen, spent=roadmap.spent)


def conflict(impossible: Impossible, inputs) -> Refused:
    """Which wishes cannot hold together, and each that would do to give up, with the services by name."""
    names = {code: str(service) for code, service in services_of(row["code"] for row in inputs["services"]).items()}
    remedies = [in_words(text, names, inputs["first_year"]) for text in impossible.remedies]
    return Refused(WHAT, in_words(impossible.why, names, inputs["first_year"]), "; ".join(remedies))


def _require_terms(terms) -> None:
    require(
        0 < len(terms.budgets) <= MOST_YEARS,
        WHAT,
        _("A roadmap has between 1 and %(most)s years.") % {"most": MOST_YEARS},
        _("Give a budget for each year."),
    )
    require(
        terms.staff is None or len(terms.staff) == len(terms.budgets),
        WHAT,
        _("Staff and budgets have different numbers of years."),
        _("Give the staff of every year that has a budget, or of none."),
    )
    amounts = [*terms.budgets, *(terms.staff or ()), terms.whole or 0, terms.rate, terms.uncertainty]
    _require_amounts(amounts)
    require(terms.rate <= 50, WHAT, _("The discount is above 50 % a year."), _("Give a smaller one."))


def _require_services(wanted, standings, years) -> None:
    codes = [one.code for one in wanted]
    require(bool(codes), WHAT, _("No service may be planned."), _("Take in at least one of the shortlists."))
    require(
        len(codes) <= MOST_SERVICES,
        WHAT,
        _("These are more than %(most)s services.") % {"most": MOST_SERVICES},
        _("Leave out those that nobody means to build."),
    )
    require(
        len(set(codes)) == len(codes) and set(codes) <= set(standings),
        WHAT,
        _("A service is there twice, or on no shortlist of this consultation."),
        _("Choose from the shortlists."),
    )
    require(
        all(one.code not in (one.after, one.apart) for one in wanted),
        WHAT,
        _("A service cannot wait for itself or exclude itself."),
        _("Choose another service."),
    )
    strange = {other for one in wanted for other in (one.after, one.apart) if other} - set(codes)
    require(
        not strange,
        WHAT,
        _("A service waits for one, or excludes one, that is not in the planning."),
        _("Take the other one in as well, or take the link away."),
    )
    require(
        all(1 <= one.earliest <= MOST_YEARS for one in wanted),
        WHAT,
        _("An earliest year lies outside the roadmap."),
        _("Count years from 1."),
    )
    _require_amounts([amount for one in wanted for amount in (one.capex, one.opex, one.staff)])


def _require_amounts(amounts) -> None:
    require(
        all(isinstance(one, int | float) and math.isfinite(one) and 0 <= one <= MOST_MONEY for one in amounts),
        WHAT,
        _("An amount is negative, no number, or too large."),
        _("Give amounts in KRW million, zero or more."),
    )
