"""Moderation: assessors look at their marks again, in a new round of their sheets. Never a silent rescore."""

from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.disclosure import refuse_names
from cityloop.assessment.actions.steps import locked, move, permit
from cityloop.assessment.models import Mark, MarkSheet, Moderation
from cityloop.assessment.queries import counted_sheets, counting_marks
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require

NOT_OPENED = _("The moderation was not opened.")


@action("assessment.open_moderation")
def open_moderation(*, actor, at, case, people, reason, finding=None):
    """Ask assessors who have handed in to look at their marks again; the case goes back to the evaluation for it.

    Each gets a sheet of a new round that begins as a copy; what was handed in stays. The outcome is computed anew,
    and appended, from the latest sheets. `finding` is what the calibration said of the case.
    """
    case = locked(case)
    step = permit(case, "open_moderation", actor, at)
    refuse_names(case, NOT_OPENED, reason)
    people = list(dict.fromkeys(people))
    require(bool(people), NOT_OPENED, _("Nobody was chosen."), _("Choose at least one assessor."))
    handed_in = {sheet.person_id: sheet for sheet in counted_sheets(case)}
    for person in people:
        _require_handed_in(case, person, handed_in)
    round = max(case.sheets.values_list("round", flat=True)) + 1
    Moderation.objects.create(
        case=case, round=round, reason=reason.strip(), finding=finding or {}, opened_by=actor, opened_at=at
    )
    _copy([handed_in[person.pk] for person in people], round, at)
    move(case, step, actor, at, reason)
    letters.write_about(case, "moderation_asked", people, at, key=str(round), reason=reason.strip())
    return done(case, round=round, asked=[person.code for person in people])


def _require_handed_in(case, person, handed_in) -> None:
    if person.pk not in handed_in or case.sheets.filter(person=person, submitted_at=None).exists():
        raise Refused(
            NOT_OPENED,
            _("%(person)s has no sheet on this case that was handed in and still counts.") % {"person": person},
            _("Ask those who have handed in; whoever is still marking can change the marks anyway."),
        )


def _copy(sheets, round: int, at) -> None:
    """New sheets that begin with the marks that counted."""
    marks = counting_marks(sheets)
    rows = []
    for sheet in sheets:
        fresh = MarkSheet.objects.create(case_id=sheet.case_id, person_id=sheet.person_id, round=round)
        for mark in sorted(marks[sheet.pk].values(), key=lambda one: one.pk):
            rows.append(
                Mark(
                    sheet=fresh,
                    criterion=mark.criterion,
                    mark=mark.mark,
                    confidence=mark.confidence,
                    note=mark.note,
                    at=at,
                )
            )
    Mark.objects.bulk_create(rows)
