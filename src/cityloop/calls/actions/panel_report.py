"""The secretariat writes the report of the panels; it is frozen with its digest."""

from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.calls.choosing import prepares, require_office
from cityloop.calls.models import PanelReport, SelectionRound
from cityloop.calls.reporting import content_of
from cityloop.engine.edition import digest

NOT_WRITTEN = _("The report was not written.")


@action("calls.write_panel_report")
def write_panel_report(*, actor, at, round):
    """Write the report of what stands now, before anything is recommended; each recommendation brings its own."""
    round = SelectionRound.objects.select_for_update(of=("self",)).select_related("notice__edition").get(pk=round.pk)
    require_office(prepares, actor, round, at)
    content = content_of(round)
    require(
        bool(content["proposals"]),
        NOT_WRITTEN,
        _("No proposal of this round is evaluated yet."),
        _("Wait until the evaluations are closed."),
    )
    last = round.reports.filter(digest=digest(content)).first()
    require(
        last is None,
        NOT_WRITTEN,
        _("Nothing changed since version %(n)s was written.") % {"n": last.version if last else ""},
        _("Use that version; its digest is the same."),
    )
    row = kept_report(round, content, actor, at)
    return done(row, version=row.version, sha256=row.digest)


def kept_report(round, content, actor, at) -> PanelReport:
    """The version that says exactly this, written now where there is none; a step inside an action."""
    made = digest(content)
    known = round.reports.filter(digest=made).first()
    if known is not None:
        return known
    last = round.reports.last()
    version = last.version + 1 if last else 1
    return PanelReport.objects.create(round=round, version=version, content=content, digest=made, person=actor, at=at)
