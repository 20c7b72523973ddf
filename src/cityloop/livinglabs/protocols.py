"""What a protocol must say before it can be fixed, and its digest."""

import hashlib

import rfc8785
from django.utils.translation import gettext as _

from cityloop.engine.effects import METHODS
from cityloop.livinglabs.cells import Periods

REQUIRED = ("unit", "time", "outcome", "measured_in", "better", "treated", "from", "window", "method")
BETTER = ("lower", "higher")


def faults(content: dict) -> list[str]:
    """Every sentence about what is missing or cannot be."""
    found = [_("“%(key)s” is missing.") % {"key": key} for key in REQUIRED if not content.get(key)]
    if found:
        return found
    try:
        Periods.of(content["from"])
    except ValueError:
        found.append(_("The start is not a year, a month (2026-12), a day (2026-12-01) or a whole number."))
    if content["method"] not in METHODS:
        found.append(_("There is no such method."))
    if content["better"] not in BETTER:
        found.append(_("Say whether a lower or a higher outcome is better."))
    if not isinstance(content["window"], int) or not 1 <= content["window"] <= 10_000:
        found.append(_("The window is a whole number of periods, one or more."))
    both = set(content["treated"]) & set(content.get("comparison", ()))
    if both:
        found.append(_("Treated and compared with at once: %(names)s.") % {"names": ", ".join(sorted(both))})
    if content["method"] != "its" and content.get("comparison") == []:
        found.append(_("With this method places to compare with are needed; with one place only, choose its own past."))
    worth = content.get("worth")
    if worth is not None and not (isinstance(worth, int | float) and worth > 0):
        found.append(_("The smallest effect worth having is a number above zero."))
    return found


def digest_of(content) -> str:
    """The hash of the canonical JSON of a content."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


METHOD_WORDS = {
    "did": lambda: _("Before and after, against places to compare with (difference-in-differences)"),
    "imputation": lambda: _("The same where places start at different times (imputation)"),
    "its": lambda: _("Against its own past only (interrupted time series)"),
}


def method_choices() -> list[tuple[str, str]]:
    """The methods with what each does."""
    return [(method, METHOD_WORDS[method]()) for method in METHODS]
