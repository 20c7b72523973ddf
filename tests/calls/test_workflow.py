"""The table of a proposal: a gate ends it without a mark, and only the authority decides."""

from cityloop.assessment.models import Edition
from cityloop.assessment.procedure import PROCEDURES
from cityloop.calls import workflow


def rows(action):
    return [row for row in workflow.WORKFLOW.transitions if row.action == action]


def test_cases_of_a_call_follow_the_table_of_proposals():
    assert PROCEDURES[Edition.Kind.CALL].workflow is workflow.WORKFLOW


def test_what_was_excluded_is_never_marked():
    assert [(row.action, row.target) for row in workflow.WORKFLOW.leaving("excluded")] == [
        ("reopen_excluded", "submitted")
    ]
    assert {row.source for row in rows("save_marks")} == {"evaluation"}


def test_nothing_is_evaluated_that_was_not_admitted():
    ways_in = {row.source for row in workflow.WORKFLOW.transitions if row.target == "evaluation"} - {"evaluation"}
    assert ways_in == {"screened", "assessed"}


def test_selecting_and_leaving_out_are_for_the_authority_alone():
    ends = [row for row in workflow.WORKFLOW.transitions if row.target in ("selected", "reserve", "not_selected")]
    assert {role for row in ends for role in row.roles} == {"certifier"}


def test_a_proposal_can_be_withdrawn_until_it_is_decided():
    assert {row.source for row in rows("withdraw_case")} == set(workflow.OPEN)
