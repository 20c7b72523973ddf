"""What the tests need beyond Python: PostgreSQL, Chromium, a Korean font.

With root on Debian or Ubuntu whatever is missing is installed. Elsewhere one line says what will be left out and how to
get it, and under CI=true, where nothing may be left out, that is a failure. `--has NAME` only answers by exit status.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def has_postgresql() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def has_chromium() -> bool:
    return bool(shutil.which("chromium"))


def has_korean_font() -> bool:
    listed = shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=ko"], capture_output=True, check=False)
    return bool(listed and listed.stdout.strip())


NEEDED = {"postgresql": has_postgresql, "chromium": has_chromium, "fonts-noto-cjk": has_korean_font}


def missing() -> list[str]:
    return [package for package, there in NEEDED.items() if not there()]


def install(packages: list[str]) -> None:
    """Install from Debian; runlevel 1 keeps the package from starting a database server of its own."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *command], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            print(f"apt-get {command[0]} failed:\n{done.stdout}{done.stderr}")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--has"]:
        return 0 if NEEDED[arguments[1]]() else 1
    if (packages := missing()) and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"  installing {', '.join(packages)}")
        install(packages)
    if left_out := missing():
        print(f"  left out for want of {', '.join(left_out)}; on Debian: apt-get install {' '.join(left_out)}")
    return 1 if left_out and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
