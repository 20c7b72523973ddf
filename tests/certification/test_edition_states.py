"""An edition is tried out, put in force and retired for one field at a time; who was judged stays judged."""

from datetime import date, timedelta

import pytest
from cast import AT, person
from certification.stage import MARKS, SCHEME, Stage, content
from django.utils.translation import override

from cityloop.assessment.actions import call_off_state, change_state, planned_changes, publish_edition
from cityloop.assessment.models import EditionState
from cityloop.assessment.queries import edition_in_force, state_of
from cityloop.audit.refusal import Refused
from cityloop.organisations.models import Membership

pytestmark = pytest.mark.django_db
State = EditionState.State
TODAY = AT.date()
LATER = date(2027, 3, 1)


class Scene(Stage):
    """The stage with a newer edition that nobody uses yet, and the scheme's owner."""

    def __init__(self):
        super().__init__()
        body = self.operator.memberships.get().organisation
        self.writer = person("writer", of=body, role=Membership.Role.SCHEME_OWNER)
        self.newer = publish_edition(
            actor=None, at=AT, content=content("2027", timeline=[{"from": "2026-09-01", "state": "draft"}])
        )

    def change(self, state, since=TODAY, profile="bus", actor=None, reason="It is time.", **more):
        return change_state(
            actor=actor or self.writer, at=AT, edition=self.newer, profile=profile, state=state, since=since,
            reason=reason, **more,
        )  # fmt: skip


@pytest.fixture
def scene():
    return Scene()


@pytest.mark.law("3(2)1")
def test_a_field_goes_from_mock_round_to_in_force_to_retired_and_each_change_says_who_and_why(scene):
    scene.change(State.MOCK)
    scene.change(State.IN_FORCE, LATER)
    scene.change(State.RETIRED, LATER + timedelta(days=365), reason="The field is no more.")
    days = (TODAY, LATER, LATER + timedelta(days=365))
    assert [state_of(scene.newer, "bus", day) for day in days] == ["mock", "in_force", "retired"]
    assert [state_of(scene.newer, "tram", day) for day in days] == ["draft"] * 3
    last = scene.newer.states.last()
    assert (last.decided_by, last.decided_at, last.reason) == (scene.writer, AT, "The field is no more.")


@pytest.mark.law("3(2)1", "12(1)")
def test_cases_opened_under_an_edition_stay_under_it_when_the_next_is_put_in_force(scene):
    case = scene.case("submitted")
    scene.change(State.MOCK)
    scene.change(State.IN_FORCE, TODAY + timedelta(days=1))
    case.refresh_from_db()
    assert case.edition == scene.edition
    case = scene.accept(case)
    evaluated = scene.mark_all(scene.seat(case), MARKS)
    assert (evaluated.state, evaluated.edition) == ("review", scene.edition)
    assert edition_in_force(SCHEME, "bus", TODAY + timedelta(days=1)).edition == scene.newer


def test_the_edition_in_force_until_then_is_retired_from_the_same_day_in_that_field_only(scene):
    scene.change(State.MOCK)
    scene.change(State.IN_FORCE, LATER)
    assert state_of(scene.edition, "bus", LATER - timedelta(days=1)) == "in_force"
    assert state_of(scene.edition, "bus", LATER) == "retired"
    assert state_of(scene.edition, "tram", LATER) == "mock"


def test_nothing_begins_before_today(scene):
    with override("en"), pytest.raises(Refused, match="is past"):
        scene.change(State.MOCK, TODAY - timedelta(days=1))


def test_a_field_without_a_mock_round_goes_in_force_only_where_that_is_said(scene):
    with override("en"), pytest.raises(Refused, match="has not had a mock round"):
        scene.change(State.IN_FORCE)
    assert scene.change(State.IN_FORCE, without_mock=True, reason="The law leaves no time.").state == "in_force"


def test_in_force_does_not_come_before_the_mock_round_that_is_planned(scene):
    scene.change(State.MOCK, LATER)
    with override("en"), pytest.raises(Refused, match="Another change is planned"):
        scene.change(State.IN_FORCE, TODAY, without_mock=True)


@pytest.mark.parametrize("state", [State.MOCK, State.DRAFT, State.IN_FORCE, "abroad"])
def test_states_never_go_back(scene, state):
    scene.change(State.MOCK)
    scene.change(State.IN_FORCE, LATER)
    with pytest.raises(Refused):
        scene.change(state, LATER + timedelta(days=1))


def test_a_planned_change_can_be_called_off_and_planned_again(scene):
    scene.change(State.MOCK)
    scene.change(State.IN_FORCE, LATER)
    call_off_state(actor=scene.writer, at=AT, edition=scene.newer, profile="bus", since=LATER, reason="Postponed.")
    assert planned_changes(scene.newer, "bus", TODAY) == []
    assert state_of(scene.newer, "bus", LATER) == "mock"
    assert state_of(scene.edition, "bus", LATER) == "in_force", "what was to be replaced stays in force"
    with override("en"), pytest.raises(Refused, match="No change is planned"):
        call_off_state(actor=scene.writer, at=AT, edition=scene.newer, profile="bus", since=LATER, reason="Again.")
    scene.change(State.IN_FORCE, LATER)
    assert [row.state for row in planned_changes(scene.newer, "bus", TODAY)] == ["in_force"]


def test_nobody_but_the_owner_changes_a_state_and_a_reason_is_needed(scene):
    for somebody in (scene.operator, scene.certifier, scene.stranger):
        with pytest.raises(Refused):
            scene.change(State.MOCK, actor=somebody)
    with override("en"), pytest.raises(Refused, match="There is no reason"):
        scene.change(State.MOCK, reason=" ")
    with override("en"), pytest.raises(Refused, match="no field"):
        scene.change(State.MOCK, profile="ship")
    assert scene.newer.states.exclude(state="draft").count() == 0
