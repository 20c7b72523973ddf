"""May they? For drafts of an edition."""

from cityloop.assessment import offices


def may_draft(person, of, on) -> bool:
    """Whoever writes the rules of a scheme or a programme drafts its next edition; `of` is an edition or a draft."""
    return offices.writes(person, of.kind, of.scheme, on)
