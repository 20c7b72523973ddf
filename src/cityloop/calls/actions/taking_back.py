"""Until the deadline a proposal that was handed in can be taken back, changed and handed in again."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked, move, next_version, permit
from cityloop.assessment.queries import dossier_of
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require

NOT_TAKEN_BACK = _("The proposal was not taken back.")


@action("calls.take_back")
def take_back(*, actor, at, case):
    """Open a new version as a copy of the one handed in; that one stays on record with its receipt.

    While it is taken back nothing of it is handed in: the secretariat does not see it until it comes again.
    """
    case = locked(case)
    step = permit(case, "take_back", actor, at)
    require(
        case.notice is not None and case.notice.is_open(at),
        NOT_TAKEN_BACK,
        _("Proposals could be taken back until %(closed)s, and that moment has passed.") % {"closed": closing(case)},
        _("Withdraw it for good, or ask the secretariat for a supplement."),
    )
    require(
        not case.supplements.exists(),
        NOT_TAKEN_BACK,
        _("The secretariat has asked for a supplement already, and works with what was handed in."),
        _("Withdraw it for good, or ask the secretariat for another supplement."),
    )
    version = next_version(dossier_of(case))
    case.received_at = None
    move(case, step, actor, at)
    return done(case, version=version.version)


def closing(case) -> str:
    """The closing moment of the case's notice on the clock of its zone, with the zone."""
    notice = case.notice
    if notice is None or notice.open_until is None:
        return "–"
    closed = timezone.localtime(notice.open_until, ZoneInfo(notice.zone))
    return f"{closed:%Y-%m-%d %H:%M:%S} ({notice.zone})"
