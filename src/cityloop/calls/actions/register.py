"""Calls: the published past of a programme enters in one import."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.calls.models import Project, PublishedTotal
from cityloop.organisations.rules import runs_programme

NOT_IMPORTED = _("The register was not imported.")
CHUNK = 500
SAME = ("year", "type", "country", "city_ko", "city_en", "title_ko", "title_en", "company")
"""What makes two rows name one project."""


@action("calls.import_register")
def import_register(*, actor, at, programme, totals, projects, digest):
    """Enter what was published about a programme's past years; an officer of its secretariat may.

    `totals` and `projects` are rows as dicts of the models' columns; `digest` is the sha256 of the files they came
    from. What is there already is left as it is; a year that was announced is never overwritten.
    """
    if not runs_programme(actor, programme, timezone.localdate(at)):
        raise not_yours()
    years = fresh_totals(programme, totals)
    named = fresh_projects(programme, projects)
    require(
        bool(years or named),
        NOT_IMPORTED,
        _("Everything in the files is registered already, or they are empty."),
        _("Choose a file with years or projects that are new."),
    )
    rows = [PublishedTotal(programme=programme, **row) for row in years]
    made = [Project(programme=programme, **row) for row in named]
    PublishedTotal.objects.bulk_create(rows, CHUNK)
    Project.objects.bulk_create(made, CHUNK)
    return done((rows or made)[-1], programme=programme, years=len(rows), projects=len(made), sha256=digest)


def fresh_totals(programme, totals) -> list[dict]:
    """The years of a file that were not announced yet; a year with other figures than those registered is refused."""
    known = {row.year: row for row in PublishedTotal.objects.filter(programme=programme)}
    changed = [row for row in totals if row["year"] in known and not _agrees(known[row["year"]], row)]
    require(
        not changed,
        NOT_IMPORTED,
        _("Other figures are registered for %(years)s.") % {"years": ", ".join(str(row["year"]) for row in changed)},
        _("What was announced is never overwritten: take these years out of the file."),
    )
    return [row for row in totals if row["year"] not in known]


def fresh_projects(programme, projects) -> list[dict]:
    """The projects of a file that are not registered yet; of two equal rows in the file both count."""
    known = set(Project.objects.filter(programme=programme).values_list(*SAME))
    return [row for row in projects if tuple(row.get(name, "") for name in SAME) not in known]


def _agrees(total, row) -> bool:
    return all(getattr(total, name) == value for name, value in row.items() if name != "source")
