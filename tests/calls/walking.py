"""Walk every address of the site that a proposal has, and read everything that the answers carry."""

import io
import itertools
import zipfile
from contextlib import suppress

from calls.stage import TRIAL
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import override

from cityloop.assessment.models import Evidence
from cityloop.calls.models import SelectionRound
from cityloop.outbox.models import Letter

ROOMS = ("assessment", "calls", "outbox", "organisations", "ledger", "feedback", "certification", "catalogue", "web")
PLAIN = ("home", "inbox")


def places(case, of_case):
    """What the parts of an address can be on this proposal."""
    pieces = Evidence.objects.filter(dossier__case=case).values_list("pk", flat=True)
    letters = Letter.objects.order_by("-pk").values_list("pk", flat=True)
    others = {*letters[:4], *SelectionRound.objects.values_list("pk", flat=True), 1}
    return {
        "reference": [case.reference],
        "pk": list(pieces) if of_case else sorted(others),
        "criterion": ["trial.market", "trial.site", "documents", "files"],
        "key": ["summary", "partners"],
        "version": [1],
        "scheme": [case.edition.scheme],
        "edition": [case.edition.edition],
        "number": [case.notice.number],
        "track": [TRIAL],
        "part": [TRIAL],
        "committee": [0],
        "code": ["daon", case.opened_by.code],
        "ending": ["csv", "json", "xlsx"],
    }


def addresses(case):
    """Every address of the site that the table of addresses has for this proposal, as far as its parts are known."""
    resolver = get_resolver()
    for room in ROOMS:
        if room not in resolver.namespace_dict:
            continue
        named = resolver.namespace_dict[room][1].reverse_dict
        for name in {key for key in named if isinstance(key, str)}:
            for possibility in named.getlist(name):
                parts = possibility[0][0][1]
                known = places(case, "reference" in parts)
                if set(parts) <= set(known):
                    for values in itertools.product(*(known[part] for part in parts)):
                        with suppress(NoReverseMatch):  # a number of another kind
                            yield reverse(f"{room}:{name}", kwargs=dict(zip(parts, values, strict=True)))
    yield from (reverse(name) for name in PLAIN)


def told_in(content: bytes) -> str:
    """What a body says, that of an archive in all its members."""
    found = [content.decode("utf-8", "replace"), content.decode("utf-16-be", "replace")]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found += archive.namelist()
            found += [told_in(archive.read(name)) for name in archive.namelist()]
    return "\n".join(found)


def leaks(text, secrets) -> list:
    """Which of the secrets a text says."""
    folded = text.casefold()
    return [one for one in secrets if one.casefold() in folded]


def walked(client, case, language, secrets):
    """Everything that the reader is given at any address, and the addresses at which there was something."""
    with override(language):
        found = sorted(set(addresses(case)))
    answered, told = [], []
    for address in found:
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        said = told_in(content) + "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        found_there = [one for one in leaks(said, secrets) if one not in address]
        if found_there:
            told.append((address, found_there))
        if answer.status_code == 200:
            answered.append(address)
    return answered, told
