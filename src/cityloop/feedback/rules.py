"""May they? For drafts of an edition."""

from cityloop.organisations.rules import owns_scheme


def may_draft(person, edition, on) -> bool:
    """The scheme's owner drafts its next edition."""
    return owns_scheme(person, edition.scheme, on)
