"""People, the organisations they act for, what those are designated to do, and what is known of them."""

from cityloop.organisations.models.designation import DesignationEnd, Requirement
from cityloop.organisations.models.known import Employment, Ending, GroupTie, OrganisationName, Retraction
from cityloop.organisations.models.people import Designation, Engagement, Membership, Organisation, Person

__all__ = [
    "Designation",
    "DesignationEnd",
    "Employment",
    "Ending",
    "Engagement",
    "GroupTie",
    "Membership",
    "Organisation",
    "OrganisationName",
    "Person",
    "Requirement",
    "Retraction",
]
