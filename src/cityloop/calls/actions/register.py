"""Calls: the published past of a programme enters in one import."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.calls.models import Project, PublishedTotal
from cityloop.organisations.rules import runs_programme


@action("calls.import_register")
def import_register(*, actor, at, programme, totals, projects, digest):
    """Enter what was published about a programme's past years, once; an officer of its secretariat may.

    `totals` and `projects` are rows as dicts of the models' columns; `digest` is the sha256 of the file they came from.
    """
    if not runs_programme(actor, programme, timezone.localdate(at)):
        raise not_yours()
    require(
        not PublishedTotal.objects.filter(programme=programme).exists(),
        _("The register was not imported."),
        _("This programme's past is already registered."),
        _("Correct a single entry instead of importing the file again."),
    )
    rows = [PublishedTotal(programme=programme, **row) for row in totals]
    require(
        bool(rows),
        _("The register was not imported."),
        _("The file has no years."),
        _("Choose a file with one line for each year."),
    )
    PublishedTotal.objects.bulk_create(rows)
    Project.objects.bulk_create(Project(programme=programme, **row) for row in projects)
    return done(rows[-1], programme=programme, years=len(rows), projects=len(projects), sha256=digest)
