"""A meeting is called, attended, voted in and closed; what it decides passes the case on."""

import pytest
from cast import AT, person
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.models import MarkSheet
from cityloop.assessment.queries import visible_to
from cityloop.assessment.queries.marks import open_seats
from cityloop.audit.models import Entry
from cityloop.audit.queries import verify
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import Ballot, Meeting, Minutes
from cityloop.engine.edition import digest
from cityloop.organisations.models import Membership


@pytest.fixture
def stage(committee_stage):
    return committee_stage


@pytest.fixture
def case(stage):
    return stage.case("deliberation")


def vote(stage, meeting, *votes, days=5, dissent=""):
    item = meeting.items.get()
    for who, given in zip(stage.seats, votes, strict=False):
        actions.cast_vote(**stage.step(who, days), item=item, vote=given, dissent=dissent)
    return item


def close(stage, meeting, who=None, reason="It was discussed.", days=5):
    reasons = {item.pk: reason for item in meeting.items.all()}
    return actions.close_meeting(**stage.step(who or stage.chair, days), meeting=meeting, reasons=reasons)


@pytest.mark.law("14(5)", "4(1)")
def test_with_a_quorum_in_its_edition_a_case_goes_from_the_evaluation_to_the_committee(stage, case):
    assert case.state == "deliberation"
    assert [event.action for event in case.events.all()][-1] == "request_deliberation"


@pytest.mark.law("4(4)")
@pytest.mark.parametrize(
    ("votes", "result", "state"),
    [
        (["for", "for", "for", "against"], "passes", "review"),
        (["for", "for", "against", "abstain"], "fails", "review"),
        (["return", "return", "return", "for"], "returned", "evaluation"),
        (["return", "return", "for", "for"], "fails", "review"),
        (["for", "for", "for"], "passes", "review"),  # one is present and does not vote
        (["for", "for"], "fails", "review"),
    ],
)
def test_two_thirds_of_those_present_decide(stage, case, votes, result, state):
    meeting = stage.meeting([case])
    item = vote(stage, meeting, *votes)
    close(stage, meeting)
    item.refresh_from_db()
    case.refresh_from_db()
    assert (item.result, case.state) == (result, state)
    assert Entry.objects.filter(verb="certification.conclude_item", detail__result=result).exists()
    assert verify() is None


@pytest.mark.law("4(4)")
def test_without_a_quorum_nothing_is_decided_and_the_case_waits_for_another_meeting(stage, case):
    meeting = stage.meeting([case], attending=stage.seats[:2])
    item = vote(stage, meeting, "for", "for")
    close(stage, meeting, reason="")
    item.refresh_from_db()
    case.refresh_from_db()
    assert (item.result, case.state) == ("no_quorum", "deliberation")
    assert item.tally["says"]["en"] == "The quorum is 3; 1 more must be present before anything is decided."
    assert stage.deliberate(case).state == "review"


def test_a_case_returned_is_marked_once_more_and_the_first_sheets_stay(stage, case):
    first = case.outcomes.get()
    meeting = stage.meeting([case])
    vote(stage, meeting, "return", "return", "return", "return")
    close(stage, meeting)
    case.refresh_from_db()
    assert sorted(MarkSheet.objects.filter(case=case).values_list("round", flat=True)) == [1, 1, 2, 2]
    assert open_seats(case).count() == 2
    again = {
        "service.comfort": {"mark": 4, "note": "Seen again."},
        "service.lawful": {"mark": 1, "note": "Seen again."},
    }
    for who in (stage.second, stage.assessor):
        case = stage.mark_again(case, who, again)
    assert (case.state, case.outcomes.count(), case.outcomes.first()) == ("deliberation", 2, first)
    assert case.outcomes.last().points == 10
    assert stage.deliberate(case).state == "review"


@pytest.mark.law("5(1)5", "5(4)")
def test_who_has_a_ground_is_recused_when_the_meeting_is_called_and_never_sees_the_case(stage, case):
    Membership.objects.create(person=stage.member, organisation=stage.owner, since="2024-01-01", until="2025-01-01")
    meeting = stage.meeting([case])
    item = meeting.items.get()
    recusal = item.recusals.get()
    assert (recusal.member.person, recusal.by_itself) == (stage.member, False)
    assert "daon body" in recusal.reason_en and "daon 기관" in recusal.reason_ko
    assert not visible_to(stage.member, AT.date()).filter(pk=case.pk).exists()
    assert visible_to(stage.chair, AT.date()).filter(pk=case.pk).exists()
    with override("en"), pytest.raises(Refused, match="take no part"):
        actions.cast_vote(**stage.step(stage.member, 5), item=item, vote="for")
    stage.vote_and_close(meeting)
    item.refresh_from_db()
    assert (item.tally["recused"], item.tally["present"], item.tally["quorum"]) == (1, 3, 2)


@pytest.mark.law("5(4)")
def test_a_member_steps_aside_before_voting_and_not_after(stage, case):
    meeting = stage.meeting([case])
    item = meeting.items.get()
    step = stage.step(stage.member, 5)
    with override("en"), pytest.raises(Refused, match="ground was not written"):
        actions.step_aside(**step, item=item, reason=" ")
    actions.step_aside(**step, item=item, reason="My brother works there.")
    assert not visible_to(stage.member, AT.date()).filter(pk=case.pk).exists()
    with pytest.raises(Refused):
        actions.cast_vote(**step, item=item, vote="against")
    third = stage.step(stage.seats[2], 5)
    actions.cast_vote(**third, item=item, vote="for")
    with override("en"), pytest.raises(Refused, match="a vote stands"):
        actions.step_aside(**third, item=item, reason="On second thought.")


def test_who_evaluated_does_not_deliberate_on_the_same_case(stage):
    stage.seats[3] = stage.assessor
    stage.form_committee()
    case = stage.case("deliberation")
    meeting = stage.meeting([case])
    assert [row.member.person for row in meeting.items.get().recusals.all()] == [stage.assessor]


def test_who_deliberated_can_neither_review_nor_decide(stage):
    case = stage.case("review")
    body = stage.operator.memberships.get().organisation
    Membership.objects.create(person=stage.chair, organisation=body, role=Membership.Role.OFFICER, since=AT.date())
    with override("en"), pytest.raises(Refused, match="Duties are kept apart"):
        actions.take_review(**stage.step(stage.chair, 6), case=case)


def test_each_member_votes_once_and_only_in_the_room(stage, case):
    meeting = stage.meeting([case], attending=stage.seats[:3])
    item = vote(stage, meeting, "for")
    for who, why in ((stage.chair, "a vote stands"), (stage.seats[3], "have not signed in")):
        with override("en"), pytest.raises(Refused, match=why):
            actions.cast_vote(**stage.step(who, 5), item=item, vote="against")
    with pytest.raises(Refused):
        actions.cast_vote(**stage.step(stage.member, 5), item=item, vote="perhaps")
    with pytest.raises(Refused):
        actions.cast_vote(**stage.step(stage.stranger, 5), item=item, vote="for")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(item=item, member=Ballot.objects.get().member, vote="against", at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.update(vote="against")


def test_nobody_votes_or_signs_in_before_the_day_of_the_meeting(stage, case):
    step = stage.step(stage.operator, 5)
    later = stage.step(None, 9)["at"]
    meeting = actions.call_meeting(
        **step, committee=stage.form_committee(), meets_at=later, place="Room 3", cases=[case]
    )
    with override("en"), pytest.raises(Refused, match="The meeting is on 2026-09-10"):
        actions.sign_in(**stage.step(stage.member, 8), meeting=meeting)
    actions.sign_in(**stage.step(stage.member, 9), meeting=meeting)
    with override("en"), pytest.raises(Refused, match="have signed in"):
        actions.sign_in(**stage.step(stage.member, 9), meeting=meeting)


def test_of_two_who_close_one_wins_and_the_other_is_told(stage, case):
    meeting = stage.meeting([case])
    vote(stage, meeting, "for", "for", "for", "for")
    close(stage, meeting)
    with override("en"), pytest.raises(Refused, match="meeting is over: Meeting closed"):
        close(stage, meeting)
    with override("en"), pytest.raises(Refused, match="meeting is over"):
        actions.cast_vote(**stage.step(stage.member, 5), item=meeting.items.get(), vote="for")
    assert Minutes.objects.count() == 1


@pytest.mark.parametrize("who", ["operator", "member", "applicant", "stranger"])
def test_only_the_chair_closes(stage, case, who):
    meeting = stage.meeting([case])
    with pytest.raises(Refused):
        close(stage, meeting, who=getattr(stage, who))
    assert Meeting.objects.get().state == "called"


def test_where_the_chair_is_away_the_member_longest_in_office_presides(stage, case):
    meeting = stage.meeting([case], attending=stage.seats[1:])
    with pytest.raises(Refused):
        close(stage, meeting)
    close(stage, meeting, who=stage.member, reason="Nobody voted.")
    assert Minutes.objects.get().content["presiding"]["en"] == "member"


def test_what_is_not_carried_or_returned_needs_the_grounds_of_the_committee(stage, case):
    meeting = stage.meeting([case])
    vote(stage, meeting, "against", "against", "against", "against")
    with override("en"), pytest.raises(Refused, match="Not carried"):
        close(stage, meeting, reason="")
    assert Meeting.objects.get().state == "called" and not Minutes.objects.exists()


@pytest.mark.law("4(4)", "5(3)")
def test_the_minutes_name_who_signed_in_the_votes_and_the_dissent_and_have_a_digest(stage, case):
    meeting = stage.meeting([case], attending=stage.seats[:3])
    item = vote(stage, meeting, "for", "for")
    actions.cast_vote(**stage.step(stage.seats[2], 5), item=item, vote="against", dissent="Too noisy at night.")
    close(stage, meeting)
    minutes = Minutes.objects.get()
    said = minutes.content["items"][0]
    assert digest(minutes.content) == minutes.digest
    assert [bool(one["signed_in"]) for one in minutes.content["members"]] == [True, True, True, False]
    assert [(vote["member"]["en"], vote["vote"]) for vote in said["votes"]] == [
        ("chair", "for"), ("member", "for"), ("third", "against"),
    ]  # fmt: skip
    assert said["votes"][2]["dissent"] == "Too noisy at night."
    assert said["outcome_sha256"] == case.outcomes.last().digest
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.update(digest="0" * 64)


def test_a_case_is_on_one_agenda_and_of_its_own_committee(stage, case):
    stage.meeting([case])
    with override("en"), pytest.raises(Refused, match="on the agenda of a meeting already"):
        stage.meeting([case])
    other = stage.case("review")
    before = Meeting.objects.count()
    with pytest.raises(Refused):
        stage.meeting([other])
    assert Meeting.objects.count() == before


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"place": " "}, "no place"), ({"days": 4}, "in the past"), ({"cases": []}, "agenda is empty")],
)
def test_a_meeting_without_place_time_or_agenda_is_not_called(stage, case, changes, why):
    given = {"place": "Room 3", "cases": [case], "days": 6} | changes
    meets_at = stage.step(None, given.pop("days"))["at"]
    with override("en"), pytest.raises(Refused, match=why):
        actions.call_meeting(
            **stage.step(stage.operator, 5), committee=stage.form_committee(), meets_at=meets_at, **given
        )
    assert not Meeting.objects.exists()


def test_a_cancelled_meeting_decides_nothing_and_frees_its_cases(stage, case):
    meeting = stage.meeting([case])
    with pytest.raises(Refused):
        actions.cancel_meeting(**stage.step(stage.member, 5), meeting=meeting, reason="rain")
    actions.cancel_meeting(**stage.step(stage.operator, 5), meeting=meeting, reason="rain")
    assert meeting.items.get().result == "dropped"
    assert stage.deliberate(case).state == "review"


def test_a_case_withdrawn_meanwhile_is_taken_off_the_agenda(stage, case):
    meeting = stage.meeting([case])
    assessing.withdraw_case(**stage.step(stage.applicant, 5), case=case)
    close(stage, meeting)
    assert meeting.items.get().result == "dropped"


def test_with_too_few_from_the_field_no_meeting_is_called(stage, case):
    committee = stage.form_committee()
    for one in stage.seats[1:3]:
        member = committee.members.get(person=one)
        actions.dismiss_member(**stage.step(stage.operator, 4), member=member, ground="own_wish", reason="asked to")
    with override("en"), pytest.raises(Refused, match="1 members from the field would be in office, and 2"):
        stage.meeting([case])
    actions.appoint_member(
        **stage.step(stage.operator, 4), committee=committee, person=person("new"), of_field=True,
        qualification="official", career="In charge of buses.",
    )  # fmt: skip
    assert stage.meeting([case], attending=[]).items.count() == 1
