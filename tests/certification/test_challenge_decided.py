"""The committee decides on a challenge without the member challenged."""

import pytest
from certification.test_meeting import close, vote
from django.utils.translation import override

from cityloop.assessment.actions import challenge_member
from cityloop.assessment.models import Challenge
from cityloop.audit.refusal import Refused
from cityloop.certification import actions


@pytest.fixture
def stage(committee_stage):
    return committee_stage


@pytest.fixture
def challenged(stage):
    """A member of the committee sits on the panel of a case, and the applicant challenges that member."""
    stage.seats[3] = stage.assessor
    stage.form_committee()
    case = stage.case("evaluation")
    challenge_member(
        **stage.step(stage.applicant, 4), case=case, member=stage.assessor, ground="fairness", reasons="Knows a rival."
    )
    return Challenge.objects.get()


@pytest.mark.law("5(3)")
@pytest.mark.parametrize(
    ("votes", "state", "released"),
    [("for", Challenge.State.UPHELD, True), ("against", Challenge.State.DISMISSED, False)],
)
def test_a_challenge_is_decided_by_the_committee_without_the_member_challenged(
    stage, challenged, votes, state, released
):
    meeting = stage.meeting(challenges=[challenged])
    item = meeting.items.get()
    assert [row.member.person for row in item.recusals.all()] == [stage.assessor]
    with override("en"), pytest.raises(Refused, match="take no part"):
        actions.cast_vote(**stage.step(stage.assessor, 5), item=item, vote="against")
    vote(stage, meeting, votes, votes, votes)
    close(stage, meeting)
    challenged.refresh_from_db()
    item.refresh_from_db()
    assert (challenged.state, challenged.decision) == (state, "It was discussed.")
    assert (item.tally["counted"], item.tally["present"], item.tally["quorum"]) == (3, 3, 2)
    assert bool(stage.released(challenged.case, stage.assessor)) == released


@pytest.mark.law("5(3)")
def test_without_a_quorum_a_challenge_is_not_decided(stage, challenged):
    meeting = stage.meeting(challenges=[challenged], attending=stage.seats[:1])
    vote(stage, meeting, "for")
    close(stage, meeting)
    challenged.refresh_from_db()
    assert (challenged.state, meeting.items.get().result) == (Challenge.State.FILED, "no_quorum")


def test_on_a_challenge_there_is_nothing_to_evaluate_again(stage, challenged):
    meeting = stage.meeting(challenges=[challenged])
    with override("en"), pytest.raises(Refused, match="No vote was chosen"):
        vote(stage, meeting, "return")
