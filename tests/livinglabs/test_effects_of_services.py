"""What pilots measured of a service stands on its page, in the comparison and in its data, never without interval."""

import json
import re

import pytest
from cast import AT, officer_for, organisation, person
from django.utils.translation import override

from cityloop.catalogue.actions import import_services, list_service, record_city, register_service
from cityloop.catalogue.models import Service
from cityloop.catalogue.search import index
from cityloop.catalogue.trials import places_of, trials_of
from cityloop.demo.labs import madrid, measure
from cityloop.livinglabs.models import Effect, Pilot, Protocol
from cityloop.organisations.models import Designation

pytestmark = pytest.mark.django_db
NAME = "/services/air/"
EFFECT = "−6.8 µg/m³ (95% interval"


@pytest.fixture(autouse=True)
def own_evidence(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


@pytest.fixture
def services(db):
    rows = [{"code": code, "name_en": f"Service {code}", "fields": ["transport"]} for code in ("air", "b", "c")]
    import_services(actor=None, at=AT, source="a list", file="a.csv", sha256="0" * 64, records=rows)
    index.catch_up()
    return list(Service.objects.order_by("code"))


@pytest.fixture
def officer(db):
    return officer_for(Designation.Duty.OPERATING_BODY, "service")


@pytest.fixture
def pilot(services, officer):
    """A pilot of the first service, under way, its protocol fixed and nothing measured yet."""
    found = madrid(officer, AT)
    Pilot.objects.filter(pk=found.pk).update(service=services[0], state="running")
    return Pilot.objects.get(pk=found.pk)


@pytest.fixture
def effect(pilot, officer):
    measure(officer, AT, pilot)
    return pilot.effects.get()


def page(client, path, language="en") -> str:
    return re.sub(r"\s+", " ", client.get(f"/{language}{path}").content.decode())


def again(effect, service, code, **changes) -> Effect:
    """The same pilot once more, of another service."""
    shape = {"title_ko": "실증", "title_en": code, "question_ko": "?", "question_en": "?", "city_ko": "시"}
    pilot = Pilot.objects.create(
        code=code, city_en=code, country="FR", service=service, began_on=AT.date(), opened_at=AT, **shape
    )
    said = {"content": effect.protocol.content, "digest": code, "frozen_at": AT, "after_the_fact": True}
    return estimated(effect, pilot, Protocol.objects.create(pilot=pilot, **said), **changes)


def estimated(effect, pilot, protocol, **changes) -> Effect:
    names = ("estimate", "low", "high", "verdict", "content", "digest", "computed_at")
    return Effect.objects.create(
        pilot=pilot, protocol=protocol, **{name: getattr(effect, name) for name in names} | changes
    )


def test_the_page_the_comparison_and_the_data_say_the_effect_its_interval_and_no_more(client, effect):
    english, korean = effect.content["sentence"]["en"], effect.content["sentence"]["ko"]
    for path in (NAME, "/services/compare/?s=air&s=b"):
        shown = page(client, path)
        assert EFFECT in shown and english in shown and "difference-in-differences" in shown
        assert "no2_ugm3_mean" in shown and 'href="/en/labs/madrid-central/"' in shown
        told = page(client, path, "ko")
        assert "95% 구간" in told and korean in told and "이중차분" in told and "실증에서 측정한 효과" in told
    told = client.get("/api/v1/services/air").json()["facts"]["pilots"][0]
    assert (told["effect"]["low"], told["effect"]["high"]) == (effect.low, effect.high)
    assert told["effect"]["sentence"] == effect.content["sentence"] and told["effect"]["unit"] == "µg/m³"
    assert client.get(told["effect"]["href"].removeprefix("http://testserver")).json()["digest"] == effect.digest
    for path in ("air/data.jsonld", "data.jsonld"):
        answer = client.get(f"/ko/services/{path}")
        content = json.loads(answer.content if hasattr(answer, "content") else b"".join(answer.streaming_content))
        node = content["@graph"][0] if "@graph" in content else content
        measured = node["subjectOf"][0]["variableMeasured"]
        assert (measured["value"], measured["minValue"], measured["maxValue"]) == (
            effect.estimate,
            effect.low,
            effect.high,
        )
        assert node["subjectOf"][0]["url"] == "http://testserver/en/labs/madrid-central/"


def test_a_service_that_nobody_measured_says_so(client, pilot):
    """One was never tested; of the other a pilot runs, its protocol is fixed, and no effect was estimated."""
    assert "No pilot of this service is on record here." in page(client, "/services/b/")
    assert "이 서비스를 실증한 기록이 여기에는 없습니다." in page(client, "/services/b/", "ko")
    shown = page(client, NAME)
    assert "not measured" in shown and "Madrid" in shown and "No pilot of this service" not in shown
    assert client.get("/api/v1/services/air").json()["facts"]["pilots"][0]["effect"] is None
    assert "subjectOf" not in client.get("/en/services/air/data.jsonld").json()


def test_the_last_effect_is_told_and_a_number_without_an_interval_is_not(client, pilot, effect):
    estimated(effect, pilot, pilot.protocol, estimate=-99.5, low=None, high=None, verdict="unknown", digest="later")
    shown = page(client, NAME)
    assert (
        "Cannot be told" in shown and EFFECT not in shown and "99" not in shown.split("What pilots measured")[1][:900]
    )


def test_an_outsider_reads_of_no_pilot_of_a_service_that_is_a_draft(client, effect):
    daon = organisation("daon")
    owner = person("owner", of=daon)
    draft = register_service(
        actor=owner, at=AT, code="secret", provider=daon, fields=["transport"], name_en="Secret thing",
        name_ko="비밀", summary_ko="가", summary_en="A", type="unit", operation="live", countries="KR", start_year=2023,
    )  # fmt: skip
    Pilot.objects.update(service=draft)
    assert client.get("/en/services/secret/").status_code == 404
    assert client.get("/en/services/secret/data.jsonld").status_code == 404
    assert client.get("/api/v1/services/secret").status_code == 404
    assert EFFECT not in page(client, "/services/compare/?s=secret&s=b")
    assert "Secret thing" not in page(client, "/labs/madrid-central/")
    client.force_login(owner)
    assert EFFECT in page(client, "/services/secret/") and EFFECT in page(client, "/services/compare/?s=secret&s=b")
    list_service(actor=owner, at=AT, service=draft)
    client.logout()
    assert EFFECT in page(client, "/services/secret/")
    assert 'href="/en/services/secret/"' in page(client, "/labs/madrid-central/")


def test_it_runs_where_a_pilot_of_it_has_begun_and_the_word_of_its_provider_goes_first(client, services, pilot):
    assert '<a href="/en/labs/madrid-central/">Madrid, Spain</a>' in page(client, NAME)
    assert "Madrid, Spain (pilot: Running)" in page(client, "/services/compare/?s=air&s=b")
    record_city(actor=None, at=AT, service=services[0], city_en="Madrid", country="ES", operation="live")
    with override("en"):
        assert [(one.place, one.standing) for one in places_of(services[:1])[services[0].pk]] == [
            ("Madrid, Spain", "In operation")
        ]
    Pilot.objects.update(state="planned", service=services[1])
    assert places_of(services)[services[1].pk] == [] and "Madrid" in page(client, "/services/b/")


def test_the_effects_of_one_and_of_three_services_cost_the_same(client, services, effect, django_assert_num_queries):
    for at, service in enumerate(services[1:]):
        again(effect, service, f"again-{at}")
    client.get("/en/services/compare/?s=air")
    for some in (services[:1], services):
        with django_assert_num_queries(2):
            assert len(trials_of(some)) == len(some)
        with django_assert_num_queries(11):
            client.get("/en/services/compare/?" + "&".join(f"s={one.code}" for one in some))


def test_what_speaks_against_an_effect_stands_beside_it_and_small_effects_keep_their_digits(client, pilot, effect):
    doubts = [{"ko": "의심스러움", "en": "It is in doubt"}]
    small = {"estimate": 0.0123, "low": 0.00561, "high": 0.0234, "content": {**effect.content, "doubts": doubts}}
    estimated(effect, pilot, pilot.protocol, digest="later", **small)
    shown = page(client, NAME)
    assert "+0.012 µg/m³ (95% interval 0.0056 ~ 0.024)" in shown
    assert "What speaks against it: It is in doubt." in shown
    assert client.get("/api/v1/services/air").json()["facts"]["pilots"][0]["effect"]["doubts"] == doubts
