"""The operating body reports the result of the evaluation to the certifier: Art. 10(3), 15(1)."""

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked, move, permit
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.certification.models import Report
from cityloop.certification.reporting import content_of
from cityloop.certification.rounds import round_of
from cityloop.engine.edition import digest as digest_of

NOT_REPORTED = _("The report was not handed over.")


@action("certification.report_to_certifier")
def report_to_certifier(*, actor, at, case, digest="", note=""):
    """Lay the report before the certifier. `digest` is that of the report that was shown; a later change refuses.

    The report is frozen here; the decision binds to its digest.
    """
    case = locked(case)
    step = permit(case, "report_to_certifier", actor, at)
    content = content_of(case)
    now = digest_of(content)
    require(
        not digest or digest == now,
        NOT_REPORTED,
        _("The report has changed since this page was opened."),
        _("Open the page again, read the current report, and confirm once more."),
    )
    Report.objects.create(
        case=case,
        round=round_of(case),
        outcome=case.outcomes.last(),
        content=content,
        digest=now,
        note=note.strip(),
        person=actor,
        at=at,
    )
    move(case, step, actor, at, note)
    return done(case, report=now)
