"""Credentials: signed as the standard says, and every way in which one can be wrong has its own verdict."""

import ast
import copy
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from cityloop.engine.credential import VERDICTS, encoded_list, multikey, parse, said, sign, utc, verify, verifying
from cityloop.engine.credential.verifying import Verdict, base58

NOW = datetime(2026, 9, 10, tzinfo=UTC)
DAY = timedelta(days=1)
ISSUER, ELSEWHERE = "did:web:cert.example", "did:web:elsewhere.example"
KEY, NEXT, STRANGE = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3))
METHOD, NEXT_METHOD = f"{ISSUER}#key-1", f"{ISSUER}#key-2"
LISTS = {purpose: f"https://cert.example/api/v1/status-lists/{purpose}-1" for purpose in ("revocation", "suspension")}
INDEX = 77_777


def keys(*, ended=None, extra=()):
    first = {
        "id": METHOD,
        "controller": ISSUER,
        "publicKeyMultibase": multikey(KEY),
        "validFrom": utc(NOW - 10 * DAY),
        **({"validUntil": utc(ended)} if ended else {}),
    }
    methods = [first, *extra]
    return {"verificationMethod": methods, "assertionMethod": [one["id"] for one in methods]}


def status(purpose, marked=(), *, since=NOW, key=KEY, issuer=ISSUER, **changes):
    address = LISTS[purpose]
    subject = {"type": "BitstringStatusList", "statusPurpose": purpose, "encodedList": encoded_list(marked)}
    content = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": utc(since),
        "validUntil": utc(since + DAY),
        "credentialSubject": subject,
        **changes,
    }
    return sign(content, key, METHOD, since)


def credential(*, key=KEY, created=NOW - DAY, method=METHOD, **changes):
    content = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential", "DigitalConformityCredential"],
        "issuer": {"id": ISSUER, "name": "기관 · Body"},
        "validFrom": utc(NOW - DAY),
        "validUntil": utc(NOW + 700 * DAY),
        "credentialStatus": [
            {
                "type": "BitstringStatusListEntry",
                "statusPurpose": purpose,
                "statusListIndex": str(INDEX),
                "statusListCredential": address,
            }
            for purpose, address in LISTS.items()
        ],
        "credentialSubject": {"name": "버스 · Bus", "points": 81.25},
        **changes,
    }
    return sign(content, key, method, created)


def lists(revoked=(), suspended=(), **changes):
    made = {
        LISTS["revocation"]: status("revocation", revoked, **changes),
        LISTS["suspension"]: status("suspension", suspended, **changes),
    }
    return made.get


def verdict(document=None, published=None, found=None, now=NOW):
    return verify(document or credential(), published or keys(), found or lists(), now).code


def test_the_published_test_vector_of_the_standard_is_reproduced_and_verified():
    """Data Integrity EdDSA Cryptosuites 1.0, representation of eddsa-jcs-2022."""
    secret = base58("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")
    key = Ed25519PrivateKey.from_private_bytes(secret[2:])
    public = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    method = f"did:key:{public}#{public}"
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    }
    signed = sign(document, key, method, datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC))
    assert multikey(key) == public
    assert signed["proof"]["@context"] == document["@context"]
    assert signed["proof"]["proofValue"] == (
        "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
    )
    controller = {"id": method, "controller": document["issuer"], "publicKeyMultibase": public}
    assert verdict(signed, {"verificationMethod": [controller], "assertionMethod": [method]}) == "valid"


def test_what_is_whole_known_and_unmarked_is_valid():
    assert verify(credential(), keys(), lists([INDEX - 1, INDEX + 1]), NOW) == Verdict("valid")


@pytest.mark.parametrize(
    ("revoked", "suspended", "expected"),
    [([INDEX], [], "withdrawn"), ([], [INDEX], "suspended"), ([INDEX], [INDEX], "withdrawn")],
)
def test_a_marked_place_says_suspended_or_withdrawn(revoked, suspended, expected):
    assert verdict(found=lists(revoked, suspended)) == expected


def test_before_and_after_its_period_it_is_not_valid():
    assert verdict(credential(validFrom=utc(NOW + DAY))) == "not_yet_valid"
    over = credential(validUntil=utc(NOW - timedelta(seconds=1)))
    assert verdict(over) == "expired"
    assert verdict(over, found=lists([], [INDEX])) == "expired"
    assert verdict(over, found=lists([INDEX], [])) == "withdrawn"
    assert verdict(over, found=lambda address: None) == "expired"


CHANGES = {
    "a name": lambda c: c["issuer"].update(name="Another body"),
    "a figure": lambda c: c["credentialSubject"].update(points=99),
    "the period": lambda c: c.update(validUntil="2099-01-01T00:00:00Z"),
    "the place on the list": lambda c: c["credentialStatus"][0].update(statusListIndex="5"),
    "no status at all": lambda c: c.pop("credentialStatus"),
    "one more claim": lambda c: c.update(extra=1),
    "one more context": lambda c: c["@context"].append("https://elsewhere.example/context"),
    "the proof's moment": lambda c: c["proof"].update(created=utc(NOW - 2 * DAY)),
    "the proof's context": lambda c: c["proof"].update({"@context": ["https://elsewhere.example/context"]}),
    "no context in the proof": lambda c: c["proof"].pop("@context"),
    "a signature of something else": lambda c: c["proof"].update(
        proofValue=status("revocation")["proof"]["proofValue"]
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_after_signing_is_noticed(change):
    changed = copy.deepcopy(credential())
    CHANGES[change](changed)
    assert verdict(changed) == "tampered"


def test_a_key_that_the_issuer_has_not_published_is_unknown():
    assert verdict(credential(method=f"{ISSUER}#key-9")) == "unknown_key"
    own = {"id": f"{ELSEWHERE}#key-1", "controller": ELSEWHERE, "publicKeyMultibase": multikey(STRANGE)}
    in_another_name = credential(key=STRANGE, method=own["id"])
    assert verdict(in_another_name, keys(extra=[own])) == "unknown_key"
    not_for_this = keys() | {"assertionMethod": []}
    assert verdict(published=not_for_this) == "unknown_key"
    assert verdict(credential(key=STRANGE)) == "tampered"


def test_a_signature_outside_its_key_s_window_fails():
    assert verdict(credential(created=NOW - 11 * DAY)) == "key_not_in_force"
    assert verdict(credential(created=NOW - DAY), keys(ended=NOW - DAY)) == "key_not_in_force"
    assert verdict(credential(created=NOW + DAY)) == "key_not_in_force"


def test_after_a_rotation_what_the_old_key_signed_in_its_window_stays_valid():
    second = {
        "id": NEXT_METHOD,
        "controller": ISSUER,
        "publicKeyMultibase": multikey(NEXT),
        "validFrom": utc(NOW - timedelta(hours=1)),
    }
    rotated = keys(ended=NOW - timedelta(hours=1), extra=[second])

    def found(address):
        return sign({k: v for k, v in lists()(address).items() if k != "proof"}, NEXT, NEXT_METHOD, NOW)

    assert verdict(credential(), rotated, found) == "valid"
    assert verdict(credential(key=NEXT, method=NEXT_METHOD), rotated, found) == "key_not_in_force"
    assert verdict(credential(), rotated, lists()) == "status_tampered"


def test_without_a_status_list_it_fails_closed_and_says_which():
    assert verify(credential(), keys(), lambda address: None, NOW) == Verdict("status_unreachable", LISTS["revocation"])
    only = {LISTS["revocation"]: status("revocation")}.get
    assert verify(credential(), keys(), only, NOW) == Verdict("status_unreachable", LISTS["suspension"])


@pytest.mark.parametrize("hours", [-1, 24, 1_000])
def test_a_status_list_that_is_not_of_today_is_stale(hours):
    found = lists(since=NOW)
    assert verdict(found=found, now=NOW + timedelta(hours=hours)) in ("status_stale", "status_tampered")
    assert verdict(found=found, now=NOW + timedelta(hours=23)) == "valid"


def test_a_changed_status_list_is_tampered():
    marked = status("revocation", [INDEX])
    marked["credentialSubject"]["encodedList"] = encoded_list([])
    assert verdict(found={LISTS["suspension"]: status("suspension"), LISTS["revocation"]: marked}.get) == (
        "status_tampered"
    )


@pytest.mark.parametrize(
    "swapped",
    [
        status("suspension"),
        status("revocation", credentialSubject=status("suspension")["credentialSubject"]),
        status("revocation", type=["VerifiableCredential"]),
        status("revocation", id="https://cert.example/api/v1/status-lists/revocation-2"),
    ],
    ids=["the other list", "another purpose", "no status list", "another number"],
)
def test_another_list_in_its_place_is_noticed(swapped):
    assert verdict(found={LISTS["revocation"]: swapped, LISTS["suspension"]: status("suspension")}.get) == (
        "status_of_another"
    )


def test_a_list_of_another_issuer_is_not_believed():
    own = {"id": METHOD, "controller": ELSEWHERE, "publicKeyMultibase": multikey(KEY)}
    theirs = status("revocation", issuer=ELSEWHERE)
    found = {LISTS["revocation"]: theirs, LISTS["suspension"]: status("suspension")}.get
    assert verdict(found=found) == "status_tampered"
    assert verdict(credential(), {**keys(), "verificationMethod": [own]}, found) == "unknown_key"


@pytest.mark.parametrize("encoded", ["", "u", "H4sI", "uAAAA", encoded_list([], 8), encoded_list([], 1024)])
def test_a_list_too_short_to_hide_one_among_many_is_refused(encoded):
    subject = {"type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": encoded}
    short = status("revocation", credentialSubject=subject)
    assert verdict(found={LISTS["revocation"]: short, LISTS["suspension"]: status("suspension")}.get) == (
        "status_tampered"
    )


@pytest.mark.parametrize("index", ["131072", "-1", "x", "", None])
def test_a_place_that_is_not_on_the_list_is_no_clear_bill(index):
    entry = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index,
        "statusListCredential": LISTS["revocation"],
    }
    assert verdict(credential(credentialStatus=entry)) == "status_tampered"
    assert verdict(credential(credentialStatus=entry | {"statusListIndex": "0", "type": "Other"})) == "malformed"


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', '{"a": {"b": 1, "b": 1}}', "[]", '"x"', "", "{", '{"a": NaN}', '{"a": Infinity}', "{} {}"],
)
def test_what_two_readers_could_read_differently_is_no_document(text):
    with pytest.raises(ValueError, match=r"."):
        parse(text.encode())


def test_too_long_too_deep_and_other_encodings_are_no_document():
    deep = b'{"a":' + b"[" * 400_000 + b"]" * 400_000 + b"}"
    for data in (b'{"a":"' + b"x" * 1_000_000 + b'"}', deep, '{"가": 1}'.encode("cp949"), b"\xff\xfe{\x00}\x00"):
        with pytest.raises(ValueError, match=r"."):
            parse(data)
    assert parse('\ufeff{"가": 1}'.encode()) == {"가": 1}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_a_part_of_any_other_shape_never_passes_and_never_breaks(data):
    document = copy.deepcopy(credential())
    part = data.draw(st.sampled_from(sorted(document)))
    value = data.draw(JSON)
    if value == document[part]:
        return
    document[part] = value
    assert verify(document, keys(), lists(), NOW).code in VERDICTS.keys() - {"valid"}
    assert verify(credential(), {**keys(), "verificationMethod": value}, lists(), NOW).code != "valid"
    assert verify(credential(), keys(), lambda address: value, NOW).code != "valid"


def test_the_verifier_stands_alone_when_its_file_is_copied(tmp_path):
    source = Path(verifying.__file__).read_text(encoding="utf-8")
    imported = {node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in ast.walk(
        ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)}  # fmt: skip
    rooms = {name.partition(".")[0] for name in imported}
    assert rooms - sys.stdlib_module_names == {"rfc8785", "cryptography"}
    (tmp_path / "copied.py").write_text(source, encoding="utf-8")
    for name, document in (("credential", credential()), ("keys", keys())):
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    script = (
        "import copied, datetime, pathlib\n"
        "read = lambda name: copied.parse(pathlib.Path(name).read_bytes())\n"
        "now = datetime.datetime(2026, 9, 10, tzinfo=datetime.UTC)\n"
        "print(copied.verify(read('credential.json'), read('keys.json'), lambda address: None, now).code)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "status_unreachable\n"


def test_every_verdict_has_words_in_both_languages():
    for code in VERDICTS:
        words = said(Verdict(code))
        assert all(part.ko != part.en and part.ko and part.en for part in words[:3])
    assert [code for code, words in VERDICTS.items() if words.tone == "good"] == ["valid"]


def test_a_bit_is_found_where_the_standard_puts_it():
    """Index 0 is the left-most bit; the same bits always give the same text, in Multibase base64url."""
    assert encoded_list([0, 9]) == encoded_list([9, 0])
    assert encoded_list([]).startswith("uH4sI")
    assert json.dumps(encoded_list([])).count("=") == 0
