"""Every step of an inquiry into an evaluation body, at every state, by every role: as its table says, or refused."""

import pytest
from certification.test_evaluation_bodies import GROUND, lab, opened  # noqa: F401 - a fixture of that file
from django.db import transaction
from django.utils.translation import override

from cityloop.assessment.rules import CERTIFIER, OPERATOR
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.tables import HOLDER, INQUIRY

PEOPLE = {
    "examiner": {HOLDER},
    "operator": {OPERATOR},
    "certifier": {CERTIFIER},
    "applicant": set(),
    "stranger": set(),
}
WHY = {"reason": "because"}
STEPS = {
    "file_statement": (actions.file_statement, WHY),
    "find_in_order": (actions.find_in_order, WHY),
    "propose_end": (actions.propose_end, WHY),
    "end_as_proposed": (actions.end_as_proposed, WHY | {"ground": GROUND.FRAUD}),
    "let_designation_stand": (actions.let_designation_stand, WHY),
}
WAYS = {
    "opened": [],
    "stated": [("file_statement", "examiner")],
    "in_order": [("find_in_order", "operator")],
    "end_proposed": [("file_statement", "examiner"), ("propose_end", "operator")],
}
WAYS["ended"] = [*WAYS["end_proposed"], ("end_as_proposed", "certifier")]
LAST, LATER = 13, 14  # the last day to answer, and the first on which the officer need not wait


def happens(stage, inquiry, action, who):
    function, given = STEPS[action]
    days = LAST if who == "examiner" else LATER
    before = Entry.objects.count()
    with transaction.atomic():
        try:
            function(**stage.step(getattr(stage, who), days), inquiry=inquiry, **given)
        except Refused as refusal:
            assert all(str(part).strip() for part in (refusal.what, refusal.why, refusal.remedy))
            assert Entry.objects.count() == before
            return False
        transaction.set_rollback(True)
    return True


def test_the_walk_knows_every_step_of_the_table():
    assert set(STEPS) == {row.action for row in INQUIRY.transitions}


@pytest.mark.law("3(2)10", "6(6)")
@pytest.mark.parametrize("state", list(INQUIRY.states))
def test_in_each_state_exactly_the_table_decides_who_may_do_what(stage, lab, state):  # noqa: F811
    inquiry = opened(stage, lab)
    for action, who in WAYS[state]:
        function, given = STEPS[action]
        inquiry = function(**stage.step(getattr(stage, who), 5), inquiry=inquiry, **given)
    assert inquiry.state == state
    with override("en"):
        did = {(action, who) for action in STEPS for who in PEOPLE if happens(stage, inquiry, action, who)}
    rows = INQUIRY.leaving(state)
    wanted = {(row.action, who) for row in rows for who, roles in PEOPLE.items() if row.roles & roles}
    assert did == wanted
