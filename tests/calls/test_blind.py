"""A call that is judged blind: wherever a reviewer can go, nothing says who applies; the secretariat sees it all."""

import io
import itertools
import zipfile
from contextlib import suppress

import pytest
from calls import reviewing
from calls.blind_stage import SECRETS, TRIAL, Blind
from django.core import mail
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import override

from cityloop.assessment.models import Evidence
from cityloop.calls.queries import waiting_for
from cityloop.outbox.models import Letter
from cityloop.web.waiting import waiting_for as everything_waiting

ROOMS = ("assessment", "calls", "outbox", "organisations", "ledger", "feedback", "certification", "catalogue", "web")
PLAIN = ("home", "inbox")


@pytest.fixture
def blind(db, settings, tmp_path):
    """The people of a blind call."""
    settings.MEDIA_ROOT = tmp_path
    return Blind()


def places(case, of_case):
    """What the parts of an address can be on this proposal."""
    pieces = Evidence.objects.filter(dossier__case=case).values_list("pk", flat=True)
    others = [*Letter.objects.values_list("pk", flat=True)[:3], 1]
    return {
        "reference": [case.reference],
        "pk": list(pieces) if of_case else others,
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


def leaks(text) -> list:
    folded = text.casefold()
    return [one for one in SECRETS if one.casefold() in folded]


def walked(client, case, language):
    """Everything that the reader is given at any address, and the addresses at which there was something."""
    with override(language):
        found = sorted(set(addresses(case)))
    answered, told = [], []
    for address in found:
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        said = told_in(content) + "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        if leaks(said):
            told.append((address, leaks(said)))
        if answer.status_code == 200:
            answered.append(address)
    return answered, told


def test_wherever_a_reviewer_goes_nothing_says_who_applies_until_the_evaluation_is_over(blind, client):
    case, reviewer = blind.seated(), blind.reviewers[0]
    client.force_login(reviewer)
    answered, told = walked(client, case, "en")
    assert told == []
    assert any(address.endswith("declare/") for address in answered)
    for who in blind.reviewers:
        reviewing.mark(case, who, 4) if who != reviewer else None
    step = {**reviewing.step(reviewer, 7), "case": case}
    reviewing.declare_interest(**step, ground=reviewing.NONE)
    for language in ("ko", "en"):
        answered, told = walked(client, case, language)
        assert told == []
        seen = " ".join(answered)
        for page in ("/marking/", "/marks/file/", "/dossier.zip", "/view/", "/dossier/trial.market/", "/record/"):
            assert page in seen, page
    with override("en"):
        assert "Proposal 1" in client.get(reverse("calls:proposal", args=[case.reference])).content.decode()
        said = [f"{one.title} {one.hint}" for one in everything_waiting(reviewer)] + [
            f"{one.title} {one.hint}" for one in waiting_for(reviewer, step["at"].date())
        ]
    assert leaks(" ".join(said)) == [] and "Proposal 1" in " ".join(said)
    reviewing.save_marks(**step, marks=reviewing.marks_of(case, 4))
    reviewing.hand_in_marks(**step)
    case.refresh_from_db()
    assert case.state == "assessed"
    page = client.get(reverse("calls:proposal", args=[case.reference])).content.decode()
    assert "Daon Systems" in page or "다온시스템" in page


def test_no_letter_to_a_reviewer_says_who_applies_and_the_secretariats_letters_do(blind):
    case = blind.seated()
    to_reviewers = Letter.objects.filter(person__in=blind.reviewers)
    assert to_reviewers.count() == 2
    for letter in to_reviewers:
        said = " ".join((letter.subject_ko, letter.subject_en, letter.body_ko, letter.body_en))
        assert leaks(said) == [] and "Proposal 1" in said and "제안 1" in said
    assert leaks(" ".join(f"{one.subject} {one.body}" for one in mail.outbox if "rho@" in str(one.to))) == []
    receipt = Letter.objects.get(kind="calls.receipt", person=blind.lead)
    assert "Daon Systems" in receipt.body_en
    assert case.title == "Daon Systems sensors for a port"
