"""In each state until the screening ends, exactly the table of proposals decides who may do what."""

import pytest
from calls.stage import TRIAL

from cityloop.assessment.actions import answer_invitation, withdraw_case
from cityloop.assessment.actions.steps import permit
from cityloop.audit.refusal import Refused
from cityloop.calls import workflow
from cityloop.calls.actions import add_partner, remove_partner

pytestmark = pytest.mark.django_db
STATES = ("draft", "submitted", "supplement", "screened", "excluded", "withdrawn")
ACTIONS = sorted({row.action for row in workflow.WORKFLOW.transitions})


def brought(stage, state):
    """A proposal in a state, whose university takes part in it."""
    case = stage.fill(stage.draft(), partner=state != "excluded")
    add_partner(**stage.step(stage.lead), case=case, organisation=stage.university, role="Site", parts=["summary"])
    if state == "excluded":
        asked = case.partners.get(organisation=stage.university)
        remove_partner(**stage.step(stage.lead), case=case, partner=asked)
    else:
        answer_invitation(**stage.step(stage.partner), case=case, agree=True)
    if state == "draft":
        return case
    case = stage.hand_in(case)
    ways = {
        "submitted": lambda: case,
        "supplement": lambda: stage.ask_supplement(case),
        "screened": lambda: stage.admit(case),
        "excluded": lambda: stage.exclude(case),
        "withdrawn": lambda: withdraw_case(**stage.step(stage.lead, 4), case=case),
    }
    return ways[state]()


def people(stage, state):
    """Everybody with what they are to the proposal."""
    joined = {"applicant"} if state != "excluded" else set()
    return {
        stage.lead: {"applicant", "lead"},
        stage.partner: joined,
        stage.officers[TRIAL]: {"operator"},
        stage.officers["plan"]: set(),
        stage.authority: {"certifier"},
        stage.stranger: set(),
    }


@pytest.mark.parametrize("state", STATES)
def test_in_each_state_exactly_the_table_decides_who_may_do_what(stage, state):
    case = brought(stage, state)
    assert case.state == state
    wrong = []
    for who, roles in people(stage, state).items():
        allowed = {row.action for row in workflow.WORKFLOW.allowed(state, roles)}
        for action in ACTIONS:
            try:
                permit(case, action, **stage.step(who, 5))
                passed = True
            except Refused:
                passed = False
            if passed != (action in allowed):
                wrong.append((str(who), action, passed))
    assert wrong == []
