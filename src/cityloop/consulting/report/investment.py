"""Investment, finance, organisation and effects: the roadmap year by year, and what each service is planned for."""

from django.utils.translation import gettext as _

from cityloop.consulting.guide import guide
from cityloop.consulting.report.figures import figure, share
from cityloop.consulting.report.people import organisation, year_ends
from cityloop.papers import Heading, Paragraph, Table


def investment(material, sources):
    """What starts when and why, what each year costs and binds, and what breaks first."""
    reading, roadmap = material.reading, material.roadmap
    cited = _cited(material, sources)
    yield Heading(_("Which service starts in which year"), 2)
    names = (_("Service"), _("First year"), _("Cost to build"), _("Cost to run, a year"), _("Staff bound"))
    rows = tuple(
        (line.name, str(line.year), *_takes(line.row), line.why, _line_source(material, sources, line, cited))
        for line in reading.chosen
    )
    widths = (3, 1.3, 1.6, 1.6, 1.2, 4, 1.6)
    yield Table((*names, _("Why"), _("Source")), rows, widths=widths, numeric=(1, 2, 3, 4))
    yield Paragraph(_("Amounts in KRW million, staff in persons."), small=True)
    if reading.left_out:
        yield Heading(_("Not in the roadmap, and why"), 2)
        rows = tuple((line.name, line.why, cited) for line in reading.left_out)
        yield Table((_("Service"), _("Why"), _("Source")), rows, widths=(3, 6, 1.2))
    yield Heading(_("Finance and organisation by year"), 2)
    yield _by_year(reading, cited)
    yield Heading(_("If money shrinks"), 2)
    yield _shrunk(reading, cited)
    if roadmap.inputs["pinned"]:
        words = _("The city fixed the year of %(count)s services, which costs %(price)s points against the best plan.")
        told = {"count": len(roadmap.inputs["pinned"]), "price": f"{reading.price:.1f}"}
        yield Paragraph(f"{words % told} {cited}")
    yield from organisation(material, sources)


def _cited(material, sources) -> str:
    roadmap = material.roadmap
    words = _("Roadmap version %(version)s, sha256 %(digest)s")
    told = words % {"version": roadmap.version, "digest": roadmap.digest}
    return sources.cite(told, "consulting:roadmap", material.city.code, roadmap.pk)


def _takes(row):
    return figure(row["capex"]), figure(row["opex"]), figure(row["staff"])


def _line_source(material, sources, line, cited) -> str:
    """The directory's page where the costs come from there; what the city gave is in the roadmap's inputs."""
    if line.service is None or "directory" not in line.row["sources"].values():
        return cited
    words = _("Cost band of “%(service)s” in the public directory, its upper end") % {"service": line.name}
    return f"{sources.cite(words, 'catalogue:service', line.service.code)} {cited}"


def _by_year(reading, cited):
    rows = tuple(
        (str(use.year), figure(use.cost), figure(use.budget), figure(use.staff), figure(use.people), cited)
        for use in reading.uses
    )
    columns = (_("Year"), _("Cost"), _("Budget"), _("Staff bound"), _("Staff there is"), _("Source"))
    return Table(columns, rows, widths=(1, 2, 2, 2, 2, 1), numeric=(1, 2, 3, 4))


def _shrunk(reading, cited):
    def told(at):
        if at.objective is None:
            return at.why, "–"
        return ", ".join(at.lost) or "–", ", ".join(at.moved) or "–"

    rows = tuple((share(at.share), *told(at), cited) for at in reading.shrunk)
    columns = (_("Money left"), _("Falls out"), _("Starts in another year"), _("Source"))
    return Table(columns, rows, widths=(1.2, 5, 4, 1), numeric=(0,))


def effects(material, sources):
    """What each service of the plan is expected to do, and how firm that is."""
    result, cited = material.roadmap.result, _cited(material, sources)
    rows = tuple(
        (line.name, _answers(line.row), f"{line.row['benefit']:.1f}", share(line.kept), cited)
        for line in material.reading.chosen
    )
    columns = (_("Service"), _("Needs it answers"), _("Points"), _("Stays in"), _("Source"))
    yield Table(columns, rows, widths=(3, 5, 1.4, 1.4, 1), numeric=(2, 3))
    yield Paragraph(
        _(
            "Points are no money and no measured effect: they add the service's score on the shortlist of each need by "
            "the need's priority. “Stays in” is the share of %(draws)s draws in which the service is in the best plan "
            "when effects lie %(sd)s %% (one standard error) around what is stated. What a service really does is "
            "measured at the end of each year."
        )
        % {"draws": result["draws"], "sd": figure(material.roadmap.inputs["uncertainty"])},
        small=True,
    )
    yield from year_ends(material, sources)


def _answers(row) -> str:
    return ", ".join(f"{guide().problems[part['problem']].title} {part['points']:.1f}" for part in row["benefit_from"])
