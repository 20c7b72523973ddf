"""The mail that a site sent, read where it puts it."""

import re
from email import message_from_bytes, policy
from pathlib import Path

BETWEEN = b"-" * 79 + b"\n"


def last_link_to(home: Path, address: str) -> str:
    """The address that the newest letter to somebody leads to."""
    found = []
    for file in sorted((home / "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns):
        letters = (message_from_bytes(part, policy=policy.default) for part in file.read_bytes().split(BETWEEN) if part)
        found += [letter.get_content() for letter in letters if letter["To"] == address]
    assert found, f"no letter to {address}"
    return re.search(r"http://\S+", found[-1]).group()
