"""What `engine.calibration` says of a round: severity, agreement, and which cases a person should look at again."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Exists, OuterRef

from cityloop.assessment.models import Case, Duty, MarkSheet
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import compiled, counting_marks, kept_from
from cityloop.assessment.queries.marks import latest_submitted
from cityloop.organisations.models import Person

MOST = 300
"""The newest cases that a round is calibrated over."""
WIDE, OUTLYING, ERRATIC = 0.2, 0.5, 1.5
"""A case disagrees where the marks of so large a share of its criteria lie half the scale apart; an assessor is
outlying from so many logits on (and beyond chance), erratic from such a mean square on."""


@dataclass(frozen=True)
class CaseFinding:
    """One case: points of the marked criteria as given and at average severity, and why a person should look."""

    case: object
    raw: float
    fair: float
    passes: float
    wide: int
    criteria: int
    reason: object

    @property
    def disagrees(self) -> bool:
        """Do the marks lie far apart on many criteria?"""
        return self.wide > WIDE * self.criteria

    @property
    def moderate(self) -> bool:
        """Should a person look at it?"""
        return self.reason is not None or self.disagrees

    @property
    def open(self) -> bool:
        """Can a moderation still be opened?"""
        return allows(self.case, "open_moderation")

    @property
    def kept(self) -> dict:
        """What a moderation keeps of it."""
        said = {"ko": self.reason.ko, "en": self.reason.en} if self.reason else {}
        return {"raw": self.raw, "fair": self.fair, "passes": self.passes, "wide": self.wide, "says": said}


@dataclass(frozen=True)
class AssessorFinding:
    """One assessor: severity in logits (positive is stricter) with its error, fit, and the number of marks."""

    person: object
    severity: float
    error: float
    infit: float
    marks: int

    @property
    def outlying(self) -> bool:
        """Stricter or milder than the others beyond chance?"""
        return abs(self.severity) > OUTLYING and abs(self.severity) > 1.96 * self.error

    @property
    def erratic(self) -> bool:
        """Do the marks follow no pattern?"""
        return self.infit > ERRATIC


@dataclass(frozen=True)
class RoundFinding:
    """The findings of a round; `components` more than one means that not all severities can be compared."""

    cases: list
    assessors: list
    alpha: float | None
    components: int
    cut: float

    def of(self, case) -> CaseFinding | None:
        """The finding on one case."""
        return next((one for one in self.cases if one.case.pk == case.pk), None)


def round_finding(edition, profile: str, reader=None, on=None) -> RoundFinding | None:
    """Calibrate the newest cases of an edition and profile; None where there is nothing to tell apart.

    A `reader` is shown none that they conflict with; their marks still count for everybody's severity.
    """
    cases = Case.objects.filter(edition=edition, profile=profile).exclude(outcome_status="").exclude(state="withdrawn")
    cases = {case.pk: case for case in cases.select_related("applicant").order_by("-received_at")[:MOST]}
    for case in cases.values():
        case.edition = edition  # asked of each row
    stand = _stand_of(cases)
    found = _found(edition, edition.digest, profile, stand)
    if found is None:
        return None
    rules = compiled(edition)
    people = Person.objects.in_bulk(found[0][1])
    read = _read(found[0], cases, people, 100 * rules.passing.points / rules.passing.of, found[1])
    hidden = (
        set(Case.objects.filter(kept_from(reader, on), edition=edition).values_list("pk", flat=True)) if reader else ()
    )
    return replace(read, cases=[one for one in read.cases if one.case.pk not in hidden]) if hidden else read


def _stand_of(cases) -> tuple:
    """The sheets that count, each with the digest of what was handed in: the same stand has the same findings."""
    sitting = Duty.objects.filter(case=OuterRef("case"), person=OuterRef("person"), released_at=None)
    sheets = latest_submitted(MarkSheet.objects.filter(Exists(sitting), case__in=cases))
    return tuple(sorted(sheets.values_list("pk", "digest")))


@lru_cache(maxsize=16)
def _found(edition, _digest, profile, stand):
    """What calibration finds, and where marks lie wide; a page that is opened again reads no marks for it."""
    sheets = list(MarkSheet.objects.filter(pk__in=[pk for pk, _digest in stand]).order_by("pk"))
    rules = compiled(edition)
    criteria = {c.id: c for c in rules.criteria_for(profile) if c.marked and c.weight}
    rows = _rows(sheets, criteria)
    if not rows:
        return None
    cut = 100 * rules.passing.points / rules.passing.of
    return _calibrated(tuple(rows), tuple(sorted(_scales(rules, criteria))), cut), _wide(rows, criteria)


def _rows(sheets, criteria) -> list:
    counting = counting_marks(sheets)
    rows = sorted(
        (sheet.case_id, sheet.person_id, key, mark.mark)
        for sheet in sheets
        for key, mark in counting[sheet.pk].items()
        if key in criteria and mark.mark is not None
    )
    return _that_tell_apart(rows, criteria)


def _that_tell_apart(rows, criteria) -> list:
    """Without the scales on which everybody gave one and the same mark: they tell nobody from anybody."""
    given = {}
    for _case, _person, key, mark in rows:
        given.setdefault((criteria[key].lowest, criteria[key].highest), set()).add(mark)
    return [row for row in rows if len(given[criteria[row[2]].lowest, criteria[row[2]].highest]) > 1]


def _scales(rules, criteria):
    """(criterion, lowest, highest, weight in the whole)."""
    total = {}
    for one in criteria.values():
        total[one.area] = total.get(one.area, 0) + one.weight
    for one in criteria.values():
        area = rules.area(one.area)
        whole = (area.weight or total[one.area]) if area else total[one.area]
        yield one.id, float(one.lowest), float(one.highest), float(whole * one.weight / total[one.area])


def _calibrated(rows, scales, cut):
    """Cases and assessors in order, and what the engine says of their marks."""
    from cityloop.engine.calibration import Marks, calibrate

    cases, people = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    used = {row[2] for row in rows}
    scales = [scale for scale in scales if scale[0] in used]
    names = [scale[0] for scale in scales]
    place = [{key: n for n, key in enumerate(keys)} for keys in (cases, people, names)]
    marks = Marks(
        tuple(map(str, cases)),
        tuple(map(str, people)),
        tuple(names),
        case=[place[0][row[0]] for row in rows],
        assessor=[place[1][row[1]] for row in rows],
        criterion=[place[2][row[2]] for row in rows],
        mark=[row[3] for row in rows],
        low=[scale[1] for scale in scales],
        high=[scale[2] for scale in scales],
        weight=[scale[3] for scale in scales],
    )
    return cases, people, calibrate(marks, cut=cut)


def _wide(rows, criteria) -> dict[int, tuple[int, int]]:
    """By case: on how many criteria the marks lie half the scale apart or more, and how many are marked."""
    ends = {}
    for case, _, key, mark in rows:
        low, high = ends.get((case, key), (mark, mark))
        ends[case, key] = min(low, mark), max(high, mark)
    found = {}
    for (case, key), (low, high) in ends.items():
        wide, many = found.get(case, (0, 0))
        far = 2 * (high - low) >= criteria[key].highest - criteria[key].lowest + 1
        found[case] = wide + far, many + 1
    return found


def _read(found, cases, people, cut, wide) -> RoundFinding:
    order, sitting, result = found
    of_cases = [
        CaseFinding(
            cases[key],
            float(result.raw[n]),
            float(result.fair[n]),
            float(result.passes[n]),
            *wide[key],
            result.reasons[n],
        )
        for n, key in enumerate(order)
    ]
    facet = result.assessors
    of_people = [
        AssessorFinding(
            people[key], float(facet.measure[n]), float(facet.se[n]), float(facet.infit[n]), int(facet.marks[n])
        )
        for n, key in enumerate(sitting)
    ]
    of_cases.sort(key=lambda one: (not one.moderate, abs(one.passes - 0.5)))
    of_people.sort(key=lambda one: -abs(one.severity))
    return RoundFinding(of_cases, of_people, result.alpha.get("ordinal"), result.components, cut)
