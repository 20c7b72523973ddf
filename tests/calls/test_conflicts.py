"""Nobody sees a proposal that they conflict with: in lists, search, counts, pages or mail; whoever they are."""

from datetime import date

import pytest
from calls import reviewing
from calls.reviewing import step
from cast import organisation, person
from django.urls import reverse
from django.utils import timezone

from cityloop.assessment.models import Case
from cityloop.assessment.queries import barred_from, conflicts_of, visible_to
from cityloop.audit.refusal import Refused
from cityloop.calls.queries import waiting_for
from cityloop.organisations import actions as organisations
from cityloop.organisations.models import Engagement, Membership

ON = date(2026, 3, 20)


def _employed(stage, who, where, **when):
    organisations.record_employment(**step(None, 4), person=who, organisation=where, source="CV", **when)


def by_employment(stage, who):
    _employed(stage, who, stage.company)


def by_former_name(stage, who):
    former = organisation("hanbit")
    organisations.record_name(
        **step(None, 4), organisation=stage.company, kind="former", name="hanbit body", source="register"
    )
    _employed(stage, who, former, until=date(2025, 6, 1))


def by_group(stage, who):
    parent, sister = organisation("holding"), organisation("sister")
    for child in (stage.company, sister):
        organisations.record_tie(**step(None, 4), parent=parent, child=child, source="annual report")
    _employed(stage, who, sister)


def by_partner(stage, who):
    uni = organisation("port-uni", "university", "VN")
    organisations.record_name(**step(None, 4), organisation=uni, kind="other", name="Port university", source="web")
    _employed(stage, who, uni)


def by_contract(stage, who):
    firm = organisation("lawyers")
    Membership.objects.create(person=who, organisation=firm, since=date(2024, 1, 1))
    organisations.record_engagement(
        **step(None, 4),
        organisation=firm,
        client=stage.company,
        kind=Engagement.Kind.CONTRACT,
        since=date(2025, 1, 1),
        source="contract",
    )


GROUNDS = (by_employment, by_former_name, by_group, by_partner, by_contract)


@pytest.fixture
def case(stage):
    return stage.admit(stage.submitted())


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_conflict_is_found_under_every_alias_and_both_ways_agree(stage, case, ground):
    expert, free = person("expert"), person("free")
    ground(stage, expert)
    found = conflicts_of([case], [expert.pk, free.pk], ON)[case.pk]
    assert set(found) == {expert.pk}
    assert list(Case.objects.filter(barred_from(expert, ON))) == [case]
    assert not Case.objects.filter(barred_from(free, ON)).exists()


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("who", ["officer", "authority"])
def test_an_officer_sees_no_proposal_that_they_conflict_with(stage, case, client, ground, who):
    person = stage.officers["trial"] if who == "officer" else stage.authority
    today = timezone.localdate()
    assert list(visible_to(person, today)) == [case]
    ground(stage, person)
    client.force_login(person)
    assert not visible_to(person, today).exists()
    listed = client.get(reverse("calls:proposals")).content.decode()
    searched = client.get(reverse("calls:proposals"), {"text": case.reference[-4:]}).content.decode()
    assert f"/{case.reference}/" not in listed and case.title_en not in listed
    assert f"/{case.reference}/" not in searched
    for name in ("calls:proposal", "assessment:dossier"):
        assert client.get(reverse(name, args=[case.reference])).status_code == 404
    assert waiting_for(person, today) == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_reviewer_with_a_conflict_is_neither_seated_nor_shown_the_proposal(stage, case, ground):
    officer = stage.officers["trial"]
    one, two = reviewing.pool(officer, stage.edition.scheme, ("one", "two"))
    ground(stage, one)
    with pytest.raises(Refused):
        reviewing.seat(officer, case, [one])
    reviewing.seat(officer, case, [two])
    assert list(visible_to(two, ON)) == [case]
    _employed(stage, two, stage.company)
    assert not visible_to(two, ON).exists()


def test_those_who_apply_see_their_own(stage, case):
    assert list(visible_to(stage.lead, ON)) == [case]


def test_an_employer_of_four_years_ago_no_longer_bars(stage, case):
    expert = person("expert")
    _employed(stage, expert, stage.company, until=date(2022, 1, 1))
    assert not conflicts_of([case], [expert.pk], ON)[case.pk]
    assert not Case.objects.filter(barred_from(expert, ON)).exists()


def test_the_gate_costs_no_question_more(stage, case, django_assert_num_queries):
    officer = stage.officers["trial"]
    with django_assert_num_queries(2):
        list(visible_to(officer, ON))
