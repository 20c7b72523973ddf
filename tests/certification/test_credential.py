"""Every certificate is a signed credential; its place on the status lists follows from what is recorded."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from cast import AT
from certification.aftermath import UNTIL_2, Aftermath
from django.db import DatabaseError, transaction
from django.utils.translation import override

from cityloop.audit.queries import verify as whole
from cityloop.audit.refusal import Refused
from cityloop.certification import actions, queries
from cityloop.certification.keyring import forget, new_key, place
from cityloop.certification.models import Certificate, CertificateEvent, Credential, Decision, IssuingKey
from cityloop.engine.credential import LEAST_BITS, verify
from cityloop.engine.edition import digest

NOW = AT + timedelta(days=30)
Kind, Status = CertificateEvent.Kind, Certificate.Status


def happened(certificate, kind, status, at=NOW):
    """What an action of suspension or withdrawal writes: the event, and the status folded from it."""
    CertificateEvent.objects.create(certificate=certificate, kind=kind, at=at, reason="a test")
    Certificate.objects.filter(pk=certificate.pk).update(status=status)


@pytest.fixture
def credential(stage):
    stage.case("granted")
    return Credential.objects.get()


@pytest.mark.law("15(3)")
def test_granting_signs_the_certificate_as_a_credential_in_the_same_transaction(stage, credential):
    certificate = Certificate.objects.get()
    content = credential.content
    assert queries.verdict_here(content, NOW).code == "valid"
    assert content["type"] == ["DigitalConformityCredential", "VerifiableCredential"]
    assert content["issuer"]["id"] == "did:web:cert.example"
    assert content["certificate"] == certificate.content
    assert digest(content["certificate"]) == certificate.digest
    assert content["validUntil"] == "2028-09-07T14:59:59Z"  # the last second of that day in Seoul
    assert content["credentialSubject"]["issuedToParty"]["registeredId"] == certificate.holder.code
    assert content["credentialSubject"]["conformityAssessment"][0]["conformance"] is True
    assert whole() is None


def test_without_a_key_nothing_is_decided_and_the_officer_reads_what_to_do(stage):
    case = stage.case("decision")
    forget(IssuingKey.objects.get().public_key)
    with override("en"), pytest.raises(Refused, match="private key of this installation is not where it is kept"):
        stage.decide(case)
    assert not Decision.objects.exists() and not Certificate.objects.exists()
    with override("en"), pytest.raises(Refused, match="cityloop keys new"):
        actions.issue_credential(actor=None, at=AT - timedelta(days=1), certificate=None)


def test_a_private_key_that_others_can_read_signs_nothing(stage):
    case = stage.case("decision")
    place(IssuingKey.objects.get().public_key).chmod(0o644)
    with override("ko"), pytest.raises(Refused, match="chmod 600"):
        stage.decide(case)
    assert not Certificate.objects.exists()


def test_a_private_key_is_its_owner_s_only_and_never_in_the_database(stage, settings):
    key = IssuingKey.objects.get()
    path = place(key.public_key)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert str(settings.KEYS_ROOT) in str(path)
    assert "PRIVATE" not in json.dumps(list(IssuingKey.objects.values()), default=str)


def test_a_key_may_come_from_the_environment(stage, settings):
    settings.SIGNING_KEY = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
    step = {"actor": None, "at": AT + timedelta(days=1)}
    key = actions.publish_key(**step, public_key=new_key(), address="https://cert.example")
    assert (key.public_key[:6], key.method) == ("z6MkrJ", "did:web:cert.example#key-2")
    stage.case("granted")
    assert Credential.objects.get().key == key
    assert queries.verdict_here(Credential.objects.get().content, NOW).code == "valid"
    settings.SIGNING_KEY = "not a key"
    with pytest.raises(Refused):
        stage.case("granted")


@pytest.mark.law("17(3)")
def test_a_suspension_and_its_end_are_on_the_list_with_the_action_itself(stage):
    after = Aftermath(stage)
    certificate = after.certificate()
    content = queries.credential_of(certificate).content
    after.suspend(certificate)
    assert (
        queries.verdict_here(content, AT + timedelta(days=7)).code == "suspended"
    )  # the list says what is, not what was
    assert queries.verdict_here(content, NOW).code == "suspended"
    actions.lift_suspension(**after.step("certifier", 9), certificate=certificate, reason="the survey is in order")
    assert queries.verdict_here(content, NOW).code == "valid"


@pytest.mark.law("17(3)")
def test_a_withdrawal_by_two_notices_is_published_in_the_same_transaction(stage):
    after = Aftermath(stage)
    certificate = after.certificate()
    content, others = queries.credential_of(certificate).content, queries.credential_of(after.certificate()).content
    late = AT + timedelta(days=UNTIL_2 + 2)
    withdrawal = after.withdrawal("notice_2", certificate=certificate)
    assert queries.verdict_here(content, late).code == "valid"
    after.withdraw(withdrawal, UNTIL_2 + 1)
    assert queries.verdict_here(content, late).code == "withdrawn"
    assert queries.verdict_here(others, late).code == "valid"


def test_a_superseded_certificate_no_longer_holds(credential):
    happened(credential.certificate, Kind.SUPERSEDED, Status.SUPERSEDED)
    assert queries.verdict_here(credential.content, NOW).code == "withdrawn"


def test_expiry_needs_nobody(credential):
    last = credential.certificate.valid_until
    until = NOW.replace(year=last.year, month=last.month, day=last.day, hour=14, minute=59, second=59)
    assert queries.verdict_here(credential.content, until).code == "valid"
    assert queries.verdict_here(credential.content, until + timedelta(seconds=1)).code == "expired"


def test_a_newer_credential_supersedes_the_one_before(credential):
    newer = actions.issue_credential(actor=None, at=NOW, certificate=credential.certificate)
    assert queries.verdict_here(credential.content, NOW).code == "withdrawn"
    assert queries.verdict_here(newer.content, NOW).code == "valid"
    assert queries.credential_of(credential.certificate) == newer


def test_after_a_rotation_old_credentials_verify_and_new_ones_bear_the_new_key(stage, credential):
    before = IssuingKey.objects.get()
    later = AT + timedelta(days=8)
    step = {"actor": None, "at": later}
    key = actions.publish_key(**step, public_key=new_key(), address="https://cert.example")
    forget(before.public_key)
    newer = actions.issue_credential(actor=None, at=later + timedelta(days=1), certificate=credential.certificate)
    methods = queries.did_document()["verificationMethod"]
    assert newer.key == key
    assert [method["id"].rpartition("#")[2] for method in methods] == ["key-1", "key-2"]
    assert methods[0]["validUntil"] == methods[1]["validFrom"]
    assert "validUntil" not in methods[1]
    lists = queries.status_list("revocation-1", NOW)
    assert lists["proof"]["verificationMethod"] == key.method
    assert queries.verdict_here(newer.content, NOW).code == "valid"
    assert queries.verdict_here(credential.content, NOW).code == "withdrawn"  # superseded, and its signature still good


def test_keys_and_credentials_are_never_changed(credential):
    for row in (credential, IssuingKey.objects.get()):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_update=True)
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()


def test_places_on_the_lists_are_by_chance_and_taken_once(stage):
    for _ in range(3):
        stage.case("granted")
    places = list(Credential.objects.values_list("status_list", "status_index"))
    assert len(set(places)) == 3 and all(number == 1 and 0 <= index < LEAST_BITS for number, index in places)
    assert sorted(index for _, index in places) != [0, 1, 2]
    first, second, _ = Credential.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        Credential.objects.create(
            certificate=first.certificate,
            key=first.key,
            status_list=second.status_list,
            status_index=second.status_index,
            content={},
            at=NOW,
        )


def test_the_same_facts_give_the_same_list_within_an_hour_and_a_new_fact_another(credential):
    lists = [queries.status_list("suspension-1", NOW + timedelta(minutes=minutes)) for minutes in (0, 10, 20)]
    assert lists[0] == lists[1] == lists[2]
    happened(credential.certificate, Kind.SUSPENDED, Status.SUSPENDED, at=NOW + timedelta(minutes=15))
    changed = queries.status_list("suspension-1", NOW + timedelta(minutes=20))
    assert changed["validFrom"] > lists[0]["validFrom"]
    assert changed["credentialSubject"]["encodedList"] != lists[0]["credentialSubject"]["encodedList"]


def test_where_no_list_can_be_signed_nothing_is_called_valid(credential):
    forget(credential.key.public_key)
    assert queries.verdict_here(credential.content, NOW).code == "status_unreachable"


@pytest.mark.parametrize("name", ["revocation-2", "revocation-0", "message-1", "revocation-", "x", "", "revocation-1 "])
def test_there_is_no_list_of_another_name(credential, name):
    assert queries.status_list(name, NOW) is None


def test_a_certificate_from_before_there_was_a_key_gets_its_credential_once(stage, credential):
    step = {"actor": None, "at": NOW}
    assert actions.issue_missing_credentials(**step) == 0
    old = Certificate.objects.get()
    old.pk, old.case_id, old.number, old.digest = None, stage.case("refused").pk, "C-OLD-1", "0" * 64
    old.save(force_insert=True)
    assert actions.issue_missing_credentials(**step) == 1
    assert queries.credential_of(old).at == NOW


def test_the_independent_verifier_accepts_what_is_signed_here(credential):
    """openvc-core (test only): the proof, the issuer by did:web, and the status lists."""
    from openvc.did.base import DidResolverRegistry
    from openvc.did.did_web import DidWebResolver
    from openvc.status import CredentialRevoked
    from openvc.verify import VerificationPolicy, verify_credential

    asked = []

    def fetched(address):
        asked.append(address)
        return queries.did_document()

    def listed(address):
        found = queries.status_list(urlsplit(address).path.rpartition("/")[2], NOW)
        verify_credential(found, policy=policy, resolver=registry)
        return found

    registry = DidResolverRegistry([DidWebResolver(fetched)])
    policy = VerificationPolicy(now=NOW)
    with_lists = {"resolver": registry, "resolve_status_list": listed}
    assert verify_credential(credential.content, policy=policy, **with_lists).issuer == "did:web:cert.example"
    assert set(asked) == {"https://cert.example/.well-known/did.json"}
    happened(credential.certificate, Kind.WITHDRAWN, Status.WITHDRAWN)
    with pytest.raises(CredentialRevoked):
        verify_credential(credential.content, policy=policy, **with_lists)


def test_what_the_independent_signer_signs_verifies_here_once_the_context_it_leaves_out_is_put_back(credential):
    """openvc-core 1.37 hashes the @context into the proof options and leaves it out of the proof that it writes."""
    from openvc.keys import Ed25519SigningKey
    from openvc.proof.di_jcs import EddsaJcsProofSuite

    pem = place(IssuingKey.objects.get().public_key).read_bytes()
    method = IssuingKey.objects.get().method
    theirs = EddsaJcsProofSuite().add_proof(
        {name: part for name, part in credential.content.items() if name != "proof"},
        signing_key=Ed25519SigningKey.from_pem(pem, method),
        verification_method=method,
        created=AT + timedelta(days=7),
    )

    def verdict():
        return verify(theirs, queries.did_document(), lambda a: queries.status_list(a.rpartition("/")[2], NOW), NOW)

    assert verdict().code == "tampered"
    theirs["proof"]["@context"] = theirs["@context"]
    assert verdict().code == "valid"
