"""The status of a certificate is the fold of what happened to it, and of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityloop.engine.standing import EXPIRED, IN_FORCE, NEXT, NOT_ISSUED, Happening, fold, follows, standing

FIRST, LAST = date(2026, 7, 1), date(2028, 7, 1)
KINDS = sorted({kind for _, kind in NEXT})
STATUSES = {NOT_ISSUED, *NEXT.values()}


def told(*kinds):
    return [Happening(kind, FIRST + timedelta(days=n)) for n, kind in enumerate(kinds)]


@st.composite
def histories(draw):
    days = sorted(draw(st.lists(st.integers(0, 900), max_size=12)))
    return [Happening(draw(st.sampled_from(KINDS)), FIRST + timedelta(days=day)) for day in days]


@pytest.mark.law("16(2)", "17(1)")
@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        (["issued"], "valid"),
        (["issued", "suspended"], "suspended"),
        (["issued", "suspended", "reinstated"], "valid"),
        (["issued", "suspended", "withdrawn"], "withdrawn"),
        (["issued", "withdrawn", "suspended"], "withdrawn"),
        (["issued", "withdrawn", "reinstated"], "valid"),
        (["issued", "expired", "reinstated"], "expired"),
        (["issued", "superseded", "withdrawn"], "superseded"),
        (["suspended"], ""),
    ],
)
def test_a_history_has_its_status(kinds, status):
    assert fold(told(*kinds)).status == status


@pytest.mark.law("16(2)")
def test_a_certificate_is_valid_through_its_last_day_and_expired_the_day_after():
    events = told("issued")
    assert standing(events, LAST, LAST).status == "valid"
    after = standing(events, LAST, LAST + timedelta(days=1))
    assert (after.status, after.since, after.by) == (EXPIRED, LAST + timedelta(days=1), None)


def test_a_day_in_the_past_knows_nothing_of_what_came_later():
    events = [*told("issued"), Happening("withdrawn", FIRST + timedelta(days=90))]
    assert standing(events, LAST, FIRST + timedelta(days=89)).status == "valid"
    assert standing(events, LAST, FIRST - timedelta(days=1)).status == NOT_ISSUED


@given(histories())
def test_the_status_follows_from_the_happening_it_names(events):
    found = fold(events)
    assert found.status in STATUSES
    assert (found.status == NOT_ISSUED) == (found.by is None)
    if found.by is not None:
        before = fold(events[: found.by]).status
        assert follows(before, events[found.by].kind) and found.since == events[found.by].on


@given(histories(), st.integers(0, 11))
def test_to_record_a_thing_twice_changes_nothing(events, place):
    twice = [*events[: place + 1], *events[place : place + 1], *events[place + 1 :]]
    assert fold(twice).status == fold(events).status


@given(histories())
def test_what_cannot_follow_can_be_left_out(events):
    kept = [event for n, event in enumerate(events) if follows(fold(events[:n]).status, event.kind)]
    assert fold(kept).status == fold(events).status


@given(histories(), st.integers(0, 1_200))
def test_once_the_last_day_is_past_nothing_is_in_force(events, days):
    found = standing(events, LAST, LAST + timedelta(days=1 + days))
    assert found.status not in IN_FORCE


@given(histories())
def test_recording_the_expiry_agrees_with_the_calendar(events):
    """What the hourly job writes is what every page said since midnight."""
    on = LAST + timedelta(days=300)
    by_calendar = standing(events, LAST, on).status
    if by_calendar == EXPIRED and fold(events).status in IN_FORCE:
        events = [*events, Happening("expired", on)]
    assert fold(events).status == by_calendar
