"""Read the record, and prove that it is whole."""

from dataclasses import dataclass

from cityloop.audit.actions import digest
from cityloop.audit.models import GENESIS, Entry, Head


@dataclass(frozen=True)
class Fault:
    """The first place where the chain does not hold."""

    sequence: int
    what: str


def about(subject, limit: int | None = None):
    """Entries about one object, newest first."""
    found = Entry.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
    return found.order_by("-sequence")[:limit]


def head() -> Head:
    """The last entry's number and hash."""
    return Head.objects.get()


def verify() -> Fault | None:
    """Walk the whole chain; None when every entry is there, unchanged and in its place.

    A changed entry no longer has its hash; a removed or moved one breaks the numbering or the link; one cut off the
    end is missed by the head.
    """
    expected, previous = 1, GENESIS
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2_000):
        if entry.sequence != expected:
            return Fault(expected, f"missing: the next entry is number {entry.sequence}")
        if entry.previous != previous:
            return Fault(expected, "does not follow the entry before it")
        if digest(entry) != entry.hash:
            return Fault(expected, "was changed after it was recorded")
        expected, previous = expected + 1, entry.hash
    last = head()
    if (last.sequence, last.hash) != (expected - 1, previous):
        return Fault(last.sequence, "missing: the head knows entries that are not there")
    return None
