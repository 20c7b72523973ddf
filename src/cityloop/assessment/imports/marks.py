"""Read a mark sheet that was filled in offline, and say cell by cell what it would change and what is wrong."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cityloop.assessment.imports.template import CONFIDENCE, FIRST_ROW, KIND, MARK, NOTE
from cityloop.assessment.imports.workbook import NotRead, Trouble, rows_of
from cityloop.assessment.queries import compiled, counting_marks
from cityloop.engine.evaluation import mark_problem, scale
from cityloop.language import pick

LONGEST_NOTE = 4_000
NOT_APPLICABLE = frozenset({"–", "-", "—", "해당 없음", "해당없음", "n/a", "na"})


@dataclass(frozen=True)
class Change:
    """What the file would change on one criterion: the mark that counts now (or None) and the one that would."""

    criterion: object
    before: object
    after: dict


@dataclass(frozen=True)
class Reading:
    """A file as it was read. It is taken in only where there is no trouble; `shown` binds a confirmation to it."""

    changes: tuple
    troubles: tuple
    shown: str

    @property
    def marks(self) -> dict:
        """The changes as `save_marks` takes them."""
        return {change.criterion.id: change.after for change in self.changes}


def read_marks(sheet, name: str, content: bytes) -> Reading:
    """Read a workbook for an assessor's sheet. Raises `NotRead` where it is none, or not that of this sheet."""
    rows = rows_of(name, content)
    _require_own(sheet, rows)
    reader = _Reader(sheet)
    for number, row in enumerate(rows[FIRST_ROW - 1 :], FIRST_ROW):
        reader.read(number, tuple(row) + (None,) * (NOTE + 1 - len(row)))
    return Reading(tuple(reader.changes), tuple(reader.troubles), _shown(reader.before, content))


def _require_own(sheet, rows) -> None:
    head = tuple(rows[0]) + (None,) * 5 if rows else (None,) * 5
    if head[0] != KIND:
        raise NotRead(_("It is not a mark sheet of Cityloop."), _("Download the sheet of this case and fill that in."))
    if head[1] != sheet.case.reference or head[2] != sheet.person.code:
        raise NotRead(
            _("It is the mark sheet of another case or of another assessor."),
            _("Choose the file that you downloaded for this case."),
        )
    if head[3] != sheet.round or head[4] != sheet.case.edition.digest:
        raise NotRead(_("It is the mark sheet of an earlier round."), _("Download the current sheet and fill that in."))


def _shown(before, content: bytes) -> str:
    """The file and the marks that counted when it was shown."""
    stand = ",".join(f"{key}:{mark.pk}" for key, mark in sorted(before.items()))
    return hashlib.sha256(content + stand.encode()).hexdigest()


class _Wrong(Exception):
    def __init__(self, column: int, why, remedy):
        super().__init__(why)
        self.column, self.why, self.remedy = column, why, remedy


class _Reader:
    """Reads rows one by one; collects changes and troubles."""

    def __init__(self, sheet):
        case = sheet.case
        marked = compiled(case.edition).criteria_for(case.profile)
        self.criteria = {one.id: one for one in marked if one.marked}
        self.before = counting_marks([sheet])[sheet.pk]
        self.seen: dict[str, int] = {}
        self.changes: list[Change] = []
        self.troubles: list[Trouble] = []

    def read(self, number: int, row: tuple) -> None:
        if all(value is None or str(value).strip() == "" for value in row):
            return
        try:
            self._keep(number, row)
        except _Wrong as wrong:
            found = "" if row[wrong.column] is None else str(row[wrong.column])[:80]
            self.troubles.append(Trouble(f"{'ABCDEFGH'[wrong.column]}{number}", found, wrong.why, wrong.remedy))

    def _keep(self, number: int, row: tuple) -> None:
        key = str(row[0] or "").strip()
        criterion = self.criteria.get(key)
        if criterion is None:
            raise _Wrong(
                0, _("No criterion that is marked on this case has this id."), _("Leave the first column as it was.")
            )
        if key in self.seen:
            why = _("The criterion stands in row %(row)s already.") % {"row": self.seen[key]}
            raise _Wrong(0, why, _("Keep one of the two rows."))
        self.seen[key] = number
        note = "" if row[NOTE] is None else str(row[NOTE]).strip()
        if len(note) > LONGEST_NOTE:
            why = _("The reason is longer than %(limit)s characters.") % {"limit": LONGEST_NOTE}
            raise _Wrong(NOTE, why, _("Shorten it."))
        given, confidence = _mark(criterion, row[MARK]), _confidence(row[CONFIDENCE])
        if given is _EMPTY:
            if note or confidence is not None:
                raise _Wrong(MARK, _("There is a reason or a confidence and no mark."), _("Write the mark too."))
            return
        if given is None and not note:
            raise _Wrong(NOTE, _("To say that it does not apply needs a reason."), _("Write the reason, or a mark."))
        after = {"mark": given, "confidence": confidence, "note": note}
        before = self.before.get(key)
        if before is None or any(getattr(before, name) != value for name, value in after.items()):
            self.changes.append(Change(criterion, before, after))


_EMPTY = object()


def _mark(criterion, found):
    if found is None or str(found).strip() == "":
        return _EMPTY
    if isinstance(found, str) and found.strip().casefold() in NOT_APPLICABLE:
        return None
    try:
        mark = float(found) if not isinstance(found, bool) else float("nan")
    except (TypeError, ValueError):
        mark = float("nan")
    problem = mark_problem(criterion, mark)
    if problem:
        choices = ", ".join(f"{one:g}" for one in scale(criterion))
        raise _Wrong(
            MARK, pick(problem), _("Write one of %(choices)s, or – where it does not apply.") % {"choices": choices}
        )
    return mark


def _confidence(found):
    if found is None or str(found).strip() == "":
        return None
    try:
        value = float(found)
    except (TypeError, ValueError):
        value = 0
    if isinstance(found, bool) or value not in (1, 2, 3, 4, 5):
        raise _Wrong(CONFIDENCE, _("Confidence runs from 1 to 5."), _("Write a whole number, or nothing."))
    return int(value)
