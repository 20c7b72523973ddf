"""May they? For drafts of an edition."""

from cityloop.assessment import offices


def may_draft(person, edition, on) -> bool:
    """Whoever writes the rules of a scheme or a programme drafts its next edition."""
    return offices.writes(person, edition.kind, edition.scheme, on)
