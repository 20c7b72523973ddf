"""People in the plan: what citizens and experts put first, who advised, met and agreed, what each year's end showed."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cityloop.consulting.report.figures import figure
from cityloop.papers import Heading, Paragraph, Table


def workshops(material, sources):
    """Problems by the dots of citizens and experts; apart only where enough of each took part."""
    for tally in material.tallies:
        workshop = tally.round.workshop
        words = _("Workshop “%(title)s”, round %(number)s") % {"title": workshop.title, "number": tally.round.number}
        cited = sources.cite(words, "consulting:workshop", material.city.code, workshop.pk)
        yield Heading(_("What citizens and experts put first: %(title)s") % {"title": workshop.title}, 2)
        told = {"took": tally.took_part, "places": tally.places, "dots": tally.all_dots, "each": tally.round.dots}
        said = _("%(took)s of %(places)s places gave %(dots)s dots; each had %(each)s.") % told
        yield Paragraph(f"{said} {cited}")
        yield _dots(tally, cited)


def _dots(tally, cited):
    def sides(row):
        return (str(row.citizens), str(row.experts)) if tally.apart else ("–", "–")

    rows = tuple((str(row.place), row.problem.title, str(row.dots), *sides(row), cited) for row in tally.rows)
    place = pgettext("in an order", "Place")
    columns = (place, _("Problem"), _("Dots"), _("Citizens"), _("Experts"), _("Source"))
    return Table(columns, rows, widths=(1, 5, 1.2, 1.2, 1.2, 1.2), numeric=(0, 2, 3, 4))


def organisation(material, sources):
    """The stages of the consultation: how far each is, who advised, what was met over, agreed and handed over."""
    cited = sources.cite(_("Stages of the consultation"), "consulting:engagement", material.city.code)
    yield Heading(_("Stages of the consultation"), 2)
    rows = tuple(
        (one.stage.title, f"{sum(done for _task, done in one.tasks)} / {len(one.tasks)}", _advisers(one), cited)
        for one in material.records
    )
    columns = (_("Stage"), _("Tasks done"), _("Advisers"), _("Source"))
    yield Table(columns, rows, widths=(3, 1.4, 6, 1.2), numeric=(1,))
    if met := [(one, meeting) for one in material.records for meeting in one.meetings]:
        rows = tuple((one.stage.title, _day(m.on), m.place, m.attended, m.minutes, cited) for one, m in met)
        columns = (_("Stage"), _("Day"), _("Place of the meeting"), _("Who attended"), _("What was said"), _("Source"))
        yield Table(columns, rows, widths=(2, 1.8, 2, 2.4, 5, 1.2))
    if agreed := [one for record in material.records for one in record.agreed]:
        rows = tuple((one.what, one.who, _day(one.due_on), _end(one), cited) for one in agreed)
        columns = (_("What is to be done"), _("Who does it"), _("By when"), _("Outcome"), _("Source"))
        yield Table(columns, rows, widths=(5, 2, 2, 2, 1.2))
    if handed := [(one, file) for one in material.records for file in one.deliverables]:
        rows = tuple((one.stage.title, file.title, file.name, file.sha256[:16], cited) for one, file in handed)
        columns = (_("Stage"), _("Deliverables"), _("File"), "sha256", _("Source"))
        yield Table(columns, rows, widths=(2, 4, 3, 2.4, 1.2))


def _advisers(record) -> str:
    return ", ".join(f"{one.name} ({one.expertise})" for one in record.advisers) or "–"


def _day(day) -> str:
    return date_format(day, "Y-m-d")


def _end(agreed) -> str:
    end = getattr(agreed, "end", None)
    return end.get_outcome_display() if end else _("Open until its day")


def year_ends(material, sources):
    """What was measured at each year's end, and what January made of it; or when the first one is due."""
    yield Heading(_("Year's end and January plan"), 2)
    roadmap = material.roadmap
    cited = sources.cite(_("Year's end and January plan"), "consulting:year_ends", material.city.code, roadmap.pk)
    if not material.year_ends:
        words = _(
            "Nothing was measured yet. The services that start in %(year)s are measured in December of that year; the "
            "plan of the January after it says what is made of it."
        )
        yield Paragraph(f"{words % {'year': roadmap.first_year}} {cited}")
        return
    rows = tuple(_measured(material, row, cited) for row in material.year_ends)
    columns = (
        _("Year"), _("Service"), _("What was measured"), _("Expected"), _("Measured value"), _("January plan"),
        _("Source"),
    )  # fmt: skip
    yield Table(columns, rows, widths=(1, 3, 3, 1.4, 1.6, 3, 1.2), numeric=(0, 3, 4))


def _measured(material, row, cited):
    name = str(material.directory.get(row.service, row.service))
    answer = getattr(row, "answer", None)
    january = f"{answer.get_decision_display()}: {answer.reason}" if answer else "–"
    measured = f"{figure(row.measured)} {row.unit}".strip()
    return str(row.year), name, f"{row.measure} ({row.source})", figure(row.expected), measured, january, cited
