"""The committee is formed, renewed, reduced, and elects its chair."""

from datetime import date, timedelta

import pytest
from cast import AT, person
from certification.stage import PANEL, SCHEME, Stage
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import Chair, Committee, CommitteeMember, Dismissal
from cityloop.certification.queries.committees import chair_of, committees_visible_to, in_office

GIVEN = {"qualification": "professor", "career": "Seven years of transport engineering."}


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(panel={**PANEL, "from_field": 3})


def form(stage, n=4, of_field=3, **changes):
    members = [{"person": person(f"m{k}"), "of_field": k < of_field, **GIVEN, **changes} for k in range(n)]
    return actions.form_committee(**stage.step(stage.operator), scheme=SCHEME, profile="bus", members=members)


@pytest.mark.law("3(2)8", "4(1)", "4(2)")
@pytest.mark.parametrize(("n", "of_field", "formed"), [(9, 3, True), (10, 3, False), (3, 3, True), (9, 2, False)])
def test_at_most_nine_of_whom_three_are_from_the_field(stage, n, of_field, formed):
    if formed:
        assert form(stage, n, of_field).members.count() == n
        return
    with pytest.raises(Refused):
        form(stage, n, of_field)
    assert not Committee.objects.exists() and not CommitteeMember.objects.exists()


@pytest.mark.law("4(3)")
@pytest.mark.parametrize("qualification", CommitteeMember.Qualification.values)
def test_each_of_the_five_qualifications_is_recorded_with_the_career_that_shows_it(stage, qualification):
    committee = form(stage, qualification=qualification)
    assert {one.qualification for one in committee.members.all()} == {qualification}


@pytest.mark.law("4(3)")
@pytest.mark.parametrize("changes", [{"qualification": "friend"}, {"career": "  "}])
def test_without_one_of_the_qualifications_nobody_is_appointed(stage, changes):
    with override("en"), pytest.raises(Refused, match="one of five qualifications"):
        form(stage, **changes)


@pytest.mark.parametrize("who", ["applicant", "assessor", "certifier", "stranger"])
def test_only_the_operating_body_forms_appoints_renews_and_dismisses(stage, who):
    outsider, committee = getattr(stage, who), form(stage)
    member = committee.members.first()
    step = stage.step(outsider)
    with pytest.raises(Refused):
        actions.form_committee(**step, scheme=SCHEME, profile="bus", members=[])
    with pytest.raises(Refused):
        actions.appoint_member(**step, committee=committee, person=stage.spare, **GIVEN)
    with pytest.raises(Refused):
        actions.renew_member(**step, member=member, fitness="fit")
    with pytest.raises(Refused):
        actions.dismiss_member(**step, member=member, ground="own_wish", reason="asked")
    assert committee.members.count() == 4 and not Dismissal.objects.exists()


def test_an_edition_without_a_committee_has_none(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with override("en"), pytest.raises(Refused, match="No edition"):
        form(Stage())


@pytest.mark.law("4(5)")
def test_a_term_lasts_as_the_edition_says_and_is_renewed_after_a_review_of_fitness(stage):
    member = form(stage).members.first()
    assert (member.since, member.until) == (date(2026, 9, 1), date(2028, 8, 31))
    with override("en"), pytest.raises(Refused, match="review of the member's fitness"):
        actions.renew_member(**stage.step(stage.operator, 700), member=member, fitness=" ")
    again = actions.renew_member(**stage.step(stage.operator, 700), member=member, fitness="Came to every meeting.")
    assert (again.since, again.until, again.renews) == (date(2028, 9, 1), date(2030, 8, 31), member)
    with pytest.raises(Refused):
        actions.renew_member(**stage.step(stage.operator, 701), member=member, fitness="twice")
    committee = member.committee
    counts = [in_office(committee, day).count() for day in (date(2028, 8, 31), date(2028, 9, 1), date(2030, 9, 1))]
    assert counts == [4, 1, 0]


@pytest.mark.law("5(5)")
@pytest.mark.parametrize("ground", Dismissal.Ground.values)
def test_a_member_is_dismissed_by_each_of_the_five_grounds(stage, ground):
    committee = form(stage)
    member = committee.members.first()
    actions.dismiss_member(**stage.step(stage.operator, 1), member=member, ground=ground, reason="It is on file.")
    assert in_office(committee, AT.date()).count() == 3
    with override("en"), pytest.raises(Refused, match="not in office"):
        actions.dismiss_member(**stage.step(stage.operator, 2), member=member, ground=ground, reason="again")


@pytest.mark.law("5(5)")
@pytest.mark.parametrize("given", [{"ground": "dislike", "reason": "x"}, {"ground": "neglect", "reason": " "}])
def test_a_dismissal_without_ground_or_reason_is_refused(stage, given):
    member = form(stage).members.first()
    with override("en"), pytest.raises(Refused, match="one of five grounds"):
        actions.dismiss_member(**stage.step(stage.operator), member=member, **given)


@pytest.mark.law("4(3)")
def test_the_members_elect_their_chair_by_more_than_half_of_those_in_office(stage):
    committee = form(stage)
    first, second, third, fourth = committee.members.all()
    for voter, candidate in ((first, second), (second, second)):
        actions.vote_chair(**stage.step(voter.person), committee=committee, candidate=candidate)
    assert chair_of(committee, AT.date()) is None  # two of four are not more than half
    with override("en"), pytest.raises(Refused, match="have voted in this round"):
        actions.vote_chair(**stage.step(first.person), committee=committee, candidate=third)
    actions.vote_chair(**stage.step(third.person), committee=committee, candidate=second)
    assert chair_of(committee, AT.date()) == second
    assert (Chair.objects.get().votes, Chair.objects.get().of) == (3, 4)
    with override("en"), pytest.raises(Refused, match="has a chair: m1"):
        actions.vote_chair(**stage.step(fourth.person), committee=committee, candidate=fourth)


def test_a_round_without_a_chair_is_followed_by_another(stage):
    committee = form(stage)
    members = list(committee.members.all())
    for voter, candidate in zip(members, [members[0], members[0], members[1], members[1]], strict=True):
        actions.vote_chair(**stage.step(voter.person), committee=committee, candidate=candidate)
    assert not Chair.objects.exists()
    for voter in members[:3]:
        actions.vote_chair(**stage.step(voter.person), committee=committee, candidate=members[0])
    assert (Chair.objects.get().round, Chair.objects.get().member) == (2, members[0])


def test_after_a_chair_is_dismissed_the_members_elect_another(stage):
    committee = stage.form_committee()
    chair = chair_of(committee, AT.date())
    actions.dismiss_member(**stage.step(stage.operator), member=chair, ground="own_wish", reason="asked to")
    assert chair_of(committee, AT.date()) is None
    other = committee.members.get(person=stage.member)
    for one in stage.seats[1:3]:
        actions.vote_chair(**stage.step(one), committee=committee, candidate=other)
    assert chair_of(committee, AT.date()) == other


@pytest.mark.parametrize("who", ["operator", "applicant", "stranger"])
def test_only_members_vote_for_a_chair(stage, who):
    committee = form(stage)
    with pytest.raises(Refused):
        actions.vote_chair(**stage.step(getattr(stage, who)), committee=committee, candidate=committee.members.first())


def test_a_committee_is_seen_by_its_operating_body_and_its_members_only(stage):
    stage.form_committee()
    on = AT.date()
    people = ("operator", "reviewer", "chair", "member", "applicant", "assessor", "certifier", "stranger")
    seen = {who for who in people if committees_visible_to(getattr(stage, who), on).exists()}
    assert seen == {"operator", "reviewer", "chair", "member"}


def test_the_database_keeps_a_term_as_it_was_written(stage):
    member = form(stage).members.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeMember.objects.filter(pk=member.pk).update(until=member.until + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        member.delete()


def test_the_seats_come_from_the_edition(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(panel={**PANEL, "seats": 3, "from_field": 1, "term": "P1Y"})
    members = [{"person": one, "of_field": True, **GIVEN} for one in stage.seats]
    given = {**stage.step(stage.operator), "scheme": SCHEME, "profile": "bus"}
    with override("en"), pytest.raises(Refused, match="at most 3 members"):
        actions.form_committee(**given, members=members)
    committee = actions.form_committee(**given, members=members[:3])
    assert {one.until for one in committee.members.all()} == {date(2027, 8, 31)}
