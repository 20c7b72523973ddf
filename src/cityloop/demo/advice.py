"""What one city does with its shortlists: a roadmap, and what was agreed. Every budget and every person is made up."""

from cityloop.consulting.actions import move_service, plan_roadmap
from cityloop.consulting.planning import Terms, Wanted
from cityloop.consulting.queries.roadmaps import standings_of
from cityloop.demo.cast import Cast

BUDGETS, STAFF, WHOLE = (3_000, 3_000, 2_500, 2_500, 2_500), (4, 7, 8, 10, 10), 12_000
AFTER = {"safe-walk-home": "adaptive-streetlight"}
LATE = "air-quality-mesh"


def play(cast: Cast, consultation) -> None:
    """Plan what the directory knows the cost of, then move one service to see its price."""
    officer = cast.people["city"]
    known = [one for one in standings_of(consultation).values() if None not in (one.capex, one.opex)]
    terms = Terms(cast.at.year + 1, BUDGETS, STAFF, WHOLE)
    values = {"consultation": consultation, "terms": terms, "wanted": [_wanted(one, known) for one in known]}
    roadmap = plan_roadmap(actor=officer, at=cast.at, **values)
    if year := roadmap.result["years"].get(LATE):
        move_service(actor=officer, at=cast.at, roadmap=roadmap, code=LATE, year=min(year + 1, len(terms.budgets)))


def _wanted(one, known) -> Wanted:
    first = AFTER.get(one.code, "")
    after = first if first in {other.code for other in known} else ""
    return Wanted(one.code, one.capex, one.opex, staff=1 if one.capex <= 500 else 2, after=after)
