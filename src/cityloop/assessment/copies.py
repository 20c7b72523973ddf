"""Copies without metadata for reviewers who must not know who applies; made as a step of handing in."""

from cityloop.assessment import letters
from cityloop.assessment.files import MEDIA_TYPES, Damaged, keep, read
from cityloop.assessment.files.cleaning import NotClean, cleaned
from cityloop.assessment.models import CleanCopy
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.parts import place_named
from cityloop.assessment.queries.veil import APPLICANTS, hides, identifies, names_of, pattern_of
from cityloop.engine.text import Text

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
    kept_back = [row.evidence for row in rows if row.problem]
    if kept_back:
        listed = "\n".join(f"- {place_named(case, one)}: {one.name}" for one in kept_back)
        letters.to_operator(case, "files_kept_back", at, key=str(dossier.version), files=Text(listed, listed))


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
