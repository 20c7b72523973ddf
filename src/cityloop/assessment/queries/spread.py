"""How a panel spread, for an assessor who has handed in: their own marks among the others' range, names hidden."""

from dataclasses import dataclass
from statistics import median

from cityloop.assessment.queries import compiled, counting_marks
from cityloop.assessment.queries.marks import counted_before, counted_sheets


@dataclass(frozen=True)
class SpreadRow:
    """One criterion: the reader's mark, the one of the round before where it changed, and everybody's range."""

    criterion: object
    own: object
    earlier: object
    marks: list

    @property
    def low(self) -> float:
        """The lowest mark."""
        return min(self.marks)

    @property
    def high(self) -> float:
        """The highest mark."""
        return max(self.marks)

    @property
    def middle(self) -> float:
        """The middle mark."""
        return median(self.marks)

    @property
    def apart(self) -> bool:
        """Does the reader's mark lie half the scale or more from the middle?"""
        reach = self.criterion.highest - self.criterion.lowest
        return self.own is not None and self.own.mark is not None and abs(self.own.mark - self.middle) * 2 >= reach


@dataclass(frozen=True)
class Spread:
    """Rows by area, how many assessors they come from, and the moderation under way, if any."""

    groups: list
    assessors: int
    apart: int
    moderation: object


def may_see_spread(case, person) -> bool:
    """Only after handing in, and only once nobody of the panel is still without a first sheet handed in."""
    first = {sheet.person_id: sheet.submitted_at is not None for sheet in case.sheets.filter(round=1)}
    sitting = set(case.duties.filter(duty="evaluate", released_at=None).values_list("person_id", flat=True))
    return person.pk in sitting and all(first.get(key, False) for key in sitting)


def spread_of(case, person) -> Spread:
    """The spread of the marks that count; while a round of moderation is open, of those before it."""
    moderation = _under_way(case)
    sheets = list(counted_before(case, moderation.round) if moderation else counted_sheets(case))
    mine = list(case.sheets.filter(person=person, submitted_at__isnull=False).order_by("round"))
    counting = counting_marks([*sheets, *mine])
    own = counting[mine[-1].pk] if mine else {}
    before = counting[mine[-2].pk] if len(mine) > 1 else {}
    rows = []
    for criterion in compiled(case.edition).criteria_for(case.profile):
        cells = [counting[sheet.pk].get(criterion.id) for sheet in sheets]
        marks = [cell.mark for cell in cells if cell is not None and cell.mark is not None]
        if criterion.marked and marks:
            now, then = own.get(criterion.id), before.get(criterion.id)
            rows.append(SpreadRow(criterion, now, then if then and now and then.mark != now.mark else None, marks))
    areas = compiled(case.edition).areas
    groups = [(area, [row for row in rows if row.criterion.area == area.id]) for area in areas]
    return Spread([pair for pair in groups if pair[1]], len(sheets), sum(row.apart for row in rows), moderation)


def _under_way(case):
    """The moderation whose sheets are not all handed in."""
    last = case.moderations.last()
    waits = last is not None and case.sheets.filter(round=last.round, submitted_at=None).exists()
    return last if waits else None
