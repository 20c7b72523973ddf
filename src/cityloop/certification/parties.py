"""What somebody is to a proceeding or a certificate, by memberships and designations on the day."""

from cityloop.assessment.rules import CERTIFIER, HEARER, OPERATOR
from cityloop.certification.tables import HOLDER
from cityloop.organisations.queries import acts_for
from cityloop.organisations.rules import certifies, runs_scheme


def roles_in(proceeding, person, on) -> frozenset[str]:
    """What a person is to a proceeding on a day; nothing for a stranger."""
    if not getattr(person, "pk", None):
        return frozenset()
    held = {
        HOLDER: proceeding.party is not None and acts_for(person, proceeding.party, on),
        OPERATOR: runs_scheme(person, proceeding.scheme, on),
        CERTIFIER: certifies(person, proceeding.scheme, on),
        HEARER: getattr(proceeding, "hearer_id", None) == person.pk,
    }
    return frozenset(role for role, holds in held.items() if holds)


def roles_about(certificate, person, on) -> frozenset[str]:
    """What a person is to a certificate on a day."""
    if not getattr(person, "pk", None):
        return frozenset()
    scheme = certificate.case.edition.scheme
    held = {
        HOLDER: acts_for(person, certificate.holder, on),
        OPERATOR: runs_scheme(person, scheme, on),
        CERTIFIER: certifies(person, scheme, on),
    }
    return frozenset(role for role, holds in held.items() if holds)
