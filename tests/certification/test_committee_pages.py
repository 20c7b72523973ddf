"""The pages of a committee and its meetings, in both languages, for its people and nobody else."""

import pytest
from cast import AT
from certification.stage import named
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cityloop.certification import actions
from cityloop.certification.models import Ballot, Committee, Meeting
from cityloop.certification.queries import waiting_for


@pytest.fixture
def stage(committee_stage):
    return committee_stage


def url(name, *args, language="en"):
    with override(language):
        return reverse(named(name), args=args)


@pytest.fixture
def meeting(stage):
    """A meeting of today, on one case, to which nobody has signed in."""
    case = stage.case("deliberation")
    now = timezone.now()
    return actions.call_meeting(
        actor=stage.operator, at=now, committee=stage.form_committee(), meets_at=now, place="Room 3", cases=[case]
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pages_open_for_officer_and_member_and_are_not_found_by_others(stage, client, meeting, language):
    committee = stage.committee
    pages = [
        url("committees", language=language),
        url("committee", committee.pk, language=language),
        url("meeting", meeting.pk, language=language),
    ]
    officers = [
        url("committee_new", "night-bus", "bus", language=language),
        url("committee_member", committee.pk, committee.members.first().pk, language=language),
        url("meeting_new", committee.pk, language=language),
    ]
    for who, seen, run in (
        ("operator", 200, 200),
        ("member", 200, 404),
        ("applicant", 404, 404),
        ("stranger", 404, 404),
    ):
        client.force_login(getattr(stage, who))
        assert {client.get(page).status_code for page in pages} == {seen}, who
        assert {client.get(page).status_code for page in officers} == {run}, who
        assert {client.post(page).status_code for page in (*pages[1:], *officers) if seen == 404} <= {404}, who


def test_the_officer_forms_a_committee_on_its_page(stage, client):
    client.force_login(stage.operator)
    given = {}
    for n, one in enumerate((stage.assessor, stage.second, stage.spare)):
        given |= {f"chosen_{one.pk}": "on", f"qualification_{one.pk}": "official", f"career_{one.pk}": f"Career {n}"}
    page = client.post(url("committee_new", "night-bus", "bus"), given)
    assert (page.status_code, "Career 2" in page.content.decode()) == (422, True)
    assert "2 members from the field of the service are needed" in page.content.decode()
    given |= {f"of_field_{one.pk}": "on" for one in (stage.assessor, stage.second, stage.spare)}
    answer = client.post(url("committee_new", "night-bus", "bus"), given)
    assert answer["Location"] == url("committee", Committee.objects.get().pk)


def test_a_member_signs_in_votes_and_the_chair_closes(stage, client, meeting):
    item, page = meeting.items.get(), url("meeting", meeting.pk)
    for who in stage.seats:
        client.force_login(who)
        client.post(page, {"do": "sign-in"})
        bad = client.post(page, {"do": f"vote-{item.pk}", f"i{item.pk}-vote": "maybe"})
        assert bad.status_code == 422
        sent = {"do": f"vote-{item.pk}", f"i{item.pk}-vote": "against", f"i{item.pk}-dissent": "Too loud."}
        assert client.post(page, sent)["Location"] == page
        assert client.post(page, sent).status_code == 422
    assert Ballot.objects.count() == 4
    client.force_login(stage.member)
    shown = client.get(page).content.decode()
    assert shown.count("Too loud.") == 1, "a vote is secret until the meeting is closed"
    client.force_login(stage.chair)
    refused = client.post(page, {"do": "close"})
    assert (refused.status_code, "grounds of the committee are missing" in refused.content.decode()) == (422, True)
    answer = client.post(page, {"do": "close", f"reason_{item.pk}": "Noise was not measured."})
    assert answer["Location"] == url("minutes", meeting.pk)
    minutes = client.get(url("minutes", meeting.pk)).content.decode()
    assert minutes.count("Too loud.") == 4 and "Noise was not measured." in minutes
    client.force_login(stage.stranger)
    for name in ("pdf", "hwpx"):
        assert client.get(url("minutes_file", meeting.pk, name)).status_code == 404


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-"), ("hwpx", b"PK")])
def test_minutes_are_printed(stage, client, kind, start, language):
    case = stage.case("review")
    meeting = Meeting.objects.get(items__case=case)
    client.force_login(stage.operator)
    answer = client.get(url("minutes_file", meeting.pk, kind, language=language))
    assert (answer.status_code, answer.content[: len(start)]) == (200, start)
    assert client.get(url("minutes_file", meeting.pk, "exe")).status_code == 404


def test_the_papers_for_the_deliberation_are_for_the_committee_and_the_bodies(stage, client, meeting):
    case = meeting.items.get().case
    for who, status in {"operator": 200, "member": 200, "certifier": 200, "applicant": 404, "stranger": 404}.items():
        client.force_login(getattr(stage, who))
        assert client.get(url("preparation", case.reference)).status_code == status, who


def test_members_find_meetings_and_elections_in_their_inbox(stage, meeting):
    with override("en"):
        lines = [one.title for one in waiting_for(stage.member, timezone.localdate())]
        assert lines == ["Attend and vote: meeting 1 of the committee"]
        assert waiting_for(stage.stranger, AT.date()) == []
        other = actions.form_committee(
            **stage.step(stage.operator), scheme="night-bus", profile="bus",
            members=[{"person": one, "of_field": True, "qualification": "official", "career": "x"}
                     for one in (stage.assessor, stage.second, stage.spare)],
        )  # fmt: skip
        waits = lambda: [one.title for one in waiting_for(stage.spare, AT.date())]  # noqa: E731
        assert waits() == ["Elect the chair of the committee"]
        actions.vote_chair(**stage.step(stage.spare), committee=other, candidate=other.members.first())
        assert waits() == []
