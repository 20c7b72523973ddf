"""What is known of organisations: found by any name, counted as one within a group, retracted where it was wrong."""

from datetime import date, timedelta

import pytest
from cast import AT, officer_for, organisation, person
from django.db import IntegrityError, transaction

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.organisations import actions
from cityloop.organisations.models import Designation, GroupTie, OrganisationName
from cityloop.organisations.naming import fold
from cityloop.organisations.queries import Circles, find_organisations

pytestmark = pytest.mark.django_db
ON = AT.date()
SINCE = date(2023, 9, 1)
Kind = OrganisationName.Kind


@pytest.fixture
def officer():
    return officer_for(Designation.Duty.SECRETARIAT, "k", code="secretariat")


def step(who):
    return {"actor": who, "at": AT}


def call(officer, of, name, kind=Kind.FORMER):
    return actions.record_name(**step(officer), organisation=of, kind=kind, name=name, source="register of firms")


def found(text):
    return [one.code for one in find_organisations(text)]


@pytest.mark.parametrize(
    "typed", ["daon", "DAON BODY", "㈜daon 기관", "한빛 도시", "Ханбит", "漢光", "daon.example", "a@x.daon.example"]
)
def test_an_organisation_is_found_by_any_name_in_any_script(officer, typed):
    daon = organisation("daon")
    organisation("other")
    for name in ("(주)한빛도시", "Ханбит ООО", "漢光"):
        call(officer, daon, name)
    call(officer, daon, "Daon.example", Kind.DOMAIN)
    assert found(typed) == ["daon"]


def test_one_query_finds_an_organisation(officer, django_assert_num_queries):
    call(officer, organisation("daon"), "한빛도시")
    with django_assert_num_queries(1):
        assert found("한빛") == ["daon"]


@pytest.mark.parametrize("typed", ["", "  ", "!!", "%", "_", "😀"])
def test_what_is_no_name_finds_nothing(typed):
    organisation("daon")
    assert found(typed) == []


def test_a_retracted_name_finds_nobody_and_stays_on_record(officer):
    daon = organisation("daon")
    name = call(officer, daon, "한빛도시")
    actions.retract(**step(officer), record=name, reason="another firm of that name")
    assert found("한빛도시") == []
    assert daon.names.get().retraction.reason == "another firm of that name"
    with pytest.raises(Refused):
        actions.retract(**step(officer), record=daon.names.select_related("retraction").get(), reason="again")


@pytest.mark.parametrize("name", ["", "   ", "…", "x" * 201])
def test_a_name_that_cannot_be_found_again_is_refused(officer, name):
    with pytest.raises(Refused, match=r"no name|명칭이 아닙니다"):
        call(officer, organisation("daon"), name)


def test_a_name_is_recorded_once_however_it_is_spelled(officer):
    daon = organisation("daon")
    call(officer, daon, "Hanbit City Co., Ltd.")
    with pytest.raises(Refused):
        call(officer, daon, "HANBIT  city")


def test_what_is_recorded_is_never_changed(officer):
    name = call(officer, organisation("daon"), "한빛도시")
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationName.objects.filter(pk=name.pk).update(name="다른 이름")


def test_groups_reach_over_several_ties_and_end_three_years_after_a_sale(officer):
    parent, child, grandchild, sold, apart = (organisation(key) for key in ("p", "c", "g", "s", "apart"))
    for above, below, until in (
        (parent, child, None),
        (child, grandchild, ON - timedelta(days=400)),
        (parent, sold, ON - timedelta(days=366 * 4)),
    ):
        given = {"parent": above, "child": below, "source": "annual report", "until": until}
        actions.record_tie(**step(officer), **given, since=date(2015, 1, 1))
    circles = Circles(ON, SINCE)
    assert circles.around([child.pk]) == {parent.pk, child.pk, grandchild.pk}
    assert circles.around([sold.pk]) == {sold.pk}
    assert circles.of(apart.pk) == apart.pk


def test_a_firm_registered_anew_under_a_former_name_counts_as_the_same(officer):
    daon = organisation("daon")
    call(officer, daon, "Hanbit body")
    again = organisation("hanbit")
    abroad = organisation("hanbit-abroad", country="VN")
    assert Circles(ON, SINCE).around([again.pk]) == {daon.pk, again.pk}
    assert GroupTie.objects.get().kind == GroupTie.Kind.SAME
    assert fold(abroad.name_en) != fold(again.name_en)


def test_the_same_name_in_another_country_is_another_body():
    for key, country in (("one", "KR"), ("two", "VN")):
        actions.register_organisation(
            **step(None),
            code=key,
            name_ko="교통부",
            name_en="Ministry of Transport",
            kind="government",
            country=country,
        )
    assert GroupTie.objects.count() == 0


def test_a_tie_by_name_that_was_wrong_is_retracted_and_not_made_again(officer):
    for key in ("one", "two"):
        actions.register_organisation(
            **step(None), code=key, name_ko="새봄", name_en="Saebom", kind="company", country="KR"
        )
    tie = GroupTie.objects.get()
    actions.retract(**step(officer), record=tie, reason="two firms")
    call(officer, tie.child, "Saebom Tech")
    assert Circles(ON, SINCE).around([tie.child_id]) == {tie.child_id}


def test_nobody_but_an_officer_records(officer):
    daon, stranger = organisation("daon"), person("stranger")
    for act in (
        lambda: call(stranger, daon, "x"),
        lambda: actions.record_tie(**step(stranger), parent=daon, child=organisation("b"), source="s"),
        lambda: actions.record_employment(**step(stranger), person=officer, organisation=daon, source="s"),
        lambda: actions.note_organisation(
            **step(stranger), code="n", name_ko="n", name_en="n", kind="company", country="KR"
        ),
    ):
        with pytest.raises(Refused, match=r"belongs to somebody else|다른"):
            act()
    assert not Entry.objects.filter(verb__startswith="organisations.record_").exists()


def test_somebody_says_themselves_where_they_worked(officer):
    daon, expert = organisation("daon"), person("expert")
    row = actions.record_employment(
        **step(expert), person=expert, organisation=daon, since=date(2020, 1, 1), until=date(2025, 1, 1), source="CV"
    )
    assert (row.person, row.organisation) == (expert, daon)
    with pytest.raises(Refused):
        actions.record_employment(
            **step(expert),
            person=expert,
            organisation=daon,
            since=date(2020, 1, 1),
            until=date(2025, 1, 1),
            source="CV",
        )


@pytest.mark.parametrize(
    ("since", "until", "source"),
    [(ON + timedelta(days=1), None, "s"), (date(2024, 1, 2), date(2024, 1, 1), "s"), (None, None, " ")],
)
def test_a_record_has_days_in_order_and_a_source(officer, since, until, source):
    given = {"parent": organisation("a"), "child": organisation("b"), "since": since, "until": until}
    with pytest.raises(Refused):
        actions.record_tie(**step(officer), **given, source=source)


def test_an_organisation_does_not_belong_to_itself(officer):
    a, b = organisation("a"), organisation("b")
    with pytest.raises(Refused):
        actions.record_tie(**step(officer), parent=a, child=a, source="s")
    actions.record_tie(**step(officer), parent=a, child=b, source="s")
    with pytest.raises(Refused):
        actions.record_tie(**step(officer), parent=b, child=a, source="s")
