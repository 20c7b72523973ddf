"""Where a program goes on reading: a cursor that belongs to one question, and is of no use for another."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass


class BadCursor(ValueError):
    """It is none, or it belongs to another question."""


@dataclass(frozen=True)
class Cursor:
    """Go on after the document with the key `after`, or, where the order has no keys, from `offset`."""

    after: int | None = None
    offset: int = 0


def written(cursor: Cursor, question: Mapping) -> str:
    """The cursor as one word of an address.

    >>> read(written(Cursor(after=7), {"q": "parking"}), {"q": "parking"})
    Cursor(after=7, offset=0)
    """
    parts = [_digest(question), cursor.after, cursor.offset]
    return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def read(word: str, question: Mapping) -> Cursor:
    """The cursor that `written` wrote for the same question; nothing is the beginning."""
    if not word:
        return Cursor()
    try:
        digest, after, offset = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except ValueError as error:
        raise BadCursor(word) from error
    whole = isinstance(offset, int) and 0 <= offset < 1 << 31
    if digest != _digest(question) or not whole or not (after is None or _is_key(after)):
        raise BadCursor(word)
    return Cursor(after, offset)


def _is_key(value: object) -> bool:
    return type(value) is int and 0 <= value < 1 << 63


def _digest(question: Mapping) -> str:
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()[:16]
