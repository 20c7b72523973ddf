"""Assessors mark and hand in; the marks that count become an outcome."""

import hashlib

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.desk import desk_of
from cityloop.assessment.digests import of_outcome, of_sheet
from cityloop.assessment.imports import NotRead, read_marks
from cityloop.assessment.judging import judge, plain
from cityloop.assessment.models import Declaration, Duty, Mark, MarkSheet, Outcome
from cityloop.assessment.queries import (
    compiled,
    counted_sheets,
    counting_marks,
    dossier_of,
    latest_declarations,
    sheet_of,
)
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.engine.evaluation import mark_problem
from cityloop.language import pick

NOT_SAVED = _("The marks were not saved.")
LONGEST_NOTE = 4_000
CONFIDENCE = range(1, 6)


@action("assessment.save_marks")
def save_marks(*, actor, at, case, marks):
    """Save drafts of an assessor's marks: `{criterion: {"mark": number or None, "confidence": 1…5, "note": text}}`.

    A mark of None says that the criterion does not apply here, and needs a note. Every change is a new row; what has
    not changed adds none.
    """
    case = locked(case)
    permit(case, "save_marks", actor, at)
    sheet = open_sheet(case, actor)
    edition = compiled(case.edition)
    moderated = sheet.round > 1 and case.moderations.filter(round=sheet.round).exists()
    before = counting_marks([sheet])[sheet.pk]
    rows = []
    for criterion, given in marks.items():
        values = _checked(edition, case, criterion, given)
        if moderated:
            _require_reason_to_change(edition.criterion(criterion), before.get(criterion), values)
        if not _same(before.get(criterion), values):
            rows.append(Mark(sheet=sheet, criterion=criterion, at=at, **values))
    Mark.objects.bulk_create(rows)
    return done(case, assessor=actor.code, criteria=sorted(row.criterion for row in rows))


@action("assessment.import_marks")
def import_marks(*, actor, at, case, name, content, shown):
    """Save the marks of a sheet filled in offline: all of it, as previewed (`shown`), or nothing."""
    case = locked(case)
    permit(case, "save_marks", actor, at)
    sheet = open_sheet(case, actor)
    try:
        reading = read_marks(sheet, name, content)
    except NotRead as unread:
        raise Refused(NOT_SAVED, unread.why, unread.remedy) from unread
    require(
        not reading.troubles,
        NOT_SAVED,
        " ".join(str(trouble) for trouble in reading.troubles[:3]),
        _("Correct the cells in the file, and choose it again."),
    )
    require(
        reading.shown == shown,
        NOT_SAVED,
        _("The file or your marks are others than those that were shown."),
        _("Choose the file again, look at what would change, and confirm."),
    )
    save_marks(actor=actor, at=at, case=case, marks=reading.marks)
    return done(case, assessor=actor.code, sha256=hashlib.sha256(content).hexdigest(), changed=len(reading.changes))


def open_sheet(case, person):
    """The person's own sheet, not handed in, with no interest declared; else refused."""
    declared = latest_declarations(case).get(person.pk)
    require(
        declared is not None and declared.ground == Declaration.Ground.NONE,
        NOT_SAVED,
        _("You have not yet declared whether you have an interest in this case."),
        _("Declare your interests first; marking opens after that."),
    )
    sheet = sheet_of(case, person)
    require(
        sheet is not None and sheet.submitted_at is None,
        NOT_SAVED,
        _("Your marks on this case have been handed in."),
        _("They stand as they are; tell %(body)s if one of them is a mistake.") % {"body": desk_of(case.edition).body},
    )
    return sheet


def close_sheet(case, person, at) -> None:
    """Hand in a sheet: every criterion that is marked has a mark, unless the edition reads blanks as not applicable."""
    sheet = open_sheet(case, person)
    edition = compiled(case.edition)
    marks = counting_marks([sheet])[sheet.pk]
    unmarked = [c for c in edition.criteria_for(case.profile) if c.marked and c.id not in marks]
    optional = edition.aggregate.unmarked == "not_applicable"
    require(
        bool(marks) and (optional or not unmarked),
        _("The marks were not handed in."),
        _("%(n)s criteria have no mark yet: %(first)s.")
        % {"n": len(unmarked), "first": ", ".join(pick(c.title) for c in unmarked[:3])},
        _("Mark them, or say for each that it does not apply and why."),
    )
    sheet.submitted_at = at
    sheet.digest = of_sheet(sheet, sorted(marks.values(), key=lambda mark: mark.criterion), dossier_of(case))
    sheet.save(update_fields=["submitted_at", "digest"])


def open_round(case) -> None:
    """Everybody still seated marks once more, on a new sheet; the sheets handed in before stay as they are."""
    number = max(case.sheets.values_list("round", flat=True), default=0) + 1
    seats = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).order_by("pk")
    MarkSheet.objects.bulk_create(MarkSheet(case=case, person_id=seat.person_id, round=number) for seat in seats)


def record_outcome(case, at) -> Outcome:
    """Compute the outcome from the sheets that count, append it with its digest, and fold it into the case."""
    sheets = list(counted_sheets(case))
    dossier = dossier_of(case)
    content = plain(judge(case, dossier, sheets))
    outcome = Outcome.objects.create(
        case=case,
        edition=case.edition,
        status=content["status"],
        points=content["points"],
        grade=content["grade"] or "",
        failed=content["failed"],
        missing=content["missing"],
        nodes=content,
        digest=of_outcome(case, dossier, sheets, content),
        computed_at=at,
    )
    case.outcome_status, case.outcome_points = outcome.status, outcome.points
    case.save(update_fields=["outcome_status", "outcome_points"])
    return outcome


def _checked(edition, case, criterion, given) -> dict:
    found = edition.criterion(criterion)
    require(
        found is not None and found.marked and case.profile not in found.not_for,
        NOT_SAVED,
        _("“%(id)s” is not marked on this case.") % {"id": criterion},
        _("Open the marking page again and mark what it shows."),
    )
    mark, note, confidence = given.get("mark"), (given.get("note") or "").strip(), given.get("confidence")
    problem = mark_problem(found, mark)
    if problem:
        raise Refused(NOT_SAVED, f"{pick(found.title)}: {pick(problem)}", _("Choose a mark from the scale shown."))
    require(
        mark is not None or bool(note),
        NOT_SAVED,
        _("%(criterion)s: to say that it does not apply needs a reason.") % {"criterion": pick(found.title)},
        _("Write the reason, or choose a mark."),
    )
    require(
        (confidence is None or confidence in CONFIDENCE) and len(note) <= LONGEST_NOTE,
        NOT_SAVED,
        _("Confidence runs from 1 to 5, and a note has at most %(limit)s characters.") % {"limit": LONGEST_NOTE},
        _("Correct it and save again."),
    )
    return {"mark": None if mark is None else float(mark), "confidence": confidence, "note": note}


def _require_reason_to_change(criterion, before, values) -> None:
    """In a round of moderation a mark that changes says why; the earlier round keeps the one that was handed in.

    A case that the committee returned is evaluated anew: there every mark stands for itself.
    """
    changes = before is None or before.mark != values["mark"]
    require(
        not changes or (bool(values["note"]) and values["note"] != (before.note if before else "")),
        NOT_SAVED,
        _("%(criterion)s: a mark that changes in moderation needs its own reason.")
        % {"criterion": pick(criterion.title)},
        _("Write why you see it differently now; the earlier mark and its reason stay on record."),
    )


def _same(before, values) -> bool:
    return before is not None and all(getattr(before, name) == value for name, value in values.items())
