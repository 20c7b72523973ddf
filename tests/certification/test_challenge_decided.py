"""The committee decides on a challenge without the member challenged."""

import pytest
from certification.test_meeting import close, vote
from django.utils.translation import override

from cityloop.assessment.actions import challenge_member, save_marks
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


@pytest.fixture
def laid(stage):
    """A case on the agenda of a meeting; the fourth member of the committee, who only deliberates, is challenged."""
    case = stage.case("deliberation")
    meeting = stage.meeting([case])
    assert stage.seats[3] not in [duty.person for duty in case.duties.filter(duty="evaluate")]
    given = {"case": case, "member": stage.seats[3], "ground": "fairness", "reasons": "Advises a rival."}
    challenge_member(**stage.step(stage.applicant, 5), **given)
    return case, meeting


def vote_on(stage, meeting, kind, *votes):
    item = meeting.items.get(kind=kind)
    for who, given in zip(stage.seats, votes, strict=False):
        actions.cast_vote(**stage.step(who, 5), item=item, vote=given)
    return item


@pytest.mark.law("5(2)")
def test_a_member_who_only_deliberates_is_challenged_while_the_committee_deliberates(stage, laid):
    case, _meeting = laid
    assert Challenge.objects.get().member == stage.seats[3]
    with override("en"), pytest.raises(Refused, match="does not sit on this case"):
        challenge_member(
            **stage.step(stage.applicant, 5), case=case, member=stage.spare, ground="fairness", reasons="A rumour."
        )
    with override("en"), pytest.raises(Refused, match="challenged on this case already"):
        challenge_member(
            **stage.step(stage.applicant, 5), case=case, member=stage.seats[3], ground="fairness", reasons="Again."
        )


@pytest.mark.law("5(3)")
def test_the_committee_does_not_conclude_its_deliberation_while_a_challenge_waits(stage, laid):
    case, meeting = laid
    item = vote_on(stage, meeting, "deliberation", "for", "for", "for", "for")
    close(stage, meeting)
    item.refresh_from_db(), case.refresh_from_db()
    assert (item.result, case.state) == ("dropped", "deliberation")
    assert "A challenge of a member waits" in item.reason
    decided = stage.meeting(challenges=[Challenge.objects.get()])
    vote_on(stage, decided, "challenge", "against", "against", "against")
    close(stage, decided)
    again = stage.meeting([case])
    vote_on(stage, again, "deliberation", "for", "for", "for", "for")
    close(stage, again)
    case.refresh_from_db()
    assert case.state == "review", "dismissed, the member deliberates as before"


@pytest.mark.law("5(3)")
def test_upheld_in_the_same_meeting_the_members_vote_does_not_count(stage, laid):
    case, meeting = laid
    vote_on(stage, meeting, "deliberation", "for", "for", "against", "for")
    close(stage, meeting)
    both = stage.meeting([case], [Challenge.objects.get()])
    vote_on(stage, both, "challenge", "for", "for", "for")
    item = vote_on(stage, both, "deliberation", "for", "against", "against", "for")
    close(stage, both)
    item.refresh_from_db()
    assert item.tally["votes"] == {"for": 1, "against": 2, "abstain": 0, "return": 0}
    assert (item.result, item.tally["recused"]) == ("fails", 1)
    assert stage.released(case, stage.seats[3]) and case.outcomes.count() == 1


def test_in_a_round_that_the_committee_returned_a_mark_needs_no_reason_of_its_own(stage):
    case = stage.case("deliberation")
    meeting = stage.meeting([case])
    vote_on(stage, meeting, "deliberation", "return", "return", "return", "return")
    close(stage, meeting)
    case.refresh_from_db()
    assert case.state == "evaluation"
    save_marks(**stage.step(stage.assessor, 6), case=case, marks={"service.comfort": {"mark": 1}})
    assert case.sheets.get(person=stage.assessor, round=2).marks.get().note == ""
