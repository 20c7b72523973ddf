"""How the terms of a rulebook are said on pages."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from cityloop.certification.models import AgendaItem, Review

register = template.Library()

BODIES = {
    "certifier": gettext_lazy("Certifier"),
    "operating_body": gettext_lazy("Operating body"),
    "evaluation_body": gettext_lazy("Evaluation body"),
}


@register.filter
def body(code):
    """A party of the scheme."""
    return BODIES.get(code, code)


@register.filter
def item_word(stored):
    """How the result of an agenda item that was stored is called."""
    return AgendaItem.Result(stored["result"]).label


@register.filter
def recommendation_word(stored):
    """How a recommendation that was stored is called."""
    return Review.Recommendation(stored["recommendation"]).label


ROLES = {
    "holder": gettext_lazy("the party"),
    "operator": gettext_lazy("the operating body"),
    "certifier": gettext_lazy("the certifier"),
    "hearer": gettext_lazy("whoever hears the appeal"),
}


@register.filter
def role_name(code):
    """Who somebody in a role to a proceeding is."""
    return ROLES.get(code, code)


@register.simple_tag
def paper_address(certificate, language):
    """Where the PDF of a certificate is, in a language."""
    with override(language):
        return reverse("certification:certificate_paper", args=[certificate.number])
