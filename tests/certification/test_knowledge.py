"""What certification tells the directory about a service: marks by area, and what became of its certificates."""

import json

import pytest
from django.utils import timezone

from cityloop.assessment.models import Outcome
from cityloop.catalogue.shown import known_of
from cityloop.certification.models import Certificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(stage):
    stage.case("granted")
    return Certificate.objects.get()


def sections(service) -> dict:
    return {one.id: one.facts.get(service.pk, []) for one in known_of([service], timezone.localdate())}


def test_a_certified_service_shows_its_marks_by_area_and_its_certificates_history(client, certificate):
    service = certificate.service
    known = sections(service)
    nodes = Outcome.objects.get(digest=certificate.content["outcome_sha256"], case=certificate.case).nodes
    assert [fact.share for fact in known["judged"][1:]] == [area["share"] for area in nodes["areas"].values()]
    assert [fact.value for fact in known["certificates"]] == [certificate.number]
    page = client.get(f"/en/services/{service.code}/").content.decode()
    assert "How it was judged" in page and "What became of its certificates" in page
    assert page.count(f"/en/certification/certificates/{certificate.number}/") >= 2


def test_the_questions_do_not_grow_with_the_services(certificate, django_assert_num_queries):
    service = certificate.service
    known_of([service], timezone.localdate())
    for several in ([service], [service, service, service]):
        with django_assert_num_queries(5):  # three of certificates, one of ratings, one of pilots
            known_of(several, timezone.localdate())


def test_of_a_service_without_a_certificate_nothing_is_told(certificate):
    service = certificate.service
    service.pk = service.pk + 1_000
    assert not {"judged", "certificates"} & set(sections(service))


@pytest.mark.parametrize("address", ["services/{code}/data.jsonld", "services/data.jsonld"])
def test_linked_data_name_who_certified_and_from_when(client, certificate, address):
    answer = client.get(f"/en/{address.format(code=certificate.service.code)}")
    content = json.loads(answer.content if hasattr(answer, "content") else b"".join(answer.streaming_content))
    service = content["@graph"][0] if "@graph" in content else content
    said = service["hasCertification"]
    assert said["certificationIdentification"] == certificate.number
    assert (said["validFrom"], said["expires"]) == (
        certificate.issued_on.isoformat(),
        certificate.valid_until.isoformat(),
    )
    issuer = certificate.content["certifier"]
    assert {"@value": issuer["ko"], "@language": "ko"} in said["issuedBy"]["name"]
    assert said["url"].endswith(f"/certificates/{certificate.number}/")
