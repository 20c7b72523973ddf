"""Words that services are described with, in the reader's language: fields, certificate states, concepts, bands."""

from functools import cache

from django.utils.translation import gettext_lazy as _

from cityloop.catalogue.models import Service
from cityloop.catalogue.search import thesaurus
from cityloop.language import country_name, pick
from cityloop.rulebook import shelf
from cityloop.rulebook.reading import read

OTHER_FIELD = "other"
# How a certificate stands on a day. `recorded`: certified by a public record that this installation did not decide.
CERTIFICATE_STATES = {
    "valid": _("Certificate in force"),
    "suspended": _("Suspended"),
    "expired": _("Expired"),
    "withdrawn": _("Withdrawn"),
    "recorded": _("Certified, by public record"),
    "none": _("Not certified"),
}
FACETS = {
    "certificate": _("Certification"),
    "field": _("Field"),
    "type": _("Type"),
    "operation": _("Operation"),
    "country": _("Country"),
    "origin": _("Real or simulated"),
}
SORTS = {
    "relevance": _("Relevance"),
    "certified": _("Certified first"),
    "newest": _("Newest in the directory"),
    "running": _("Running longest"),
}
ORIGINS = {"real": _("Real"), "simulated": _("Simulated")}
MATURITY = {
    "plan": _("Planned"),
    "pilot": _("Pilot"),
    "first_city": _("First city"),
    "several_cities": _("Several cities"),
}


@cache
def fields() -> dict[str, dict[str, str]]:
    """The twelve service fields of the Decree: `{id: {ko, en}}` in the Decree's order."""
    data, _positions = read(shelf.HERE / "fields.yaml")
    return {field["id"]: field["title"] for field in data["fields"]}


def concept_label(concept_id: str) -> str:
    """The name of a thesaurus concept in the reader's language; the id where the thesaurus has lost it."""
    concept = thesaurus.load().concepts.get(concept_id)
    return pick(concept.label) if concept else concept_id


def facet_values(facet: str) -> dict[str, object]:
    """The values of a facet that have names of their own, in the order in which they are shown; countries have not."""
    return {
        "certificate": CERTIFICATE_STATES,
        "field": fields(),
        "type": dict(Service.Type.choices),
        "operation": dict(Service.Operation.choices),
        "origin": ORIGINS,
    }.get(facet, {})


def facet_label(facet: str, value: str) -> str:
    """The name of a value of a facet in the reader's language."""
    if facet == "country":
        return country_name(value)
    label = facet_values(facet).get(value, value)
    return pick(label) if isinstance(label, dict) else str(label)
