"""Verifiable credentials: verified by one file that anybody may copy, signed by another."""

from .signing import CONTEXT, encoded_list, multikey, sign, utc
from .verdicts import VERDICTS, Said, said
from .verifying import LEAST_BITS, MOST_BYTES, Verdict, parse, verify

__all__ = [
    "CONTEXT",
    "LEAST_BITS",
    "MOST_BYTES",
    "VERDICTS",
    "Said",
    "Verdict",
    "encoded_list",
    "multikey",
    "parse",
    "said",
    "sign",
    "utc",
    "verify",
]
