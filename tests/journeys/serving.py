"""The demonstration, played once for all test processes and served by the project's own server to each of them."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CITYLOOP = Path(sys.executable).with_name("cityloop")
PATIENCE_SECONDS = 60


def played(folder: Path) -> Path:
    """The home of a demonstration in `folder`; whichever process comes first plays it, the others wait."""
    home, finished = folder / "demonstration", folder / "demonstration.finished"
    with (folder / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            shutil.rmtree(home, ignore_errors=True)
            run = subprocess.run(
                [CITYLOOP, "demo", "--build-only"], env=_environment(home), capture_output=True, text=True, check=False
            )
            if run.returncode:
                raise RuntimeError(f"The demonstration could not be played:\n{run.stdout}\n{run.stderr}")
            finished.touch()
    return home


@contextmanager
def served(demonstration: Path, folder: Path) -> Iterator[str]:
    """The address of a server over a copy of a demonstration in `folder`, so that what a test writes stays its own."""
    home, port = folder / "home", _free_port()
    shutil.copytree(demonstration, home)
    address = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("w+") as log:
        command = [CITYLOOP, "serve", "--port", str(port), "--threads", "4"]
        server = subprocess.Popen(command, env=_environment(home), stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(server, address, log)
            yield address
        finally:
            server.terminate()
            server.wait(PATIENCE_SECONDS)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"CITYLOOP_HOME": str(home)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(server: subprocess.Popen, address: str, log) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/en/", timeout=PATIENCE_SECONDS):
                return
        except urllib.error.HTTPError as answered:
            raise RuntimeError(f"The home page answers {answered.code}:\n{_end(log)}") from answered
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server does not answer:\n{_end(log)}")


def _end(log) -> str:
    log.seek(0)
    return log.read()[-4000:]
