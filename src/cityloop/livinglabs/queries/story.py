"""Find what happened to a pilot, in its order."""

from django.utils import timezone
from django.utils.translation import gettext as _


def story_of(pilot, protocol, effect) -> list[dict]:
    """The time line: opening, protocol, steps, measurements, effect, closing report; what is ahead last."""
    rows = [(timezone.localdate(pilot.opened_at), _("Pilot opened"), "")]
    if protocol:
        rows.append((timezone.localdate(protocol.frozen_at), _("Protocol fixed"), protocol.digest[:12]))
    rows += [(one.on, one.get_kind_display(), one.reason) for one in pilot.events.all()]
    rows += [
        (timezone.localdate(one.received_at), _("Measurements accepted"), one.delivery.name)
        for one in pilot.measurements.select_related("delivery")
    ]
    if effect:
        rows.append((timezone.localdate(effect.computed_at), _("Effect estimated"), effect.digest[:12]))
    rows += [(timezone.localdate(one.at), _("Closing report"), one.digest[:12]) for one in pilot.closing_reports.all()]
    found = [
        {"title": title, "when": on, "note": note, "state": "done"} for on, title, note in sorted(rows, key=_first)
    ]
    if pilot.state == pilot.State.PLANNED:
        found.append({"title": _("Begins"), "when": pilot.began_on, "note": "", "state": "ahead"})
    elif pilot.ends_on and pilot.state != pilot.State.ENDED:
        found.append({"title": _("Ends"), "when": pilot.ends_on, "note": "", "state": "ahead"})
    return found


def _first(row):
    return row[0]
