"""What is read of a file of values: its cells, and everything that is wrong with them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cityloop.consulting.models import City, IndicatorValue

Status, Quality = IndicatorValue.Status, IndicatorValue.Quality


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one cell: where, what stands there, why it is not taken, what to do.

    `cell` is its name in a workbook (E7), empty in a CSV file, where line and column say it.
    """

    line: int
    column: str
    found: str
    why: str
    remedy: str
    cell: str = ""
    file: str = ""

    def __str__(self):
        if self.cell:
            return _("Cell %(cell)s, %(column)s “%(found)s”: %(why)s %(remedy)s") % self.__dict__
        return _("Line %(line)s, %(column)s “%(found)s”: %(why)s %(remedy)s") % self.__dict__


@dataclass(frozen=True)
class Cell:
    """One value, or one kind of nothing, as the file gives it."""

    line: int
    city: City
    indicator: str
    year: int | None
    status: str
    value: float | None
    quality: str
    note: str = ""
    file: str = ""
    title: str = ""

    @property
    def place(self) -> tuple[int, str, int | None]:
        """What makes two cells the same: city, indicator and year."""
        return self.city.pk, self.indicator, self.year

    @property
    def status_label(self) -> str:
        return Status(self.status).label

    @property
    def quality_label(self) -> str:
        return Quality(self.quality).label if self.quality else ""

    @property
    def content(self) -> tuple[str, float | None, str, str]:
        return self.status, self.value, self.quality, self.note


@dataclass(frozen=True)
class Sheet:
    """What files say, together. They are taken in only where there is no trouble."""

    cells: tuple[Cell, ...]
    troubles: tuple[Trouble, ...]


class Wrong(Exception):
    """A cell that is not taken: its column, why, and what to do."""

    def __init__(self, column, why, remedy):
        super().__init__(why)
        self.column, self.why, self.remedy = column, why, remedy
