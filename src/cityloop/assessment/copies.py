"""Copies without metadata for reviewers who must not know who applies; made as a step of handing in."""

from django.urls import reverse_lazy

from cityloop.assessment import letters
from cityloop.assessment.files import MEDIA_TYPES, Damaged, keep, read
from cityloop.assessment.files.cleaning import NotClean, cleaned
from cityloop.assessment.files.cleaning.words import unread_pages
from cityloop.assessment.models import CleanCopy, UnreadPages
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.parts import place_named
from cityloop.assessment.queries.veil import APPLICANTS, hides, identifies, names_of, pattern_of
from cityloop.engine.text import Text

MOST_NAMED = 40
Problem = CleanCopy.Problem
KINDS = {media: kind for kind, media in MEDIA_TYPES.items()}


def make_copies(case, dossier, at) -> None:
    """Make the copies of a version that was handed in; the secretariat is told of what reviewers will not see."""
    if not hides(case, APPLICANTS):
        return
    rules, names = compiled(case.edition), names_of(case)
    pattern = pattern_of(names) if names else None
    pieces = dossier.evidence.filter(withdrawn_at=None, clean_copy=None)
    pieces = [one for one in pieces if not identifies(rules, case.profile, one.criterion, one.item)]
    rows = [CleanCopy(evidence=piece, made_at=at, **_copy(piece, pattern)) for piece in pieces]
    CleanCopy.objects.bulk_create(rows)
    unread = [UnreadPages(evidence=row.evidence, pages=pages) for row in rows if (pages := _unread(row.evidence))]
    UnreadPages.objects.bulk_create(unread)
    kept_back = [row.evidence for row in rows if row.problem]
    if kept_back or unread:
        listed = "\n".join(f"- {place_named(case, one)}: {one.name}" for one in kept_back) or "–"
        pages = (
            "\n".join(f"- {row.evidence.name}: {', '.join(map(str, row.pages[:MOST_NAMED]))}" for row in unread) or "–"
        )
        facts = {"files": Text(listed, listed), "unread": Text(pages, pages)}
        facts["page"] = reverse_lazy("assessment:shown_files", args=[case.reference])
        letters.to_operator(case, "files_kept_back", at, key=str(dossier.version), **facts)


def as_it_is(piece) -> dict:
    """What reviewers read of a piece that an officer shows them: the copy without metadata, else what was received."""
    content = b"" if piece.address else read(piece.sha256)
    if piece.address:
        return {"sha256": piece.sha256, "size": piece.size}
    try:
        content = cleaned(KINDS.get(piece.media_type, ""), content)
    except NotClean:
        return {"sha256": piece.sha256, "size": piece.size}
    return {"sha256": keep(content), "size": len(content)}


def _unread(piece) -> list[int]:
    try:
        return [] if piece.address else unread_pages(KINDS.get(piece.media_type, ""), read(piece.sha256))
    except Damaged:
        return []


def _copy(piece, pattern) -> dict:
    if piece.address:
        return {"problem": Problem.ADDRESS}
    try:
        content = cleaned(KINDS.get(piece.media_type, ""), read(piece.sha256), pattern)
    except NotClean as unclean:
        return {"problem": unclean.problem}
    except Damaged:
        return {"problem": Problem.BROKEN}
    return {"sha256": keep(content), "size": len(content)}
