"""What is on record of engagements, employments and ties is ended and corrected; the record stays."""

from datetime import date, timedelta

import pytest
from cast import AT, officer_for, organisation, person
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cityloop.assessment.queries.interests import Ties
from cityloop.audit.refusal import Refused
from cityloop.organisations import actions
from cityloop.organisations.models import Designation, Employment, Engagement, GroupTie
from cityloop.organisations.queries import Circles

pytestmark = pytest.mark.django_db
ON = AT.date()
STEP = {"at": AT}


@pytest.fixture
def officer():
    return officer_for(Designation.Duty.OPERATING_BODY, "s", code="operating")


@pytest.fixture
def engagement(officer):
    given = {"kind": Engagement.Kind.ADVICE, "since": date(2026, 1, 1), "source": "press"}
    return actions.record_engagement(
        **STEP, actor=officer, person=person("expert"), client=organisation("daon"), **given
    )


def url(row):
    return f"/en/organisation/known/engagements/{row.pk}/"


def known_spans(row):
    ties = Ties([row.person_id], ON)
    return [(found.since, found.last_day) for did in ties.did.values() for _work, found in did]


@pytest.mark.law("5(1)3")
def test_an_engagement_is_ended_once_with_its_source_and_keeps_counting(officer, engagement, client):
    client.force_login(officer)
    given = {"do": "end", "until": "2026-06-30", "source": "a letter"}
    assert client.post(url(engagement), {**given, "until": "2027-01-01"}).status_code == 422, "in the future"
    assert client.post(url(engagement), {**given, "until": "2025-01-01"}).status_code == 422, "before it began"
    assert client.post(url(engagement), {**given, "until": "soon"}).status_code == 422
    assert client.post(url(engagement), given).status_code == 302
    assert known_spans(engagement) == [(date(2026, 1, 1), date(2026, 6, 30))]
    assert client.post(url(engagement), given).status_code == 422, "twice"
    page = client.get(url(engagement)).content.decode()
    assert "a letter" in page and "30 June 2026" in page and "It ended" not in page


@pytest.mark.law("5(1)3")
def test_a_wrong_engagement_is_recorded_as_it_was_and_the_wrong_one_stays_to_be_read(officer, engagement, client):
    client.force_login(officer)
    given = {"do": "correct", "kind": "study", "client": "daon", "since": "2026-02-01", "source": "press"}
    assert client.post(url(engagement), given).status_code == 422, "without a reason"
    same = {**given, "kind": "advice", "since": "2026-01-01", "reason": "r"}
    assert "Nothing differs" in client.post(url(engagement), same).content.decode()
    assert Engagement.objects.count() == 1, "nothing is half-written"
    assert client.post(url(engagement), {**given, "reason": "it was a study"}).status_code == 302
    after = Engagement.objects.exclude(pk=engagement.pk).get()
    assert (after.kind, after.person) == ("study", engagement.person)
    assert known_spans(engagement) == [(date(2026, 2, 1), None)]
    assert "it was a study" in client.get(url(engagement)).content.decode()
    again = client.post(url(engagement), {**given, "reason": "once more"})
    assert again.status_code == 422 and "retracted before" in again.content.decode()


def test_an_engagement_that_never_was_counts_no_more(officer, engagement, client):
    client.force_login(officer)
    assert client.post(url(engagement), {"do": "retract", "reason": "another of this name"}).status_code == 302
    assert known_spans(engagement) == []


def test_nobody_but_officers_sets_records_right(engagement, client):
    assert client.get(url(engagement)).status_code == 302
    for who in (engagement.person, person("stranger")):
        client.force_login(who)
        assert client.get(url(engagement)).status_code == 404
        with pytest.raises(Refused):
            actions.retract(**STEP, actor=who, record=engagement, reason="r")
        with pytest.raises(Refused):
            actions.end_record(**STEP, actor=who, record=engagement, until=ON, source="s")


def test_what_an_organisation_did_is_recorded_on_its_page(officer, client):
    organisation("maker"), organisation("daon")
    client.force_login(officer)
    given = {
        "do": "engagement",
        "kind": "subcontract",
        "client": "daon",
        "since": "2026-01-01",
        "source": "contract 12",
    }
    assert client.post("/en/organisation/known/maker/", given).status_code == 302
    row = Engagement.objects.get()
    assert row.organisation.code == "maker"
    assert url(row) in client.get("/en/organisation/known/maker/").content.decode()


@pytest.mark.law("5(1)5")
def test_an_employment_and_a_tie_that_ended_count_three_years_longer(officer, client):
    expert, parent, child = person("expert"), organisation("parent"), organisation("child")
    job = actions.record_employment(**STEP, actor=officer, person=expert, organisation=child, source="he told")
    tie = actions.record_tie(**STEP, actor=officer, parent=parent, child=child, source="register")
    client.force_login(officer)
    page = "/ko/organisation/known/child/"
    for what, row in (("employment", job), ("tie", tie)):
        given = {"do": "end", "what": what, "record": row.pk}
        client.post(page, {**given, "until": ""})
        assert not hasattr(type(row).objects.get(pk=row.pk), "ending"), "a day is missing"
        client.post(page, {**given, "until": "2022-05-01", "source": "register"})
    job, tie = Employment.objects.get(), GroupTie.objects.get()
    assert job.last_day == tie.last_day == date(2022, 5, 1)
    recent, long_ago = date(2022, 1, 1), date(2023, 1, 1)
    assert Circles(ON, recent).of(child.pk) == Circles(ON, recent).of(parent.pk)
    assert Circles(ON, long_ago).of(child.pk) != Circles(ON, long_ago).of(parent.pk)
    assert not Ties([expert.pk], ON).employed
    assert Ties([expert.pk], date(2024, 1, 1)).employed


def test_a_name_has_no_end(officer):
    row = actions.record_name(
        **STEP, actor=officer, organisation=organisation("daon"), kind="former", name="옛", source="s"
    )
    with override("en"), pytest.raises(Refused, match="still a name"):
        actions.end_record(**STEP, actor=officer, record=row, until=ON - timedelta(days=1), source="s")


def test_the_database_changes_no_engagement(engagement):
    with pytest.raises(IntegrityError), transaction.atomic():
        Engagement.objects.filter(pk=engagement.pk).update(source="other")
