"""Concept and services: which problem is answered by what, how services were weighed, and which stand first."""

from django.utils.translation import gettext as _

from cityloop.consulting.guide import guide
from cityloop.consulting.queries.needs import sign_of
from cityloop.consulting.reading import read_shortlist
from cityloop.consulting.report.conditions import cell_source
from cityloop.consulting.report.figures import figure, share
from cityloop.papers import Heading, Listing, Paragraph, Table

FIRST = 6


def concept(material, sources):
    """What the plan holds to, and what each need shows on."""
    yield Paragraph(_("The plan holds to what the plan guideline (2025-785) asks:"))
    yield Listing(
        (
            _("services answer problems that were found; no service looks for a problem"),
            _("what the city has is improved before anything is added, and nothing is paid for twice"),
            _("people who are easily left out are thought of first"),
            _("what must come first comes first; what a year's end shows changes the plan of the next January"),
        )
    )
    yield Heading(_("On which indicators each need shows"), 2)
    rows = tuple(row for need in material.needs for row in _signs(material, sources, need))
    columns = (_("Problem"), _("Indicator"), _("City"), _("Peer median"), _("Source"))
    yield Table(columns, rows, widths=(3, 5, 2, 2, 1.4), numeric=(2, 3))
    yield Paragraph(_("The peers' median is there to compare with; no target was set."), small=True)


def _signs(material, sources, need):
    problem = guide().problems[need.problem]
    shown = sign_of(problem, material.diagnosis).rows if material.diagnosis else ()
    for row in shown:
        values = figure(row.finding.value), figure(row.finding.peer_median)
        yield (problem.title, row.title, *values, cell_source(material, sources, row))
    if not shown:
        yield (problem.title, _("No indicator of this framework shows this problem."), "–", "–", "–")


def services(material, sources):
    """The shortlist of each need: weights, ranks with their firmness, reasons, and what was kept out."""
    for need in material.needs:
        if shortlist := material.shortlists.get(need.pk):
            yield from _shortlist(material, sources, need, shortlist)


def _shortlist(material, sources, need, shortlist):
    reading = read_shortlist(shortlist, material.directory)
    words = _("Shortlist for “%(problem)s”, sha256 %(digest)s")
    told = words % {"problem": reading.problem, "digest": shortlist.digest}
    cited = sources.cite(told, "consulting:shortlist", material.city.code, shortlist.pk)
    yield Heading(reading.problem, 2)
    weights = ", ".join(f"{title} {share(weight)}" for title, _importance, weight in reading.weights)
    yield Paragraph(_("What counted: %(weights)s.") % {"weights": weights} + f" {cited}")
    if reading.people:
        yield _weighed(shortlist, reading, cited)
    rows = tuple(
        (str(entry.row["rank"]), entry.name, share(entry.row["first"]), "; ".join(entry.reasons), cited)
        for entry in reading.entries[:FIRST]
    )
    columns = (_("Rank"), _("Service"), _("First in draws"), _("Why it stands here"), _("Source"))
    yield Table(columns, rows, widths=(1, 3, 1.7, 6, 1.3), numeric=(0, 2))
    for group in reading.kept_out:
        yield Paragraph(
            _("Kept out, %(count)s services: %(why)s") % {"count": figure(group.count), "why": group.why}, small=True
        )


def _weighed(shortlist, reading, cited):
    """Who weighed apart, how it was agreed, and for how many the common first is their own."""
    words = _(
        "%(count)s people weighed apart (%(method)s) and agreed: %(reason)s With the weights of %(same)s of them alone "
        "the same service stands first."
    )
    told = {
        "count": len(reading.people),
        "method": shortlist.agreed.weighing.get_method_display(),
        "reason": shortlist.agreed.reason,
        "same": sum(one.common == 1 for one in reading.people),
    }
    return Paragraph(f"{words % told} {cited}")
