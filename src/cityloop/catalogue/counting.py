"""How often each caller called in this minute, counted for all processes of the machine in one small file.

The file is a table of places, each with a minute and a count; a caller's place follows from a digest of who calls. A
place is locked while it is changed, so two processes never lose a call. In the rare case that two callers have the same
place they are counted as one. The file is made where it is missing and may be thrown away at any time.
"""

import fcntl
import hashlib
import os
import struct
import threading
from pathlib import Path

PLACES, PLACE = 1 << 18, struct.Struct("<II")
_locked = threading.Lock()  # a process may lock a place as often as it likes: its threads take turns here


def count(file: Path, who: str, minute: int) -> int:
    """Count a call, and say how many this minute has seen of this caller, this one among them."""
    at = int.from_bytes(hashlib.sha256(who.encode()).digest()[:4], "big") % PLACES * PLACE.size
    opened = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        with _locked:
            fcntl.lockf(opened, fcntl.LOCK_EX, PLACE.size, at)
            seen, calls = PLACE.unpack(os.pread(opened, PLACE.size, at).ljust(PLACE.size, b"\0"))
            calls = calls + 1 if seen == minute else 1
            os.pwrite(opened, PLACE.pack(minute, calls), at)
            fcntl.lockf(opened, fcntl.LOCK_UN, PLACE.size, at)
    finally:
        os.close(opened)
    return calls
