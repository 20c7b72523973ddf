"""Editions by their digest: whoever has a certificate can read the very rules that it was judged by."""

import re
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router, Schema

from cityloop.answering import NotHere, answer
from cityloop.assessment.models import Edition
from cityloop.engine.edition import digest as digest_of

SHA256 = re.compile(r"[0-9a-f]{64}")
router = Router(tags=["editions"])


class EditionOut(Schema):
    """An edition as published. `intact`: its content still has the digest that it was published with."""

    sha256: str
    intact: bool
    kind: str
    id: str
    edition: str
    title: dict[str, str]
    published_at: str
    states: list[dict[str, Any]]
    content: dict[str, Any]


@router.get("/editions/{digest}", response=EditionOut, summary="The content of an edition")
def edition(request, digest: str):
    """The edition whose canonical JSON (RFC 8785) has this sha256, with the states it has been in."""
    found = Edition.objects.filter(digest=digest).first() if SHA256.fullmatch(digest) else None
    if found is None:
        raise NotHere(
            _("There is no edition with this digest."),
            _("No published edition has this sha256."),
            _("Copy all 64 letters and digits, or look under /api/v1/schemes."),
        )
    states = found.states.order_by("since", "profile").values("profile", "state", "since")
    return answer(
        request,
        {
            "sha256": found.digest,
            "intact": digest_of(found.content) == found.digest,
            "kind": found.kind,
            "id": found.scheme,
            "edition": found.edition,
            "title": {"ko": found.title_ko, "en": found.title_en},
            "published_at": found.published_at.isoformat(timespec="seconds"),
            "states": [{**state, "since": state["since"].isoformat()} for state in states],
            "content": found.content,
        },
    )
