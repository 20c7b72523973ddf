"""Every step of every proceeding at every state by every role: either it happens, or three sentences say why not."""

import pytest
from certification.aftermath import UNTIL_2
from certification.test_suspension import day
from django.db import transaction
from django.utils.translation import override

from cityloop.assessment.rules import CERTIFIER, HEARER, OPERATOR
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.tables import APPEAL, CHANGE, COMPLAINT, HOLDER, SURVEILLANCE, WITHDRAWAL

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


DAY = {"planned_on": day(40)}
TERMS = {"grounds": "because", "scope": "all", "condition": "mend it"}
REPORT = {"findings": "seen", "seen_on": day(19)}
FAILING = {"result": "nonconforming", "correction": "mend it", "correct_by": day(30), **REPORT}
OF_ALL = {
    "propose_suspension": (actions.propose_suspension, WHY),
    "suspend_as_proposed": (actions.suspend_as_proposed, TERMS),
    "decline_suspension": (actions.decline_suspension, WHY),
    "lead_to_withdrawal": (actions.lead_to_withdrawal, WHY | {"ground": "fraud"}),
    "reassess_change": (actions.reassess, WHY | DAY),
    "reassess_complaint": (actions.reassess, WHY | DAY),
}
WATCHING = {
    "report_conforming": (actions.report_surveillance, {"result": "conforming", **REPORT}),
    "report_nonconforming": (actions.report_surveillance, FAILING),
    "call_off": (actions.call_off, WHY),
    "report_correction": (actions.report_correction, WHY),
    "accept_correction": (actions.accept_correction, WHY),
}
NAMES = {"subject_ko": "새 버스", "subject_en": "New bus", "holder_ko": "다온", "holder_en": "Daon"}
ANSWERING = {
    "find_no_effect": (actions.find_no_effect, WHY),
    "reissue_certificate": (actions.reissue_certificate, WHY | NAMES),
    "take_complaint": (actions.take_complaint, {}),
    "answer_complaint": (actions.answer_complaint, WHY),
}
STEPS = OF_ALL | WATCHING | ANSWERING
TABLES = {"surveillance": SURVEILLANCE, "change": CHANGE, "complaint": COMPLAINT}
WAYS = {  # how each state is come to from the first: the steps, each with who takes it
    "planned": [],
    "conforming": [("report_conforming", "operator")],
    "correcting": [("report_nonconforming", "operator")],
    "cancelled": [("call_off", "operator")],
    "corrected": [("report_nonconforming", "operator"), ("report_correction", "applicant")],
    "reported": [],
    "no_effect": [("find_no_effect", "operator")],
    "reissued": [("reissue_certificate", "operator")],
    "reassessed": [("reassess_change", "operator")],
    "received": [],
    "handled": [("take_complaint", "operator")],
    "answered": [("take_complaint", "operator"), ("answer_complaint", "operator")],
}
WAYS["settled"] = [*WAYS["corrected"], ("accept_correction", "operator")]
WAYS["led_to_withdrawal"] = [*WAYS["correcting"], ("lead_to_withdrawal", "operator")]


def begun(aftermath, kind):
    step, certificate = aftermath.step("operator", 18), aftermath.certificate()
    if kind == "surveillance":
        return actions.plan_surveillance(**step, certificate=certificate, planned_on=day(20), reason="a hint")
    if kind == "complaint":
        return actions.complain(actor=None, at=step["at"], about="certificate", reason="a", certificate=certificate)
    given = {"what": "name", "takes_effect_on": day(30), "reason": "it moves"}
    return actions.report_change(**aftermath.step("applicant", 18), certificate=certificate, **given)


def taken(aftermath, found, action, who):
    function, given = STEPS[action]
    keyword = "proceeding" if action in OF_ALL else found.kind
    return function(**aftermath.step(who, 19), **{keyword: found}, **given)


def way_to(kind, state):
    first = WAYS["correcting"] if kind == "surveillance" else []
    proposed = [*first, ("propose_suspension", "operator")]
    return {"suspension_proposed": proposed, "suspended": [*proposed, ("suspend_as_proposed", "certifier")]}.get(
        state, WAYS.get(state)
    )


@pytest.mark.law("3(2)3")
@pytest.mark.parametrize(("kind", "state"), [(kind, state) for kind, table in TABLES.items() for state in table.states])
def test_in_each_state_of_the_others_exactly_the_table_decides_who_may_do_what(aftermath, kind, state):
    found = begun(aftermath, kind)
    for action, who in way_to(kind, state):
        found = taken(aftermath, found, action, who)
    assert found.state == state
    did = set()
    with override("en"):
        for action in OF_ALL | {row.action: row for row in TABLES[kind].transitions}:
            for who in PEOPLE:
                with transaction.atomic():
                    try:
                        taken(aftermath, found, action, who)
                    except Refused as refusal:
                        assert all(str(part).strip() for part in (refusal.what, refusal.why, refusal.remedy))
                        continue
                    transaction.set_rollback(True)
                did.add((action, who))
    wanted = {(action, who) for action in STEPS for who in PEOPLE if expected(TABLES[kind], state, action, who)}
    same = {"reassess_change": "reassess_complaint", "reassess_complaint": "reassess_change"}  # one action for both
    wanted |= {(same[action], who) for action, who in wanted if action in same}
    assert did == wanted
