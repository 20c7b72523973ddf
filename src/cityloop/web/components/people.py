"""The people whom a visitor of the demonstration can be."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cityloop.organisations import queries

register = template.Library()

PARTS = {
    "provider": _("Service provider"),
    "officer": _("Certification officer"),
    "assessor": _("Assessor"),
    "reviewer": _("Reviewer"),
    "decider": _("Decider of the certifier"),
    "owner": _("Scheme owner"),
    "secretariat": _("Programme officer"),
    "city": _("City officer"),
    "committee-chair": _("Chair of the committee"),
    "committee-member": _("Member of the committee"),
    "examiner": _("Examiner of an evaluation body"),
    "local-government": _("Local government"),
    "planner": _("Programme officer for plans"),
    "adviser": _("Adviser of the secretariat"),
    "treasurer": _("Treasurer of the secretariat"),
    "call-reviewer": _("Reviewer of proposals"),
    "city-abroad": _("City abroad"),
    "contractor": _("Contractor"),
    "challenge": _("Programme officer of a challenge"),
    "city-home": _("City with a pilot project"),
}


@register.simple_tag
def personas():
    """`{% personas as people %}`: `person`, the words for their `role`, and the address that signs in as them."""
    return [
        {
            "person": person,
            "role": PARTS.get(person.persona, person.persona),
            "href": reverse("sign_in_as", args=[person.persona]),
        }
        for person in queries.personas()
    ]
