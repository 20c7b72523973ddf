"""The slip that gives somebody a place at a workshop: a short code, worked out when it is printed, kept as a hash.

Whoever holds a slip needs no account and leaves no name: the code is the place, on whatever phone it is typed.
"""

import hashlib
import unicodedata

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, 1, I or O, which look alike on paper."""
LENGTH, GROUP, BITS = 8, 4, 5
PURPOSE = "cityloop.consulting.slips"


def slip_of(workshop: int, number: int) -> str:
    """The code of a place, the same whenever it is printed: forty bits that the secret of this site gives."""
    drawn = int.from_bytes(salted_hmac(PURPOSE, f"{workshop}-{number}", algorithm="sha256").digest(), "big")
    return "".join(ALPHABET[drawn >> BITS * n & 31] for n in range(LENGTH))


def printed(code: str) -> str:
    """A code as it is read out.

    >>> printed("K7QM2XWD")
    'K7QM-2XWD'
    """
    return "-".join(code[n : n + GROUP] for n in range(0, len(code), GROUP))


def read_slip(text: str) -> str:
    """What somebody typed as a slip has it; empty where it cannot be one.

    >>> read_slip(" k7qm 2xwd"), read_slip("Ｋ７ＱＭ－２ＸＷＤ"), read_slip("나라"), read_slip("K7QM")
    ('K7QM2XWD', 'K7QM2XWD', '', '')
    """
    flat = unicodedata.normalize("NFKC", text[:100]).upper()
    kept = "".join(one for one in flat if one.isalnum())
    return kept if len(kept) == LENGTH and set(kept) <= set(ALPHABET) else ""


def hash_of(code: str) -> str:
    """The hash under which a slip is kept."""
    return hashlib.sha256(f"{PURPOSE}:{code}".encode()).hexdigest()
