"""`cityloop verify` and `cityloop keys`, run as a stranger and as whoever keeps the installation."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from engine.test_credential import KEY, METHOD, credential, keys, status

from cityloop.cli import main
from cityloop.engine.credential import sign

NOW = datetime(2026, 9, 10, 12, tzinfo=UTC)
AT = ["--at", NOW.isoformat()]
CITYLOOP = Path(sys.executable).with_name("cityloop")


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")
    documents = {
        "credential": credential(),
        "did": keys(),
        "revocation": status("revocation"),
        "suspension": status("suspension"),
    }
    for name, document in documents.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


def verify(files, *more, status=("revocation", "suspension"), file="credential"):
    given = [word for name in status for word in ("--status", str(files / f"{name}.json"))]
    return main(
        ["verify", str(files / f"{file}.json"), "--keys", str(files / "did.json"), *given, *AT, *map(str, more)]
    )


def test_with_files_alone_it_says_valid_and_reports_it(files, capsys):
    assert verify(files, "--report", files / "r.json") == 0
    assert capsys.readouterr().out.startswith("Valid: ")
    report = json.loads((files / "r.json").read_text())
    assert (report["verdict"], report["valid"], report["did"]) == ("valid", True, "did:web:cert.example")
    assert report["ko"] != report["en"]


def test_without_a_list_it_is_not_valid_and_says_which_is_missing(files, capsys):
    assert verify(files, status=["revocation"]) == 3
    assert "suspension-1" in capsys.readouterr().out


def test_it_answers_in_the_reader_s_language(files, capsys, monkeypatch):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "ko")
    verify(files)
    assert capsys.readouterr().out.startswith("유효: ")


@pytest.mark.parametrize(
    ("content", "exit_status"),
    [("{}", 2), ("[]", 2), ("{", 2), ("", 2), ('{"a": 1, "a": 1}', 2), ('{"a": "' + "x" * 1_100_000 + '"}', 2)],
)
def test_a_file_that_is_no_credential_is_a_bad_file(files, content, exit_status, capsys):
    (files / "credential.json").write_text(content)
    assert verify(files) == exit_status


def test_a_missing_file_and_a_folder_are_bad_files(files, capsys):
    assert verify(files, file="nothing") == 2
    assert main(["verify", str(files)]) == 2
    assert verify(files, status=["nothing"]) == 2
    assert "nothing.json" in capsys.readouterr().err


def test_a_changed_file_is_not_valid(files):
    changed = credential() | {"validUntil": "2099-01-01T00:00:00Z"}
    (files / "credential.json").write_text(json.dumps(changed))
    assert verify(files) == 3


@pytest.fixture
def issuer():
    """An issuer's server on this machine; what it serves is in `served`, by path."""
    served = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = served.get(self.path)
            self.send_response(302 if body == "elsewhere" else 404 if body is None else 200)
            if body == "elsewhere":
                self.send_header("Location", "/other")
            self.end_headers()
            if isinstance(body, dict):
                self.wfile.write(json.dumps(body).encode())

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"localhost:{server.server_port}", served
    server.shutdown()
    server.server_close()


def published(host, served):
    """A credential of the issuer at `host`, whose keys and lists are served."""
    did = f"did:web:{host.replace(':', '%3A')}"
    method = f"{did}#key-1"
    own = {**keys()["verificationMethod"][0], "id": method, "controller": did}
    served["/.well-known/did.json"] = {"id": did, "verificationMethod": [own], "assertionMethod": [method]}
    entries = []
    for purpose in ("revocation", "suspension"):
        address = f"http://{host}/api/v1/status-lists/{purpose}-1"
        unsigned = {name: part for name, part in status(purpose).items() if name != "proof"}
        served[f"/api/v1/status-lists/{purpose}-1"] = sign(
            unsigned | {"id": address, "issuer": did}, KEY, method, NOW - timedelta(hours=12)
        )
        entries.append(
            {
                "type": "BitstringStatusListEntry",
                "statusPurpose": purpose,
                "statusListIndex": "5",
                "statusListCredential": address,
            }
        )
    return credential(method=method, issuer={"id": did}, credentialStatus=entries)


def test_online_it_fetches_what_the_issuer_publishes_and_fails_closed_without_it(files, issuer, capsys):
    host, served = issuer
    (files / "credential.json").write_text(json.dumps(published(host, served)))
    online = ["verify", str(files / "credential.json"), "--online", *AT]
    assert main(online) == 0
    for path, word in (
        ("/api/v1/status-lists/suspension-1", "Status unknown"),
        ("/.well-known/did.json", "Unknown key"),
    ):
        kept = served.pop(path)
        assert main(online) == 3
        assert word in capsys.readouterr().out
        served[path] = "elsewhere"
        served["/other"] = kept
        assert main(online) == 3, "a redirect is not followed"
        served[path] = kept
    assert main(online) == 0


def run(home, *words):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"CITYLOOP_HOME": str(home), "CITYLOOP_LANGUAGE": "en", "CITYLOOP_ADDRESS": "https://cert.example"}
    return subprocess.run([CITYLOOP, *map(str, words)], env=environment, capture_output=True, text=True, check=False)


def test_keys_are_made_once_rotated_and_published(tmp_path):
    home = tmp_path / "home"
    before = run(home, "keys", "export-public")
    assert (before.returncode, "cityloop keys new" in before.stderr) == (3, True)
    assert run(home, "keys", "rotate").returncode == 3
    assert run(home, "keys", "new").returncode == 0
    again = run(home, "keys", "new")
    assert (again.returncode, "keys rotate" in again.stderr) == (3, True)
    (first,) = (home / "keys").iterdir()
    assert first.stat().st_mode & 0o777 == 0o600
    assert run(home, "keys", "rotate").returncode == 0
    (second,) = (home / "keys").iterdir()
    assert second.name != first.name
    assert run(home, "keys", "export-public", "--out", tmp_path / "did.json").returncode == 0
    document = json.loads((tmp_path / "did.json").read_text())
    assert document["id"] == "did:web:cert.example"
    assert [method["id"] for method in document["verificationMethod"]] == document["assertionMethod"]
    assert len(run(home, "keys", "list").stdout.splitlines()) == 2
    assert METHOD in document["assertionMethod"]
