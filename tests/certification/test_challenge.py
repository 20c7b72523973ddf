"""A party challenges a member, and the decision releases the member or leaves them in place."""

import pytest
from certification.stage import MARKS, Stage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import (
    challenge_member,
    decide_challenge,
    dismiss_challenge,
    uphold_challenge,
)
from cityloop.assessment.models import Challenge
from cityloop.assessment.queries import counted_sheets
from cityloop.audit.queries import about
from cityloop.audit.refusal import Refused

Ground, State = Challenge.Ground, Challenge.State
SAID = {"ground": Ground.ADVICE, "reasons": "Advised a competitor on the same tender in May."}


@pytest.fixture
def seated(stage):
    return stage.case("evaluation")


def challenge(stage, case, who=None, member=None, days=4, **changes):
    given = {**SAID, "member": member or stage.assessor, **changes}
    challenge_member(**stage.step(who or stage.applicant, days), case=case, **given)
    return Challenge.objects.latest("pk")


@pytest.mark.law("5(2)")
@pytest.mark.parametrize("ground", Ground.values)
def test_the_applicant_challenges_a_seated_member_on_every_ground(stage, seated, ground):
    found = challenge(stage, seated, ground=ground, evidence="minutes of 3 May")
    assert (found.state, found.member, found.party) == (State.FILED, stage.assessor, stage.owner)
    assert about(seated)[0].verb == "assessment.challenge_member"


@pytest.mark.law("5(2)")
@pytest.mark.parametrize("who", ["operator", "assessor", "certifier", "stranger"])
def test_nobody_but_a_party_challenges(stage, seated, who):
    with pytest.raises(Refused):
        challenge(stage, seated, who=getattr(stage, who), member=stage.second)
    assert not Challenge.objects.exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reasons": "   "}, "reasons are missing"),
        ({"reasons": "x" * 4_001}, "longer than 4000"),
        ({"evidence": "x" * 4_001}, "longer than 4000"),
        ({"ground": "hunch"}, "No ground was chosen"),
        ({"member": "spare"}, "does not sit on this case"),
    ],
)
def test_a_challenge_that_says_too_little_or_names_nobody_seated_is_refused(stage, seated, changes, why):
    if "member" in changes:
        changes = {"member": getattr(stage, changes["member"])}
    with override("en"), pytest.raises(Refused, match=why):
        challenge(stage, seated, **changes)
    assert not Challenge.objects.exists()


def test_a_member_is_challenged_once_until_the_challenge_is_dismissed(stage, seated):
    first = challenge(stage, seated)
    with override("en"), pytest.raises(Refused, match="challenged on this case already"):
        challenge(stage, seated)
    dismiss_challenge(first, stage.step(None, 5)["at"], "the tender was another")
    assert challenge(stage, seated, days=6, ground=Ground.FAIRNESS).pk != first.pk


def test_the_database_itself_holds_one_challenge_of_a_member(stage, seated):
    found = challenge(stage, seated)
    with pytest.raises(IntegrityError), transaction.atomic():
        found.pk = None
        found.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Challenge.objects.update(state=State.UPHELD)


@pytest.mark.law("5(3)")
def test_an_upheld_challenge_releases_the_member_and_the_marks_no_longer_count(stage, seated):
    stage.mark(seated, stage.second)
    found = challenge(stage, seated, member=stage.second)
    uphold_challenge(found, stage.step(None, 5)["at"], "the advice is proven")
    assert stage.released(seated, stage.second)
    assert not counted_sheets(seated).exists()
    with override("en"), pytest.raises(Refused, match="must not evaluate"):
        assessing.seat_panel(**stage.step(stage.operator, 6), case=seated, people=[stage.second], reason="r")
    assessing.seat_panel(**stage.step(stage.operator, 6), case=seated, people=[stage.spare], reason="r")
    stage.mark(seated, stage.assessor)
    assert stage.mark(seated, stage.spare).outcomes.get().nodes["assessors"] == 2


@pytest.mark.law("5(3)")
def test_a_dismissed_challenge_changes_nobodys_duty_and_is_decided_once(stage, seated):
    found = challenge(stage, seated)
    dismissed = dismiss_challenge(found, stage.step(None, 5)["at"], "no advice was found")
    assert (dismissed.state, dismissed.decision) == (State.DISMISSED, "no advice was found")
    assert stage.released(seated, stage.assessor) is None
    with override("en"), pytest.raises(Refused, match="decided before"):
        uphold_challenge(found, stage.step(None, 6)["at"], "on second thought")
    assert stage.released(seated, stage.assessor) is None


@pytest.mark.law("5(3)")
def test_a_decision_on_a_challenge_says_why(stage, seated):
    with override("en"), pytest.raises(Refused, match="grounds of the decision are missing"):
        uphold_challenge(challenge(stage, seated), stage.step(None, 5)["at"], " ")
    assert Challenge.objects.get().state == State.FILED


@pytest.mark.law("5(3)")
def test_the_evaluation_is_not_closed_while_a_challenge_is_undecided(stage, seated):
    found = challenge(stage, seated)
    stage.mark(seated, stage.second)
    assert stage.mark(seated, stage.assessor).state == "evaluation"
    with override("en"), pytest.raises(Refused, match="waits for its decision"):
        stage.close(seated, "time is up")
    dismiss_challenge(found, stage.step(None, 9)["at"], "unfounded")
    assert stage.close(seated).state == "review"


def test_a_challenge_upheld_after_the_outcome_appends_another_without_the_member(stage, seated):
    found = challenge(stage, seated)
    stage.mark(seated, stage.second, MARKS | {"service.comfort": {"mark": 4}})
    stage.mark(seated, stage.assessor)
    dismissed = dismiss_challenge(found, stage.step(None, 9)["at"], "unfounded")
    case = stage.close(seated)
    assert case.outcomes.count() == 1
    again = Challenge.objects.create(
        case=case, member=dismissed.member, party=dismissed.party, ground="fairness", reasons="new facts",
        filed_by=stage.applicant, filed_at=dismissed.filed_at,
    )  # fmt: skip
    uphold_challenge(again, stage.step(None, 10)["at"], "proven now")
    first, second = case.outcomes.all()
    # comfort: 4 of 4 is all 6 points, punctuality all 4; before, the mean of 4 and 3
    assert (first.nodes["assessors"], second.nodes["assessors"], second.points) == (2, 1, 10.0)
    assert first.digest != second.digest


def test_without_a_committee_the_operating_body_decides_and_with_one_it_does_not(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage()
    found = challenge(stage, stage.case("evaluation"))
    given = {"challenge": found, "uphold": True, "reason": "proven"}
    for outsider in (stage.applicant, stage.assessor, stage.stranger):
        with pytest.raises(Refused):
            decide_challenge(**stage.step(outsider, 5), **given)
    decide_challenge(**stage.step(stage.operator, 5), **given)
    assert Challenge.objects.get().state == State.UPHELD


@pytest.mark.law("5(3)")
def test_where_the_edition_has_a_committee_only_the_committee_decides(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(panel={"seats": 9, "quorum": "2/3", "decision": "2/3"})
    found = challenge(stage, stage.case("evaluation"))
    with override("en"), pytest.raises(Refused, match="only the committee decides"):
        decide_challenge(**stage.step(stage.operator, 5), challenge=found, uphold=True, reason="proven")
    assert Challenge.objects.get().state == State.FILED


def test_an_edition_may_set_a_time_for_challenges(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(steps={"challenge": "P7D"})
    case = stage.case("evaluation")  # seated on day 3
    with override("en"), pytest.raises(Refused, match="takes challenges until 2026-09-11"):
        challenge(stage, case, days=11)
    assert challenge(stage, case, days=10).state == State.FILED


def test_the_officer_decides_on_the_page_where_there_is_no_committee(stage, seated, client):
    found = challenge(stage, seated)
    client.force_login(stage.operator)
    address = reverse("assessment:panel", args=[seated.reference])
    assert "tender in May" in client.get(address).content.decode()
    given = {"do": "ruling", "challenge": found.pk, "uphold": "yes", "reason": "the contract was found"}
    assert client.post(address, {**given, "reason": ""}).status_code == 422
    assert client.post(address, {**given, "challenge": 99_999}).status_code == 404
    assert client.post(address, given).status_code == 302
    assert stage.released(seated, stage.assessor)


@pytest.mark.law("5(2)")
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_applicant_sees_the_names_and_files_on_the_page(stage, seated, client, language):
    client.force_login(stage.applicant)
    with override(language):
        address = reverse("assessment:challenge", args=[seated.reference])
    page = client.get(address)
    assert {str(one) for one in page.context["members"]} == {str(stage.assessor), str(stage.second)}
    given = {"member": stage.second.pk, "ground": "fairness", "reasons": "a quarrel in public", "evidence": "press"}
    assert client.post(address, {**given, "reasons": ""}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert "a quarrel in public" in client.get(address).content.decode()
    for who in (stage.operator, stage.assessor, stage.stranger):
        client.force_login(who)
        assert client.get(address).status_code == 404
