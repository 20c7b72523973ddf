"""Conditions and demand: the city beside its peers, what nobody can say, and what its people say is wrong."""

from django.utils.translation import gettext as _

from cityloop.consulting.report.figures import figure
from cityloop.consulting.report.people import workshops
from cityloop.papers import Heading, Paragraph, Table

NAMED = 8


def conditions(material, sources):
    """The diagnosis and the needs."""
    if material.diagnosis:
        yield from _peers(material, sources)
        yield from _rows(material, sources, _("Where the city is behind its peers"), material.diagnosis.gaps)
        yield from _rows(material, sources, _("Where the city is ahead of its peers"), material.diagnosis.strengths)
        yield from _missing(material.diagnosis)
    else:
        yield Paragraph(_("No other city has values under the same framework, so the city was not compared."))
    yield from workshops(material, sources)
    yield from _needs(material, sources)


def _peers(material, sources):
    found = material.diagnosis
    yield Heading(_("The peers, and why these"), 2)
    cited = sources.cite(_("Diagnosis of the city"), "consulting:diagnosis", material.city.code)
    yield Paragraph(f"{found.rule} {cited}")
    yield Table((_("City"), _("Why")), tuple((peer.city.name, peer.reason) for peer in found.peers), widths=(1, 3))


def _rows(material, sources, title, rows):
    yield Heading(title, 2)
    if not rows:
        yield Paragraph(_("None outside the middle half of the peers."))
        return
    columns = (_("Indicator"), _("Unit"), _("City"), _("Year"), _("Peer median"), _("Percentile"), _("Source"))
    cells = tuple(_row(material, sources, row) for row in rows[:NAMED])
    yield Table(columns, cells, widths=(5, 2, 2, 1.4, 2, 2, 1.4), numeric=(2, 4, 5))


def _row(material, sources, row):
    found = row.finding
    year = str(row.cell.year) if row.cell and row.cell.year else "–"
    values = figure(found.value), year, figure(found.peer_median), f"{found.percentile:.0f}"
    return (row.title, row.unit or "–", *values, cell_source(material, sources, row))


def cell_source(material, sources, row) -> str:
    """The mark of the file and line from which an indicator's value came."""
    if row.cell is None or row.cell.value is None:
        return "–"
    taken = row.cell.taken_from
    words = _("%(source)s; file %(file)s, line %(line)s, sha256 %(digest)s") % {
        "source": taken.source,
        "file": taken.name,
        "line": row.cell.line,
        "digest": taken.sha256[:16],
    }
    return sources.cite(words, "consulting:city", material.city.code)


def _missing(diagnosis):
    yield Heading(_("What nobody can say yet"), 2)
    if not diagnosis.missing:
        yield Paragraph(_("Every indicator of the framework has a value."))
        return
    yield Paragraph(
        _("%(missing)s of %(all)s indicators have no value. A missing value is neither good nor bad.")
        % {"missing": len(diagnosis.missing), "all": len(diagnosis.rows)}
    )
    yield Paragraph(", ".join(row.title for row in diagnosis.missing), small=True)


def _needs(material, sources):
    yield Heading(_("What the city needs, in order"), 2)
    cited = sources.cite(_("Needs of the consultation"), "consulting:consultation", material.city.code)
    yield Table(
        (_("Priority"), _("Problem"), _("In the city's own words"), _("Source")),
        tuple((str(need.priority), material.problem(need), need.statement, cited) for need in material.needs),
        widths=(1, 3, 7, 1.4),
        numeric=(0,),
    )
