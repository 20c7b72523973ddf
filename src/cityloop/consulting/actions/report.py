"""The plan report is written once, in both languages, and frozen."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.consulting.actions.consultation import locked_under_way
from cityloop.consulting.models import PlanReport
from cityloop.consulting.queries.reports import material_of
from cityloop.consulting.report import frozen, written
from cityloop.engine.edition import digest


@action("consulting.make_report")
def make_report(*, actor, at, roadmap, base):
    """Write the report of a consultation from one of its roadmaps; `base` is the address of this site.

    The city's own people may. What was written before is kept, and the same report twice is refused.
    """
    consultation = locked_under_way(actor, roadmap.consultation, at)
    latest = consultation.reports.first()
    number = latest.number + 1 if latest else 1
    papers = {language: _paper(roadmap, number, base, language, at) for language, _name in settings.LANGUAGES}
    require(
        latest is None or _said(latest.papers) != _said(papers),
        _("No report was made."),
        _("The last report of this consultation says exactly the same."),
        _("Download it, or change the needs, the shortlists or the roadmap first."),
    )
    sealed = digest({"consultation": consultation.pk, "roadmap": roadmap.digest, "papers": papers})
    report = PlanReport.objects.create(
        consultation=consultation, number=number, roadmap=roadmap, papers=papers, digest=sealed, person=actor, at=at
    )
    return done(report, city=consultation.city.code, number=number, digest=sealed, roadmap=roadmap.version)


def _paper(roadmap, number, base, language, at) -> dict:
    with override(language):
        return frozen(written(material_of(roadmap, number, base), language, at))


def _said(papers) -> dict:
    """What a report says, without its own number and day."""
    return {language: [paper["title"], paper["blocks"]] for language, paper in papers.items()}
