"""The scripts that prepare the ground for tests."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from house.files import ROOT

SCRIPTS = ROOT / "scripts"
ASK = "import os, sys, urllib.parse; print(urllib.parse.unquote(os.environ['DATABASE_URL'])); sys.exit(7)"


def run(script, *arguments, **environment):
    return subprocess.run(
        [sys.executable, SCRIPTS / script, *arguments], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(
    not (shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*"))), reason="no PostgreSQL on this machine"
)
def test_the_cluster_is_gone_when_its_command_has_failed():
    done = run("with_postgresql.py", sys.executable, "-c", ASK, PATH="/usr/bin:/bin")
    assert done.returncode == 7
    folder = Path(done.stdout.removeprefix("postgres://cityloop@").removesuffix("/cityloop\n"))
    assert folder.name.startswith("cityloop-pg-")
    assert not folder.exists()


@pytest.mark.parametrize(("ci", "status"), [("false", 0), ("true", 1)])
def test_what_is_left_out_is_said_and_fails_only_where_nothing_may_be(ci, status, monkeypatch, capsys):
    monkeypatch.syspath_prepend(SCRIPTS)
    import debian_packages

    monkeypatch.setenv("CI", ci)
    monkeypatch.setitem(debian_packages.NEEDED, "a-package-of-no-system", lambda: False)
    monkeypatch.setattr(debian_packages.os, "geteuid", lambda: 1000)
    assert debian_packages.main([]) == status
    assert "apt-get install a-package-of-no-system" in capsys.readouterr().out
