"""Words that services are described with, in the reader's language: fields, certificate states, concepts, bands."""

from functools import cache

from django.utils.translation import gettext_lazy as _

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
