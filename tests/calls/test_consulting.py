"""An award opens a consultation with the city that applied, where the call's file says so."""

import pytest
from calls.stage_awards import DECIDED, Stage, track
from cast import organisation, person

from cityloop.consulting.actions import close_consultation, open_consultation, register_city
from cityloop.consulting.models import City, Consultation
from cityloop.organisations.models import Membership

TOLD = {"kinds": ["local_government"], "languages": ["en", "ko"]}
TRACKS = [track("build", "consortium"), track("plan", "contractor", consulting=TOLD)]


@pytest.fixture
def stage(db, settings):
    settings.LANGUAGE_CODE = "en"
    return Stage(tracks=TRACKS)


def town(code="claro", country="PE", kind="local_government"):
    return organisation(code, kind=kind, country=country)


def test_an_award_opens_the_consultation_of_the_city_in_a_language_that_the_call_has(stage, client):
    body = town()
    award = stage.award("plan", applicant=body)
    found = Consultation.objects.get()
    assert (found.city.organisation, found.follows, found.language) == (body, award.case.reference, "en")
    assert found.city.region == City.Region.ELSEWHERE and found.opened_by is None
    official = person("official", of=body, role=Membership.Role.OFFICER)
    client.force_login(official)
    page = client.get(f"/en/cities/{found.city.code}/consultation/").content.decode()
    assert award.case.reference in page and "English" in page
    assert (
        f"/en/cities/{found.city.code}/consultation/"
        in client.get(f"/en/calls/awards/{award.case.reference}/").content.decode()
    )
    client.force_login(stage.stranger)
    assert client.get(f"/en/cities/{found.city.code}/consultation/").status_code == 404


def test_a_city_is_advised_in_its_own_language_where_the_call_has_it(stage):
    stage.award("plan", applicant=town("hanbat", "KR"))
    assert Consultation.objects.get().language == "ko"


def test_only_a_track_that_says_so_opens_one_and_only_for_the_kinds_that_it_names(stage):
    stage.award("build", applicant=town())
    stage.award("plan", applicant=town("forum", kind="international_organisation"))
    stage.award("plan", announced=False, applicant=town("later"))
    assert not Consultation.objects.exists() and not City.objects.exists()


def test_a_consultation_under_way_goes_on_and_a_known_city_is_not_entered_twice(stage):
    body = town()
    official = person("official", of=body, role=Membership.Role.OFFICER)
    city = register_city(
        actor=None, at=DECIDED, code="puerto", organisation=body, name_ko="푸에르토", name_en="Puerto", country="PE",
        region="elsewhere",
    )  # fmt: skip
    under_way = open_consultation(actor=official, at=DECIDED, city=city)
    stage.award("plan", applicant=body)
    assert list(Consultation.objects.all()) == [under_way] and City.objects.get() == city
    close_consultation(actor=official, at=DECIDED, consultation=under_way)
    stage.award("plan", applicant=body)
    assert city.consultations.filter(state="open").get().follows


def test_the_code_of_another_city_is_not_taken(stage):
    register_city(
        actor=None, at=DECIDED, code="claro", name_ko="다른 곳", name_en="Another", country="CL", region="elsewhere"
    )
    body = town()
    stage.award("plan", applicant=body)
    assert Consultation.objects.get().city.code == f"claro-{body.pk}"
