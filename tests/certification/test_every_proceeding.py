"""Every step of every proceeding at every state by every role: either it happens, or three sentences say why not."""

import pytest
from certification.aftermath import UNTIL_2
from django.db import transaction
from django.utils.translation import override

from cityloop.assessment.rules import CERTIFIER, HEARER, OPERATOR
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.tables import APPEAL, HOLDER, WITHDRAWAL

PEOPLE = {
    "applicant": {HOLDER},
    "operator": {OPERATOR},
    "certifier": {CERTIFIER},
    "assessor": set(),
    "stranger": set(),
}
WHY = {"reason": "because"}
WITHDRAWING = {
    "propose_withdrawal": (actions.propose_withdrawal, WHY),
    "find_no_ground": (actions.find_no_ground, WHY),
    "give_notice_1": (actions.give_notice, WHY),
    "give_notice_2": (actions.give_notice, WHY),
    "file_explanation": (actions.file_explanation, WHY),
    "give_opinion": (actions.give_opinion, WHY),
    "withdraw_certificate": (actions.withdraw_certificate, WHY),
    "close_withdrawal": (actions.close_withdrawal, WHY),
}


APPEALING = {
    "take_appeal": (actions.take_appeal, {}),
    "uphold_appeal": (actions.uphold_appeal, {"reason": "because", "back_to": "review"}),
    "dismiss_appeal": (actions.dismiss_appeal, {"reason": "because"}),
    "take_back_appeal": (actions.take_back_appeal, {}),
}


def happens(aftermath, found, step, who, days):
    """Try a step and take it back; a refusal has three sentences and leaves no entry in the record."""
    function, given = step
    before = Entry.objects.count()
    with transaction.atomic():
        try:
            function(**aftermath.step(who, days), **{found.kind: found}, **given)
        except Refused as refusal:
            assert all(str(part).strip() for part in (refusal.what, refusal.why, refusal.remedy))
            assert Entry.objects.count() == before
            return False
        assert Entry.objects.count() > before
        transaction.set_rollback(True)
    return True


def expected(table, state, action, who):
    return any(row.action == action and row.roles & PEOPLE[who] for row in table.leaving(state))


def test_the_walk_knows_every_step_of_the_table():
    assert set(WITHDRAWING) == {row.action for row in WITHDRAWAL.transitions}
    assert set(APPEALING) == {row.action for row in APPEAL.transitions}


@pytest.mark.law("17(1)", "17(2)", "17(3)")
@pytest.mark.parametrize("state", list(WITHDRAWAL.states))
def test_in_each_state_of_a_withdrawal_exactly_the_table_decides_who_may_do_what(aftermath, state):
    found = aftermath.withdrawal(state)
    assert found.state == state
    # Deadlines decide too: the holder acts on the last day, everybody else once it is past.
    day = {"applicant": 20 if state == "notice_1" else UNTIL_2}
    with override("en"):
        did = {
            (action, who)
            for action, step in WITHDRAWING.items()
            for who in PEOPLE
            if happens(aftermath, found, step, who, day.get(who, UNTIL_2 + 1))
        }
    wanted = {(a, who) for a in WITHDRAWING for who in PEOPLE if expected(WITHDRAWAL, state, a, who)}
    if state in ("notice_1",):  # one action gives both notices: the second, once the first was given
        wanted |= {("give_notice_1", "certifier")}
    if state == "proposed":
        wanted |= {("give_notice_2", "certifier")}
    assert did == wanted


def appeal_in(aftermath, state):
    found = aftermath.appeal(aftermath.stage.case("refused").decisions.last(), 10)
    if state == "taken_back":
        return actions.take_back_appeal(**aftermath.step("applicant", 11), appeal=found)
    if state != "filed":
        found = actions.take_appeal(**aftermath.step("hearer", 11), appeal=found)
    if state == "upheld":
        return aftermath.uphold(found, back_to="review")
    return aftermath.dismiss(found) if state == "dismissed" else found


@pytest.mark.law("3(2)3")
@pytest.mark.parametrize("state", list(APPEAL.states))
def test_in_each_state_of_an_appeal_exactly_the_table_decides_who_may_do_what(aftermath, state):
    found = appeal_in(aftermath, state)
    assert found.state == state
    people = {**PEOPLE, "hearer": {CERTIFIER, HEARER}}
    took_part = {("take_appeal", "operator"), ("take_appeal", "certifier")}
    with override("en"):
        did = set()
        for action, (function, given) in APPEALING.items():
            given = given | ({"digest": found.appealed_digest} if "reason" in given else {})
            did |= {(action, who) for who in people if happens(aftermath, found, (function, given), who, 14)}
    wanted = {
        (action, who)
        for action in APPEALING
        for who, roles in people.items()
        if any(row.action == action and row.roles & roles for row in APPEAL.leaving(state))
    }
    assert did == wanted - took_part
