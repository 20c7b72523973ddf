"""Whatever is begun on a certificate, in every status by every role; and every step of a meeting likewise."""

import pytest
from certification.aftermath import UNTIL_2
from certification.test_suspension import day
from certification.walking import happens
from django.utils.translation import override

from cityloop.certification import actions
from cityloop.certification.actions.expiry import expire_certificates

PEOPLE = ("applicant", "operator", "certifier", "assessor", "stranger")
DAY = {"valid": 10, "in_window": 700, "suspended": 12, "expired": 740, "withdrawn": UNTIL_2 + 2}
"""The statuses, the window of renewal told apart, each with the day on which it is looked at."""
IN_FORCE = {"valid", "in_window", "suspended"}
MAY = {
    ("suspend_certificate", "certifier"): {"valid", "in_window"},
    ("lift_suspension", "certifier"): {"suspended"},
    ("open_withdrawal", "operator"): IN_FORCE,
    ("plan_surveillance", "operator"): IN_FORCE,
    ("report_change", "applicant"): IN_FORCE,
    ("ask_renewal", "applicant"): {"in_window"},
    ("file_appeal", "applicant"): {"suspended", "withdrawn"},
    **{("complain", who): set(DAY) for who in PEOPLE},
}
"""Who may begin what, and in which statuses. Anybody complains, whatever the status."""


def brought_to(aftermath, name):
    certificate = aftermath.certificate()
    if name == "suspended":
        aftermath.suspend(certificate)
    if name == "withdrawn":
        aftermath.withdrawal("withdrawn", certificate=certificate)
    if name == "expired":
        expire_certificates(at=aftermath.step("certifier", 739)["at"])
    certificate.refresh_from_db()
    return certificate


def steps_on(certificate, days):
    on = {"certificate": certificate}
    return {
        "suspend_certificate": (
            actions.suspend_certificate,
            on | {"grounds": "stops are missed", "scope": "line 3", "condition": "a new survey"},
        ),
        "lift_suspension": (actions.lift_suspension, on | {"reason": "it was mended"}),
        "open_withdrawal": (actions.open_withdrawal, on | {"ground": "fraud", "reason": "a forged survey"}),
        "plan_surveillance": (actions.plan_surveillance, on | {"planned_on": day(days + 5), "reason": "a hint"}),
        "report_change": (
            actions.report_change,
            on | {"what": "name", "takes_effect_on": day(days + 5), "reason": "it moves"},
        ),
        "ask_renewal": (actions.ask_renewal, on),
        "file_appeal": (actions.file_appeal, {"against": certificate.events.last(), "reason": "it was misread"}),
        "complain": (actions.complain, on | {"about": "certificate", "reason": "it rattles"}),
    }


@pytest.mark.parametrize("name", list(DAY))
def test_in_each_status_of_a_certificate_it_is_known_who_may_begin_what(aftermath, name):
    certificate = brought_to(aftermath, name)
    assert certificate.status == {"in_window": "valid"}.get(name, name)
    with override("en"):
        found = {
            (action, who)
            for action, (function, given) in steps_on(certificate, DAY[name]).items()
            for who in PEOPLE
            if happens(function, aftermath.step(who, DAY[name]), given)
        }
    assert found == {pair for pair, statuses in MAY.items() if name in statuses}


MEETING = ("chair", "member", "operator", "applicant", "certifier", "stranger")
AT_A_MEETING = {
    ("sign_in", "member"): {"called"},
    ("step_aside", "chair"): {"called"},
    ("step_aside", "member"): {"called"},
    ("cast_vote", "chair"): {"called"},
    ("close_meeting", "chair"): {"called"},
    ("cancel_meeting", "operator"): {"called"},
    ("call_meeting", "operator"): {"cancelled"},
}
"""The chair has signed in and the member has not; the case waits for a meeting again where one was cancelled."""


@pytest.mark.parametrize("state", ["called", "closed", "cancelled"])
def test_in_each_state_of_a_meeting_it_is_known_who_may_do_what(committee_stage, state):
    stage = committee_stage
    case = stage.case("deliberation")
    meeting = stage.meeting([case], attending=[one for one in stage.seats if one != stage.member])
    if state == "closed":
        stage.vote_and_close(meeting)
    if state == "cancelled":
        actions.cancel_meeting(**stage.step(stage.operator, 5), meeting=meeting, reason="snow")
    item, at = meeting.items.get(), stage.step(None, 5)["at"]
    steps = {
        "call_meeting": (
            actions.call_meeting,
            {"committee": meeting.committee, "meets_at": at, "place": "Room 4", "cases": [case]},
        ),
        "sign_in": (actions.sign_in, {"meeting": meeting}),
        "step_aside": (actions.step_aside, {"item": item, "reason": "a cousin works there"}),
        "cast_vote": (actions.cast_vote, {"item": item, "vote": "for"}),
        "close_meeting": (actions.close_meeting, {"meeting": meeting, "reasons": {item.pk: "It was discussed."}}),
        "cancel_meeting": (actions.cancel_meeting, {"meeting": meeting, "reason": "snow"}),
    }
    with override("en"):
        found = {
            (action, who)
            for action, (function, given) in steps.items()
            for who in MEETING
            if happens(function, stage.step(getattr(stage, who), 5), given)
        }
    assert found == {pair for pair, states in AT_A_MEETING.items() if state in states}
