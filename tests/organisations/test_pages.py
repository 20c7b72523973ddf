"""My organisation: registered by a newcomer, seen by those who belong to it."""

import pytest
from cast import organisation, person
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cityloop.organisations.models import Membership, Organisation

pytestmark = pytest.mark.django_db

FORM = {"name_ko": "새봄기술", "name_en": "Saebom", "code": "Saebom", "kind": "company", "country": "KR"}


def test_a_newcomer_registers_an_organisation_and_is_its_officer(client):
    client.force_login(person("newcomer"))
    page = client.post("/en/organisation/register/", FORM, follow=True).content.decode()
    assert "Officer in charge" in page
    assert Membership.objects.get(organisation__code="saebom").role == Membership.Role.OFFICER


def test_a_code_that_is_taken_is_said_beside_its_field(client):
    organisation("saebom")
    client.force_login(person("newcomer"))
    answer = client.post("/en/organisation/register/", FORM)
    assert answer.status_code == 422
    assert "is taken" in answer.content.decode()
    assert Organisation.objects.count() == 1


def test_members_of_other_organisations_are_not_shown(client):
    ours, theirs = organisation("ours"), organisation("theirs")
    person("stranger", of=theirs)
    client.force_login(person("colleague", of=ours))
    page = client.get("/en/organisation/").content.decode()
    assert "colleague" in page and "stranger" not in page


@pytest.mark.parametrize("path", ["", "register/"])
def test_the_pages_ask_to_sign_in(client, path):
    assert client.get(f"/en/organisation/{path}").status_code == 302


def test_people_are_listed_with_the_same_number_of_questions(client):
    ours = organisation("ours")
    client.force_login(person("first", of=ours))
    asked = []
    for newcomers in ((), ("second", "third")):
        for key in newcomers:
            person(key, of=ours)
        client.get("/ko/organisation/")  # what waits is counted once and remembered
        with CaptureQueriesContext(connection) as questions:
            assert client.get("/ko/organisation/").status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 15
