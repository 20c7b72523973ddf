"""What one city does with its shortlists: a roadmap, and what was agreed. Every budget and every person is made up."""

from datetime import timedelta

from django.utils import timezone

from cityloop.consulting.actions import (
    agree,
    make_report,
    move_service,
    plan_roadmap,
    record_meeting,
    settle_task,
)
from cityloop.consulting.planning import Terms, Wanted
from cityloop.consulting.queries.roadmaps import standings_of
from cityloop.demo.cast import Cast

BUDGETS, STAFF, WHOLE = (3_000, 3_000, 2_500, 2_500, 2_500), (4, 7, 8, 10, 10), 12_000
AFTER = {"safe-walk-home": "adaptive-streetlight"}
LATE = "air-quality-mesh"
BASE = "https://cityloop.example"


def play(cast: Cast, consultation) -> None:
    """Plan what the directory knows the cost of, move one service to see its price, and make the report."""
    _stages(cast, consultation)
    officer = cast.people["city"]
    known = [one for one in standings_of(consultation).values() if None not in (one.capex, one.opex)]
    terms = Terms(cast.at.year + 1, BUDGETS, STAFF, WHOLE)
    values = {"consultation": consultation, "terms": terms, "wanted": [_wanted(one, known) for one in known]}
    roadmap = plan_roadmap(actor=officer, at=cast.at, **values)
    if year := roadmap.result["years"].get(LATE):
        later = min(year + 1, len(terms.budgets))
        roadmap = move_service(actor=officer, at=cast.at, roadmap=roadmap, code=LATE, year=later)
    make_report(actor=officer, at=cast.at, roadmap=roadmap, base=BASE)


def _stages(cast: Cast, consultation) -> None:
    """The first stage is over, the second has begun."""
    who = {"actor": cast.people["city"], "at": cast.at, "consultation": consultation}
    today = timezone.localdate(cast.at)
    for task in ("scope", "data", "people"):
        settle_task(**who, stage="training", task=task, finished=True)
    record_meeting(
        **who,
        stage="experts",
        on=today - timedelta(days=6),
        place="시청 회의실",
        attended="담당 부서 3명, 자문위원 1명",
        minutes="야간 안전 서비스를 먼저 추진하고, 대기 측정망은 기존 측정소 자료를 확인한 뒤 정하기로 함.",
    )
    agree(**who, stage="experts", what="기존 대기 측정소 자료 확보", who="환경과", due_on=today + timedelta(days=30))


def _wanted(one, known) -> Wanted:
    first = AFTER.get(one.code, "")
    after = first if first in {other.code for other in known} else ""
    return Wanted(one.code, one.capex, one.opex, staff=1 if one.capex <= 500 else 2, after=after)
