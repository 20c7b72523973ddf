"""May they? For drafts of an edition, and for what is said of services and of drafts."""

from cityloop.assessment import offices
from cityloop.feedback.models import Rating
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import acts_for, schemes_in_duty


def may_draft(person, of, on) -> bool:
    """Whoever writes the rules of a scheme or a programme drafts its next edition; `of` is an edition or a draft."""
    return offices.writes(person, of.kind, of.scheme, on)


def may_reply(person, rating, on) -> bool:
    """The people of the provider answer what is said of their service."""
    provider = rating.service.provider
    return provider is not None and acts_for(person, provider, on)


def may_moderate(person, subject, on) -> bool:
    """Who runs a scheme moderates ratings, unless a side of them; who writes the rules, what is said of those."""
    if isinstance(subject, Rating):
        sides = [subject.organisation, subject.service.provider]
        return runs_a_scheme(person, on) and not any(one and acts_for(person, one, on) for one in sides)
    return may_draft(person, subject.edition if hasattr(subject, "edition") else subject.period.draft, on)


def runs_a_scheme(person, on) -> bool:
    """Officers and owners of a body that operates a scheme."""
    roles = (Membership.Role.OFFICER, Membership.Role.SCHEME_OWNER)
    return bool(schemes_in_duty(person, Designation.Duty.OPERATING_BODY, on, roles=roles))
