"""Run a command with DATABASE_URL naming a PostgreSQL cluster of its own, which is gone when the command ends.

    scripts/with_postgresql.py COMMAND [ARGUMENT …]

The cluster lives in a temporary folder and listens on a socket there only. PostgreSQL refuses to run as root, so root
lends it to the user `postgres`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

FOR_TESTS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=50")
PATIENCE_SECONDS = 30


def programs() -> Path:
    """The folder of PostgreSQL's programs, the newest where several are installed."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    for folder in sorted(folders, key=lambda path: float(path.parent.name), reverse=True):
        if (folder / "initdb").exists():
            return folder
    if found := shutil.which("initdb"):
        return Path(found).parent
    sys.exit("PostgreSQL is not installed: apt-get install postgresql.")


@contextmanager
def cluster() -> Iterator[str]:
    """A running cluster with an empty database `cityloop`; its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="cityloop-pg-"))
    owner = {}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        owner = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    bin_folder, data = programs(), folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **owner}
    settings = [word for setting in FOR_TESTS for word in ("-c", setting)]
    server = None
    try:
        encoding = ["--encoding=UTF8", "--locale=C.UTF-8"]
        superuser = ["--username=cityloop", "--auth=trust", "--no-sync"]
        subprocess.run([bin_folder / "initdb", "-D", data, *encoding, *superuser], check=True, **quiet)
        server = subprocess.Popen(
            [bin_folder / "postgres", "-D", data, "-k", folder, *settings], stderr=subprocess.DEVNULL, **quiet
        )
        reach = ["-h", folder, "-U", "cityloop"]
        _wait(server, [bin_folder / "pg_isready", *reach], quiet)
        subprocess.run([bin_folder / "createdb", *reach, "cityloop"], check=True, **quiet)
        yield f"postgres://cityloop@{quote(str(folder), safe='')}/cityloop"
    finally:
        if server:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            server.wait(PATIENCE_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: subprocess.Popen, ask: list, quiet: dict) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while subprocess.run(ask, check=False, **quiet).returncode:
        if server.poll() is not None or time.monotonic() > until:
            sys.exit("The PostgreSQL server did not start.")
        time.sleep(0.1)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
