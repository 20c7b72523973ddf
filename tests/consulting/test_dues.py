from datetime import date, timedelta

import pytest
from cast import AT, person
from consulting.test_weighing import by, points
from django.utils.translation import override

from cityloop.consulting.actions import (
    agree,
    answer_in_january,
    end_agreed_action,
    give_weights,
    make_shortlist,
    measure_year_end,
    open_weighing,
    plan_roadmap,
)
from cityloop.consulting.planning import Terms, Wanted
from cityloop.consulting.queries import waiting_for


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def titles(world, on, who=None):
    return [one.title for one in waiting_for(who or world.officer, on)]


def test_a_weighing_waits_for_everybody_who_has_not_answered(advised):
    colleague = person("colleague", of=advised.cities["sofia"].organisation)
    weighing = open_weighing(**by(advised.officer), need=advised.need, method="swing")
    asked = "Say how much each criterion counts: Street crime and fear"
    assert asked in titles(advised, AT.date()) and asked in titles(advised, AT.date(), colleague)
    give_weights(**by(advised.officer), weighing=weighing, answers=points(fit=100))
    assert asked not in titles(advised, AT.date()) and asked in titles(advised, AT.date(), colleague)
    assert titles(advised, AT.date(), advised.outsider) == []


def test_what_was_agreed_waits_from_a_week_before_its_day_until_it_ends(advised):
    due = AT.date() + timedelta(days=20)
    told = {"stage": "experts", "what": "Ask for the flow data", "who": "Water office", "due_on": due}
    agreed = agree(**by(advised.officer), consultation=advised.consultation, **told)
    assert told["what"] not in titles(advised, due - timedelta(days=8))
    assert told["what"] in titles(advised, due - timedelta(days=7))
    assert told["what"] in titles(advised, due + timedelta(days=90))
    end_agreed_action(**by(advised.officer), agreed=agreed, outcome="done")
    assert told["what"] not in titles(advised, due)


def test_december_asks_for_measurements_and_january_for_what_follows(advised):
    make_shortlist(**by(advised.officer), need=advised.need, importance=advised.importance)
    values = {"terms": Terms(2027, (400.0, 400.0)), "wanted": (Wanted("lockers", 100.0, 20.0),)}
    roadmap = plan_roadmap(**by(advised.officer), consultation=advised.consultation, **values)
    measure, answer = "Measure what 1 services did in 2027", "Say in the January plan what follows from 1 measurements"
    assert titles(advised, date(2026, 12, 5)) == titles(advised, date(2027, 11, 30)) == []
    assert titles(advised, date(2027, 12, 1)) == titles(advised, date(2028, 1, 9)) == [measure]
    end = AT.replace(year=2027, month=12, day=20)
    told = {"service": "lockers", "year": 2027, "measure": "Burglaries", "measured": 1.0, "source": "Police"}
    found = measure_year_end(actor=advised.officer, at=end, roadmap=roadmap, **told)
    assert titles(advised, date(2027, 12, 21)) == []
    assert titles(advised, date(2028, 1, 9)) == [answer]
    answer_in_january(actor=advised.officer, at=end, measurement=found, decision="keep", reason="As planned")
    assert titles(advised, date(2028, 1, 9)) == []
