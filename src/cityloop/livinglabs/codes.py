"""One-time codes: drawn by lot, read as people type them, kept as a hash."""

import hashlib
import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, 1, I or O, which look alike on paper."""
LENGTH, GROUP = 12, 4


def draw() -> str:
    """A new code, in groups that are easily read out: sixty bits drawn by lot."""
    plain = "".join(secrets.choice(ALPHABET) for _n in range(LENGTH))
    return "-".join(plain[n : n + GROUP] for n in range(0, LENGTH, GROUP))


def read(text: str) -> str:
    """What somebody typed as a code has it; empty where it cannot be one.

    >>> read(" k7qm 2xwd-9rtb "), read("Ｋ７ＱＭ２ＸＷＤ９ＲＴＢ"), read("나라"), read("K7QM")
    ('K7QM2XWD9RTB', 'K7QM2XWD9RTB', '', '')
    """
    flat = unicodedata.normalize("NFKC", text[:200]).upper()
    kept = "".join(one for one in flat if one.isalnum())
    return kept if len(kept) == LENGTH and set(kept) <= set(ALPHABET) else ""


def digest_of(ballot: str, code: str) -> str:
    """The hash under which a code of a vote is kept."""
    return hashlib.sha256(f"{ballot}:{read(code)}".encode()).hexdigest()
