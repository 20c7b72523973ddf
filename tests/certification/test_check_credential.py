"""The check of a credential on the page: one word, one sentence, one remedy, in the reader's language."""

import json

import pytest
from certification.test_credential import happened
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from cityloop.certification.models import Certificate, CertificateEvent, Credential


@pytest.fixture
def credential(stage):
    stage.case("granted")
    return Credential.objects.get()


def check(client, language="en", **sent):
    with override(language):
        return client.post(reverse("certification:check_credential"), sent)


def said(answer):
    return answer.context["verdict"].code


def test_a_pasted_and_an_uploaded_credential_get_the_same_answer_and_lead_to_the_certificate(client, credential):
    text = json.dumps(credential.content)
    for sent in ({"pasted": text}, {"file": SimpleUploadedFile("c.vc.json", text.encode())}):
        for language, word in (("ko", "유효"), ("en", "Valid")):
            answer = check(client, language, **sent)
            for file in sent.values():
                if hasattr(file, "seek"):
                    file.seek(0)
            assert (answer.status_code, said(answer)) == (200, "valid")
            assert word in answer.content.decode()
            assert credential.certificate.number in answer.content.decode()


@pytest.mark.law("17(3)")
def test_after_a_withdrawal_the_page_says_withdrawn(client, credential):
    happened(credential.certificate, CertificateEvent.Kind.WITHDRAWN, Certificate.Status.WITHDRAWN)
    answer = check(client, pasted=json.dumps(credential.content))
    assert said(answer) == "withdrawn"
    assert "Withdrawn" in answer.content.decode()


def test_a_changed_credential_is_tampered_and_names_no_certificate(client, credential):
    changed = credential.content | {"validUntil": "2099-01-01T00:00:00Z"}
    answer = check(client, pasted=json.dumps(changed))
    assert said(answer) == "tampered"
    assert answer.context["verdict_certificate"] is None


@pytest.mark.parametrize(
    "text",
    ["", "   ", "{", "[]", "null", '{"a": 1, "a": 2}', "\0", '{"a": NaN}', "[" * 100_000, '{"a":"' + "x" * 1_100_000],
    ids=["nothing", "blank", "half", "list", "null", "doubled key", "NUL", "NaN", "deep", "huge"],
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_no_document_is_said_at_the_form(client, db, text, language):
    answer = check(client, language, pasted=text)
    assert answer.status_code == 422
    assert answer.context["credential_form"].errors
    uploaded = check(client, language, file=SimpleUploadedFile("x.json", text.encode()))
    assert uploaded.status_code == 422


@pytest.mark.parametrize("text", ["{}", '{"proof": []}', '{"type": "VerifiableCredential"}', '{"certificate": 5}'])
def test_json_that_is_no_credential_is_called_so(client, credential, text):
    answer = check(client, pasted=text)
    assert (answer.status_code, said(answer)) == (200, "malformed")


def test_the_address_alone_shows_the_form(client, db):
    with override("en"):
        page = client.get(reverse("certification:check_credential"))
    assert (page.status_code, "verdict" in page.context) == (200, False)


def test_the_page_of_a_certificate_gives_what_a_check_needs(client, credential):
    with override("en"):
        page = client.get(reverse("certification:certificate", args=[credential.certificate.number]))
    content = page.content.decode()
    for address in (
        f"/api/v1/certificates/{credential.certificate.number}/credential",
        "/.well-known/did.json",
        "/api/v1/status-lists/revocation-1",
        "/api/v1/status-lists/suspension-1",
        f"/marks/{credential.certificate.number}.svg",
    ):
        assert f'"{address}"' in content
        assert client.get(address).status_code == 200
    assert credential.key.method in content
