"""Every step of a round at every stage of it by every role: bids asked for and placed, panels staged and published."""

from datetime import timedelta

import pytest
from cast import AT
from certification.stage import Stage
from certification.test_notices import opened, published, submitted
from certification.walking import happens
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.models import AssignmentVersion, Bidding

PEOPLE = ("applicant", "operator", "certifier", "assessor", "stranger")
STEPS = {"supplement": "P14D", "written_evaluation": "P30D", "objection": "P30D", "bidding": "P5D"}
DAY = {"taking": 4, "waiting": 4, "bids_open": 5, "bids_over": 12, "staged": 12, "published": 13}
"""The stages of a round, each with the day on which it is looked at."""
OFFICER = {
    "open_bidding": {"waiting", "bids_over", "staged"},
    "stage_assignment": {"waiting", "bids_open", "bids_over", "staged"},
    "change_assignment": {"staged"},
    "publish_assignment": {"staged"},
}


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(intake={"by": "notice"}, steps=STEPS)


def brought_to(stage, name):
    """The notice of a round, and its one case, brought to a stage."""
    notice = published(stage)
    case = opened(stage)
    stage.fill_on(case, 1)
    case = submitted(stage, case, AT + timedelta(days=1))
    if name == "taking":
        return notice, case
    case = stage.accept(case, days=3)
    if name in ("bids_open", "bids_over", "staged", "published"):
        assessing.open_bidding(**stage.step(stage.operator, 4), notice=notice, profile="bus")
    if name in ("staged", "published"):
        version = staged(stage, notice, 12)
        if name == "published":
            assessing.publish_assignment(**stage.step(stage.operator, 12), version=version, digest=version.digest)
    return notice, case


def staged(stage, notice, days, seed=None):
    given = {"edition": stage.edition, "profile": "bus", "notice": notice, "members": 2, "seed": seed}
    return assessing.stage_assignment(**stage.step(stage.operator, days), **given)


def actions_on(stage, notice, case):
    """Every step of a round with what else it is given; one that lacks what it is about refuses by itself."""
    version, bidding = AssignmentVersion.objects.last(), Bidding.objects.last()
    sits = version.panels[case.reference][0] if version else ""
    free = next((one.code for one in (stage.assessor, stage.second, stage.spare)
                 if version and one.code not in version.panels[case.reference]), "")  # fmt: skip
    return {
        "state_expertise": (assessing.state_expertise, {"fields": {"transport": "expert"}, "languages": ["ko"]}),
        "open_bidding": (assessing.open_bidding, {"notice": notice, "profile": "bus"}),
        "place_bids": (bidding and assessing.place_bids, {"bidding": bidding, "levels": {case.reference: "eager"}}),
        "stage_assignment": (
            assessing.stage_assignment,
            {"edition": stage.edition, "profile": "bus", "notice": notice, "members": 2, "seed": 7},
        ),
        "change_assignment": (
            version and assessing.change_assignment,
            {"version": version, "case": case.reference, "left": sits, "came": free, "reason": "Knows buses."},
        ),
        "publish_assignment": (
            version and assessing.publish_assignment,
            {"version": version, "digest": version and version.digest},
        ),
    }


def expected(name):
    wanted = {("state_expertise", "assessor")}
    wanted |= {(action, "operator") for action, stages in OFFICER.items() if name in stages}
    return wanted | ({("place_bids", "assessor")} if name == "bids_open" else set())


@pytest.mark.parametrize("name", list(DAY))
def test_at_each_stage_of_a_round_it_is_known_who_may_do_what(stage, name):
    notice, case = brought_to(stage, name)
    with override("en"):
        found = {
            (action, who)
            for action, (function, given) in actions_on(stage, notice, case).items()
            for who in PEOPLE
            if function and happens(function, stage.step(getattr(stage, who), DAY[name]), given)
        }
    assert found == expected(name)


def test_the_walk_knows_every_step_of_bidding_and_assignment():
    from cityloop.assessment.actions import assignment, bidding

    steps = {
        name
        for module in (assignment, bidding)
        for name, found in vars(module).items()
        if getattr(found, "__module__", "") == module.__name__ and not name.startswith("_") and callable(found)
    }
    assert steps == {*OFFICER, "state_expertise", "place_bids"}
