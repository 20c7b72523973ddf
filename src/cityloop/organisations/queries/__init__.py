"""Find: who acts for whom on a day, and which organisations count as one."""

from cityloop.organisations.queries.acting import (
    acts_for,
    covers,
    designated,
    designations_held,
    duties_held,
    duties_of,
    for_part,
    in_force,
    is_demonstration,
    members_of,
    officers,
    organisations_of,
    parts_in_duty,
    personas,
    roles_in_schemes,
    schemes_in_duty,
    with_keeping,
)
from cityloop.organisations.queries.affiliations import Affiliations
from cityloop.organisations.queries.known import Circles, find_organisations, known_of, same_by_name

__all__ = [
    "Affiliations",
    "Circles",
    "acts_for",
    "covers",
    "designated",
    "designations_held",
    "duties_held",
    "duties_of",
    "find_organisations",
    "for_part",
    "in_force",
    "is_demonstration",
    "known_of",
    "members_of",
    "officers",
    "organisations_of",
    "parts_in_duty",
    "personas",
    "roles_in_schemes",
    "same_by_name",
    "schemes_in_duty",
    "with_keeping",
]
