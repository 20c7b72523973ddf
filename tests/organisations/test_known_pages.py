"""The pages on which officers record what is known of organisations."""

import pytest
from cast import officer_for, organisation, person
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cityloop.organisations.models import Designation, Employment, GroupTie, Organisation, OrganisationName

pytestmark = pytest.mark.django_db
HOME = "/en/organisation/known/"


@pytest.fixture
def officer(client):
    found = officer_for(Designation.Duty.SECRETARIAT, "k", code="secretariat")
    client.force_login(found)
    return found


def send(client, code="daon", **given):
    return client.post(f"{HOME}{code}/", {"source": "register of firms", **given})


@pytest.mark.parametrize("path", ["", "new/", "daon/"])
def test_nobody_but_officers_finds_the_pages(client, path):
    organisation("daon")
    assert client.get(HOME + path).status_code == 302
    client.force_login(person("stranger"))
    assert client.get(HOME + path).status_code == 404


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_officer_records_a_name_and_finds_the_organisation_by_it(client, officer, language):
    organisation("daon")
    assert send(client, do="name", kind="former", name="한빛도시").status_code == 302
    page = client.get(f"/{language}/organisation/known/?q=㈜한빛도시").content.decode()
    assert "daon" in page and "secretariat" not in page
    assert "한빛도시" in client.get(f"/{language}/organisation/known/daon/").content.decode()
    assert "/known/" in client.get(f"/{language}/organisation/").content.decode()


@pytest.mark.parametrize(("relation", "pair"), [("parent", ("hanbit", "daon")), ("child", ("daon", "hanbit"))])
def test_an_officer_records_a_parent_or_a_subsidiary_by_any_name(client, officer, relation, pair):
    organisation("daon")
    organisation("hanbit")
    send(client, "hanbit", do="name", kind="former", name="옛 한빛")
    assert send(client, do="tie", other="옛한빛", relation=relation).status_code == 302
    tie = GroupTie.objects.get()
    assert (tie.parent.code, tie.child.code) == pair


@pytest.mark.parametrize("other", ["nobody of this name", "body", "daon", ""])
def test_a_name_that_is_nobodys_or_several_or_its_own_is_answered_beside_the_field(client, officer, other):
    organisation("daon")
    organisation("hanbit")
    answer = send(client, do="tie", other=other, relation="parent")
    assert answer.status_code == 422 and GroupTie.objects.count() == 0


def test_an_officer_records_where_somebody_worked(client, officer):
    organisation("daon")
    expert = person("expert")
    assert send(client, do="employment", person="EXPERT@example.org", since="2024-01-01").status_code == 302
    assert Employment.objects.get().person == expert
    assert send(client, do="employment", person="ghost@example.org").status_code == 422


def test_a_wrong_record_is_retracted_with_a_reason_and_stays_to_be_read(client, officer):
    organisation("daon")
    send(client, do="name", kind="former", name="한빛도시")
    name = OrganisationName.objects.get()
    given = {"do": "retract", "what": "name", "record": name.pk}
    client.post(f"{HOME}daon/", given)
    assert not hasattr(OrganisationName.objects.get(), "retraction")
    client.post(f"{HOME}daon/", {**given, "reason": "another firm"})
    assert "another firm" in client.get(f"{HOME}daon/").content.decode()
    again = client.post(f"{HOME}daon/", {**given, "reason": "once more"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    "given", [{"what": "tie", "record": "1"}, {"what": "x", "record": "1"}, {"record": "9" * 30}, {}]
)
def test_a_retraction_of_nothing_is_no_error_of_the_server(client, officer, given):
    organisation("daon")
    assert client.post(f"{HOME}daon/", {"do": "retract", "reason": "r", **given}).status_code in (302, 404)


def test_a_record_of_another_organisation_is_not_retracted_from_here(client, officer):
    organisation("daon")
    organisation("hanbit")
    send(client, "hanbit", do="name", kind="former", name="옛 한빛")
    given = {"do": "retract", "what": "name", "record": OrganisationName.objects.get().pk, "reason": "r"}
    assert client.post(f"{HOME}daon/", given).status_code == 404


def test_an_organisation_is_entered_without_giving_anybody_a_right(client, officer):
    given = {"name_ko": "옛 직장", "name_en": "Old employer", "code": "old", "kind": "company", "country": "KR"}
    assert client.post(f"{HOME}new/", given).status_code == 302
    assert Organisation.objects.get(code="old").memberships.count() == 0
    assert client.post(f"{HOME}new/", given).status_code == 422


def test_the_list_costs_the_same_questions_for_one_and_for_three(client, officer):
    asked = []
    for more in (("daon",), ("b", "c", "d")):
        for code in more:
            organisation(code)
        client.get(HOME)  # counts what waits, once after each act
        with CaptureQueriesContext(connection) as questions:
            assert client.get(HOME).status_code == 200
        asked.append(len(questions))
    assert asked == [8, 8]
