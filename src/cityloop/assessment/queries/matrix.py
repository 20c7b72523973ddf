"""From an outcome down to the marks: areas, criteria, and each assessor's mark beside the others."""

from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled, counted_sheets, counting_marks


@dataclass(frozen=True)
class AreaRow:
    """An area of the edition with what the outcome says of it."""

    area: object
    node: dict

    @property
    def least(self) -> float | None:
        """The points below which the whole fails."""
        return None if self.area.minimum is None else self.area.minimum * self.node["possible"]


@dataclass(frozen=True)
class CriterionRow:
    """A criterion, each assessor's mark in the order of the columns, and what came of them."""

    criterion: object
    node: dict
    cells: list
    measured: float | None

    @property
    def marks(self) -> list[float]:
        """The marks that are numbers."""
        return [cell.mark for cell in self.cells if cell is not None and cell.mark is not None]

    @property
    def median(self) -> float | None:
        """The middle mark."""
        return median(self.marks) if self.marks else None

    @property
    def lowest(self) -> float | None:
        """The lowest mark."""
        return min(self.marks, default=None)

    @property
    def highest(self) -> float | None:
        """The highest mark."""
        return max(self.marks, default=None)

    @property
    def spread(self) -> float:
        """From the lowest to the highest mark."""
        return max(self.marks) - min(self.marks) if self.marks else 0

    @property
    def notes(self) -> list:
        """Cells that carry a reason."""
        return [cell for cell in self.cells if cell is not None and cell.note]


@dataclass(frozen=True)
class Matrix:
    """Columns are assessors, rows criteria by area."""

    columns: list[str]
    groups: list


def areas_of(case, outcome) -> list[AreaRow]:
    """The areas that are judged on the case, in the order of the edition; empty without an outcome."""
    if outcome is None:
        return []
    judged = outcome.nodes["areas"]
    return [AreaRow(area, judged[area.id]) for area in compiled(case.edition).areas if area.id in judged]


def matrix_of(case, outcome, named: bool, widest: int | None = None) -> Matrix | None:
    """The marks of every sheet that counts; assessors by name, or by number where the reader does not learn names.

    `widest` keeps only so many criteria, those on which the marks lie furthest apart.
    """
    if outcome is None:
        return None
    sheets = list(counted_sheets(case))
    if not named:  # the certificate names the panel in the order of its seats, so the columns follow no such order
        sheets.sort(key=lambda sheet: sheet.digest)
    columns = [str(s.person) if named else _("Assessor %(n)s") % {"n": n} for n, s in enumerate(sheets, 1)]
    rows = _rows(case, outcome, sheets)
    if widest is not None:
        kept = sorted((row for row in rows if row.marks), key=lambda row: -row.spread)[:widest]
        rows = [row for row in rows if row in kept]
    groups = [(one, [row for row in rows if row.criterion.area == one.area.id]) for one in areas_of(case, outcome)]
    return Matrix(columns, [(area, found) for area, found in groups if found])


def _rows(case, outcome, sheets) -> list[CriterionRow]:
    counting = counting_marks(sheets)
    found = []
    for criterion in compiled(case.edition).criteria:
        node = outcome.nodes["criteria"].get(criterion.id)
        if node is None:
            continue
        cells = [counting[sheet.pk].get(criterion.id) for sheet in sheets]
        found.append(CriterionRow(criterion, node, cells, None if criterion.marked else node["value"]))
    return found
