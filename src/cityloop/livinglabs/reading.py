"""What was found in a delivery, in words."""

from django.utils.translation import gettext_lazy as _

from cityloop.engine.readings import FLAGS

WORDS = {
    "ok": (_("Counts"), ""),
    "ambiguous": (
        _("Counts; in the hour that comes twice"),
        _("One reading alone is taken as the first of two."),
    ),
    "empty": (_("Without a value"), _("The gap is counted with the missing readings.")),
    "unreadable": (_("No number"), _("The cell does not hold a finite number.")),
    "no_time": (_("No place or no time"), _("The time cannot be read, or the place is empty.")),
    "no_such_hour": (_("In the hour that never was"), _("Clocks were put forward then.")),
    "foreign_unit": (_("In another unit of measurement"), _("It cannot be converted into the protocol’s unit.")),
    "impossible": (_("Outside what can be"), _("Below or above the limits of the protocol.")),
    "repeated": (_("The same reading again"), _("Counted once.")),
    "conflict": (_("Two values for one moment"), _("Nobody can say which is right, so neither counts.")),
    "reset": (_("Counter set back"), _("What was counted in between is not known.")),
    "stuck": (_("Stuck sensor"), _("The same value too often in a row.")),
    "ahead": (
        _("Dated after its delivery"),
        _("What is timed later than the file was received cannot have been measured; look at the clock and the zone."),
    ),
}
KEPT = ("ok", "ambiguous")


def flags_of(report: dict) -> list[dict]:
    """What was found, in the order of the flags, each with its count and its first lines."""
    counts, samples = report["flags"], report["samples"]
    return [
        {
            "words": WORDS[flag][0],
            "why": WORDS[flag][1],
            "count": counts[flag],
            "kept": flag in KEPT,
            "samples": samples.get(flag, []),
        }
        for flag in FLAGS
        if counts.get(flag)
    ]
