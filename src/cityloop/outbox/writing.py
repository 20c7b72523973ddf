"""Write letters: a step inside an action's transaction, no action itself."""

from functools import partial

from django.db import transaction

from cityloop.organisations.models import Person
from cityloop.outbox.models import Letter
from cityloop.outbox.sending import send
from cityloop.outbox.texts import rendered

State = Letter.State
WAYS_TO_AN_EDITION = ("edition", "case", "certificate", "letter")


def write(*, at, kind, to, about, key="", held=True, scheme="", **facts) -> list[Letter]:
    """Write one letter of `kind` to each of `to`: persons, or mail addresses of people without an account.

    `kind` is `<room>.<name>`; its text stands in `<room>/letters/<name>.ko.txt` and `.en.txt`, where `{name}` is
    filled from `facts` (strings, dates, moments, `Text` or `{ko, en}`, objects with a name) and the first line is the
    subject. `{reader}`, `{at}` and `{site}` need not be given. A place left empty refuses the whole action.

    `about` is the object that it is about. Each reader gets a kind about an object under a `key` once: writing twice
    changes nothing. `held` letters wait for an officer who reads and releases them; others go after commit.
    `scheme` says whose officers may read it; it follows from `about` where that leads to an edition.
    """
    about_kind, about_id = about._meta.label_lower, str(about.pk)
    same = {"kind": kind, "about_kind": about_kind, "about_id": about_id, "key": key}
    known = {letter.person_id or letter.address for letter in Letter.objects.filter(**same)}
    letters = [
        Letter(
            **same,
            **_addressed(reader),
            **rendered(kind, reader, {"at": at, **facts}),
            scheme=scheme or scheme_of(about),
            written_at=at,
            state=State.HELD if held else State.WAITING,
            next_try_at=None if held else at,
        )
        for reader in dict.fromkeys(to)
        if (reader.pk if isinstance(reader, Person) else reader) not in known
    ]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)  # two at once: the first one's letter stands
    if letters and not held:
        transaction.on_commit(partial(send, at=at, about=same), robust=True)
    return list(Letter.objects.filter(**same).select_related("person"))


def scheme_of(about) -> str:
    """The scheme or programme that something belongs to, through its case, certificate or edition.

    >>> from types import SimpleNamespace as Thing
    >>> scheme_of(Thing(case=Thing(edition=Thing(scheme="smart-city-service"))))
    'smart-city-service'
    """
    if isinstance(getattr(about, "scheme", None), str):
        return about.scheme
    for name in WAYS_TO_AN_EDITION:
        further = getattr(about, name, None)
        if further is not None:
            return scheme_of(further)
    raise ValueError(f"{about!r} belongs to no scheme: give write(…, scheme=…)")


def _addressed(reader) -> dict:
    return {"person": reader} if isinstance(reader, Person) else {"address": reader}
