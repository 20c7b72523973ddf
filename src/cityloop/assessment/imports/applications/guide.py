"""The sheet that explains how a workbook of applications is filled in."""

from django.utils.translation import gettext as _

from cityloop.assessment.imports.applications.columns import in_both
from cityloop.assessment.queries import compiled


def guide(bringing, columns) -> list[tuple]:
    """Rows of the sheet `guide`: what it is for, the rules of filling in, and every column."""
    rules = compiled(bringing.edition)
    profile = rules.profile(bringing.profile)
    named = f" · {profile.title.ko} / {profile.title.en}" if profile else ""
    rows: list[tuple] = [(f"{rules.title.ko} / {rules.title.en} {bringing.edition.edition}{named}",), ()]
    for say in SAID:
        told = in_both(say)
        rows.append((None, told.ko, told.en))
    rows.append(())
    for column in columns:
        says = column.says
        rows.append((f"{column.title.ko}\n{column.title.en}{' *' if column.needed else ''}", says.ko, says.en))
    return rows


SAID = (
    lambda: _("One row is one application. Write below the headings; columns may be moved, hidden rows stay."),
    lambda: _("A cell that is left empty changes nothing. * is needed before the application is handed in."),
    lambda: _("Write values, no formulas. A list of choices stands in the sheet “lists”."),
    lambda: _("Files and evidence are attached on the page of each application, after the sheet was taken in."),
    lambda: _("Nothing is handed in by this sheet: it begins drafts or fills them in."),
)
