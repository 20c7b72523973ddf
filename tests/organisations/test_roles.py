"""Who may do what follows from memberships and designations in force on the day."""

from datetime import timedelta

import pytest
from cast import AT, officer_for, organisation, person

from cityloop.audit.refusal import Refused
from cityloop.organisations.actions import designate, enrol_person, join_organisation, register_organisation
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import acts_for, designated, officers, organisations_of, parts_in_duty
from cityloop.organisations.rules import (
    answers_for_programme,
    certifies,
    owns_scheme,
    runs_programme,
    runs_scheme,
)

pytestmark = pytest.mark.django_db
DAY = AT.date()
Duty = Designation.Duty


@pytest.mark.law("3(1)")
def test_an_officer_of_the_designated_body_runs_the_scheme_and_no_other():
    officer = officer_for(Duty.OPERATING_BODY, "service")
    assert runs_scheme(officer, "service", DAY)
    assert not runs_scheme(officer, "other", DAY)
    assert not certifies(officer, "service", DAY)
    assert list(officers(Duty.OPERATING_BODY, "service", DAY)) == [officer]


@pytest.mark.law("3(1)")
def test_a_plain_member_of_the_body_and_an_outsider_run_nothing():
    officer = officer_for(Duty.OPERATING_BODY, "service")
    member = person("member", of=officer.organisations.get())
    assert not runs_scheme(member, "service", DAY)
    assert not runs_scheme(person("outsider"), "service", DAY)


@pytest.mark.law("3(1)", "6(7)")
def test_a_designation_that_lapsed_gives_nothing_the_day_after():
    officer = officer_for(Duty.CERTIFIER, "service")
    Designation.objects.update(until=DAY)
    assert certifies(officer, "service", DAY)
    assert not certifies(officer, "service", DAY + timedelta(days=1))


def test_a_membership_that_ended_gives_nothing_the_day_after():
    officer = officer_for(Duty.OPERATING_BODY, "service")
    body = officer.organisations.get()
    Membership.objects.update(until=DAY)
    assert acts_for(officer, body, DAY)
    assert not acts_for(officer, body, DAY + timedelta(days=1))


def test_the_owner_of_a_scheme_is_not_its_officer():
    officer = officer_for(Duty.OPERATING_BODY, "service")
    owner = person("owner", of=officer.organisations.get(), role=Membership.Role.SCHEME_OWNER)
    assert owns_scheme(owner, "service", DAY)
    assert not runs_scheme(owner, "service", DAY)
    assert not owns_scheme(officer, "service", DAY)


def test_somebody_not_signed_in_acts_for_nobody():
    organisation()
    assert not organisations_of(None, DAY).exists()


def test_whoever_registers_an_organisation_becomes_its_officer():
    founder = person("founder")
    body = register_organisation(
        actor=founder, at=AT, code="new", name_ko="새 기업", name_en="New", kind="company", country="KR"
    )
    assert body.memberships.get().role == Membership.Role.OFFICER
    assert acts_for(founder, body, DAY)


def test_a_code_that_is_taken_is_refused_with_a_remedy():
    organisation("daon")
    with pytest.raises(Refused) as refusal:
        organisation("daon")
    assert "daon" in str(refusal.value.why)
    assert str(refusal.value.remedy)


def test_a_second_account_for_an_address_is_refused_whatever_its_case():
    person("someone")
    with pytest.raises(Refused):
        enrol_person(actor=None, at=AT, email="Someone@Example.org", name_ko="가", name_en="A")


@pytest.mark.law("3(1)", "6(1)")
def test_nobody_designates_through_the_site():
    officer = officer_for(Duty.OPERATING_BODY, "service")
    with pytest.raises(Refused):
        designate(
            actor=officer, at=AT, organisation=officer.organisations.get(), duty=Duty.CERTIFIER, scheme="service",
            since=DAY, source="myself",
        )  # fmt: skip
    assert not certifies(officer, "service", DAY)


def test_an_officer_enrols_into_their_own_organisation_and_into_no_other():
    officer = officer_for(Duty.OPERATING_BODY, "service")
    body = officer.organisations.get()
    made = enrol_person(actor=officer, at=AT, email="new@example.org", name_ko="새", name_en="New", organisation=body)
    assert acts_for(made, body, DAY)
    with pytest.raises(Refused):
        enrol_person(
            actor=officer, at=AT, email="spy@example.org", name_ko="가", name_en="S", organisation=organisation("other")
        )


def test_a_plain_member_gives_nobody_a_role():
    body = organisation()
    member, friend = person("member", of=body), person("friend")
    with pytest.raises(Refused):
        join_organisation(actor=member, at=AT, person=friend, organisation=body)
    assert not acts_for(friend, body, DAY)


def test_a_secretariat_of_one_track_runs_that_track_and_no_other():
    officer = officer_for(Duty.SECRETARIAT, "network", part="planning")
    assert runs_programme(officer, "network", DAY)
    assert runs_programme(officer, "network", DAY, part="planning")
    assert not runs_programme(officer, "network", DAY, part="demonstration")
    assert parts_in_duty(officer, Duty.SECRETARIAT, "network", DAY) == {"planning"}
    assert list(officers(Duty.SECRETARIAT, "network", DAY, part="planning")) == [officer]
    assert not officers(Duty.SECRETARIAT, "network", DAY, part="demonstration").exists()
    assert not designated(Duty.SECRETARIAT, "network", DAY, part="demonstration").exists()


def test_whoever_is_designated_for_all_of_a_programme_runs_each_track():
    officer = officer_for(Duty.AUTHORITY, "network")
    assert answers_for_programme(officer, "network", DAY, part="planning")
    assert not runs_programme(officer, "network", DAY, part="planning")
    assert parts_in_duty(officer, Duty.AUTHORITY, "network", DAY) == {""}
    assert parts_in_duty(None, Duty.AUTHORITY, "network", DAY) == set()


def test_one_body_may_hold_two_tracks_from_the_same_day():
    officer = officer_for(Duty.SECRETARIAT, "network", part="planning")
    body = officer.organisations.get()
    since = Designation.objects.get().since
    designate(
        actor=None,
        at=AT,
        organisation=body,
        duty=Duty.SECRETARIAT,
        scheme="network",
        since=since,
        source="test",
        part="demonstration",
    )
    assert runs_programme(officer, "network", DAY, part="demonstration")
