"""The public API: what it says, in both languages, and that nothing that is asked can break it."""

import json
import re
from datetime import timedelta

import pytest
from certification.test_credential import happened
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from house.files import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityloop.certification.keyring import forget
from cityloop.certification.models import Certificate, CertificateEvent, Credential, IssuingKey
from cityloop.certification.templatetags.marks import WORDS
from cityloop.engine.credential import verify
from cityloop.engine.edition import digest

API = "/api/v1/"
Kind, Status = CertificateEvent.Kind, Certificate.Status


@pytest.fixture
def certificate(stage):
    stage.case("granted")
    return Certificate.objects.get()


def get(client, path, **headers):
    return client.get(API + path, headers=headers)


def test_a_stranger_verifies_a_certificate_with_what_the_api_gives_and_nothing_else(client, certificate):
    credential = get(client, f"certificates/{certificate.number}/credential")
    assert credential["Content-Type"] == "application/vc"
    keys = get(client, "keys").json()
    asked = []

    def listed(address):
        asked.append(address)
        return json.loads(client.get(address.removeprefix("https://cert.example")).content)

    assert verify(json.loads(credential.content), keys, listed, timezone.now()).code == "valid"
    assert len(asked) == 2
    assert client.get("/.well-known/did.json").json() == keys
    for other, address in (("revocation", asked[1]), ("suspension", asked[0])):
        assert other not in address


@pytest.mark.law("17(3)")
def test_a_withdrawal_is_published_with_the_next_answer(client, certificate):
    address = f"certificates/{certificate.number}"
    before = get(client, address)
    assert (before.json()["status"], before.json()["intact"]) == ("valid", True)
    happened(certificate, Kind.WITHDRAWN, Status.WITHDRAWN, at=timezone.now())
    after = get(client, address, **{"if-none-match": before["ETag"]})
    assert after.status_code == 200
    said = after.json()
    assert said["status"] == "withdrawn"
    assert said["status_name"] == {"ko": "취소", "en": "Withdrawn"}
    assert [event["kind"] for event in said["events"]] == ["issued", "withdrawn"]
    credential = Credential.objects.get().content

    def listed(address):
        return json.loads(client.get(address.removeprefix("https://cert.example")).content)

    assert verify(credential, get(client, "keys").json(), listed, timezone.now()).code == "withdrawn"


def test_a_certificate_that_was_altered_in_the_database_says_so(client, certificate):
    Certificate.objects.update(content=certificate.content | {"grade": "9"})
    assert get(client, f"certificates/{certificate.number}").json()["intact"] is False


def test_whoever_has_it_already_gets_304(client, certificate):
    for path in (f"certificates/{certificate.number}", "keys", "schemes", "status-lists/revocation-1"):
        first = get(client, path)
        again = get(client, path, **{"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert first["Access-Control-Allow-Origin"] == again["Access-Control-Allow-Origin"] == "*"
        assert "max-age=300" in first["Cache-Control"]


def test_an_edition_by_its_digest_has_that_digest(client, certificate):
    said = get(client, f"editions/{certificate.content['edition_sha256']}").json()
    assert said["intact"] is True
    assert digest(said["content"]) == said["sha256"] == certificate.content["edition_sha256"]
    assert {state["state"] for state in said["states"]} == {"mock", "in_force"}


def test_schemes_lead_to_their_editions(client, certificate):
    (scheme,) = get(client, "schemes").json()
    assert get(client, f"schemes/{scheme['id']}").json() == scheme
    address = scheme["editions"][0]["content"].removeprefix("http://testserver")
    assert client.get(address).json()["title"] == scheme["title"]


def test_links_lead_where_they_say(client, certificate):
    for address in get(client, f"certificates/{certificate.number}").json()["links"].values():
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "certificates/C-NB-2026-9999",
        "certificates/C-NB-2026-9999/credential",
        "certificates/%00",
        "certificates/가나다",
        f"certificates/{'9' * 5_000}",
        "status-lists/revocation-2",
        "status-lists/revocation-99999999999999999999",
        "status-lists/%00-1",
        "schemes/nothing",
        "schemes/%00",
        "editions/" + "0" * 64,
        "editions/%00",
        "editions/" + "A" * 64,
        "nothing/at/all",
        "",
    ],
)
def test_what_is_not_there_is_404_in_the_reader_s_language(client, certificate, path):
    korean, english = (get(client, path, **{"accept-language": code}) for code in ("ko", "en"))
    assert (korean.status_code, english.status_code) == (404, 404)
    for answer in (korean, english):
        assert answer["Content-Type"] == "application/json"
        assert set(answer.json()["error"]) == {"status", "what", "why", "remedy"}
        assert answer["Cache-Control"] == "no-store"
    assert re.search("[가-힣]", korean.json()["error"]["what"])
    assert not re.search("[가-힣]", english.json()["error"]["what"])


ANYTHING = st.text(alphabet=st.characters(exclude_characters="/?#", exclude_categories=["Cs"]), min_size=1, max_size=80)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(asked=ANYTHING, where=st.sampled_from(["certificates/{}", "certificates/{}/credential", "status-lists/{}"
    , "schemes/{}", "editions/{}", "{}"]))  # fmt: skip
def test_no_question_breaks_it(certificate, asked, where):
    answer = Client(raise_request_exception=True).get(API + where.format(asked))
    assert answer.status_code in (200, 404)
    json.loads(answer.content)


def test_nothing_can_be_written(client, certificate):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(API + "schemes").status_code == 405


def test_without_its_private_key_a_list_is_not_served_and_the_reason_is(client, certificate):
    forget(IssuingKey.objects.get().public_key)
    answer = get(client, "status-lists/revocation-1", **{"accept-language": "en"})
    assert answer.status_code == 503
    assert "private key" in answer.json()["error"]["why"]
    assert ".pem" not in answer.json()["error"]["what"]


def test_before_the_first_key_there_is_nothing_to_trust(db, client):
    assert get(client, "keys").status_code == 404
    assert client.get("/.well-known/did.json").status_code == 404
    assert get(client, "status-lists/revocation-1").status_code == 404
    assert get(client, "schemes").json() == []


@pytest.mark.parametrize(("rows", "asked"), [(1, 2), (3, 2)])
def test_schemes_cost_the_same_questions_at_one_edition_and_at_three(
    db, client, rows, asked, django_assert_num_queries
):
    from cast import AT
    from certification.stage import content

    from cityloop.assessment.actions import publish_edition

    for n in range(rows):
        publish_edition(actor=None, at=AT, content=content(edition=f"2026-{n}"))
    get(client, "schemes")
    with django_assert_num_queries(3):
        assert len(get(client, "schemes").json()[0]["editions"]) == rows


def test_a_certificate_costs_few_questions(client, certificate):
    from django.db import connection

    with CaptureQueriesContext(connection) as asked:
        get(client, f"certificates/{certificate.number}")
    assert len(asked) == 3


def test_every_route_is_documented(client, db):
    page = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    described = get(client, "openapi.json").json()["paths"]
    documented = set(re.findall(r"^\| `(/[^`]*)` \|", page, re.MULTILINE))
    assert {path.removeprefix("/api/v1") for path in described} == documented
    assert all(operation["get"]["summary"] for operation in described.values())


@pytest.mark.law("16(2)")
@pytest.mark.law("16(1)")
@pytest.mark.parametrize(
    ("status", "korean", "english"),
    [
        (Status.SUSPENDED, "인증 정지", "Suspended"),
        (Status.WITHDRAWN, "인증 취소", "Withdrawn"),
        (Status.SUPERSEDED, "새 인증서로 대체", "Superseded"),
        (Status.EXPIRED, "인증기간 만료", "Expired"),
    ],
)
def test_the_mark_says_itself_when_it_may_no_longer_be_shown(client, certificate, status, korean, english):
    address = f"/marks/{certificate.number}.svg"
    valid = client.get(address)
    assert "인증 · Certified" in valid.content.decode()
    assert valid["Content-Type"] == "image/svg+xml"
    if status == Status.EXPIRED:
        yesterday = timezone.localdate() - timedelta(days=1)
        Certificate.objects.update(issued_on=yesterday - timedelta(days=9), valid_until=yesterday)
    else:
        Certificate.objects.update(status=status)
    drawn = client.get(address)
    assert f"{korean} · {english}" in drawn.content.decode()
    assert "Certified" not in drawn.content.decode()
    assert "max-age=300" in drawn["Cache-Control"]
    assert drawn["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.law("16(3)")
@pytest.mark.parametrize(("language", "says"), [("ko", "자체 도안"), ("en", "The drawing is our own")])
def test_the_page_of_a_certificate_says_that_the_drawing_of_the_mark_is_our_own(client, certificate, language, says):
    assert says in client.get(f"/{language}/certification/certificates/{certificate.number}/").content.decode()


@pytest.mark.law("16(2)")
def test_every_status_has_a_mark(db):
    assert {status.value for status in Status} <= WORDS.keys()


@pytest.mark.law("16(2)")
def test_a_number_that_was_never_issued_has_a_mark_that_says_so(client, certificate):
    drawn = client.get("/marks/C-NB-2026-9999.svg")
    assert drawn.status_code == 404
    assert "Never issued" in drawn.content.decode()
    assert "<script" not in client.get("/marks/x-script.svg").content.decode()


@pytest.mark.law("16(2)")
def test_the_mark_of_a_replay_does_not_certify(client, certificate):
    case = certificate.case
    type(case).objects.filter(pk=case.pk).update(record="a public record")
    drawn = client.get(f"/marks/{certificate.number}.svg").content.decode()
    assert "Replay, not certified" in drawn
    assert "인증 · Certified" not in drawn
