"""The panel of a round: what was agreed on each proposal is made consistent across all of them, and ties are ordered.

The secretariat moderates and writes down what the panel says, as in the procedure that it is modelled on; both versions
of every mark that is moved stay on record.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.marks import record_outcome
from cityloop.assessment.actions.steps import locked as case_locked
from cityloop.assessment.actions.steps import permit
from cityloop.assessment.models import Case, Duty
from cityloop.assessment.queries import compiled, conflicts
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, refused_if_taken, require
from cityloop.calls import workflow
from cityloop.calls.choosing import prepares, require_office
from cityloop.calls.consenting import agreed_on, panel_of, reviewers
from cityloop.calls.models import PanelAdjustment, PanelClosing, PanelMeeting
from cityloop.calls.selecting import candidates, cases_of
from cityloop.engine.edition import digest
from cityloop.engine.evaluation import mark_problem
from cityloop.language import pick
from cityloop.organisations.models import Person

NOT_OPENED = _("The panel was not opened.")
NOT_MOVED = _("No mark was moved.")
NOT_ENDED = _("The panel was not ended.")
LONGEST = 4_000
BEFORE = (workflow.SUBMITTED, workflow.SUPPLEMENT, workflow.SCREENED, *workflow.BEING_REVIEWED)


@action("calls.open_panel")
def open_panel(*, actor, at, notice, track, committee=0):
    """Call everybody who reviewed a proposal of the round together, once all are agreed on; the secretariat."""
    rules = compiled(notice.edition)
    meeting = PanelMeeting(notice=notice, track=track, committee=committee, opened_by=actor, opened_at=at)
    require_office(prepares, actor, meeting, at)
    require(
        panel_of(rules) is not None and rules.track(track) is not None,
        NOT_OPENED,
        _("The call has no panel over its proposals."),
        _("Begin the selection."),
    )
    left = _round(meeting).filter(state__in=BEFORE).first()
    require(
        left is None and cases_of(meeting).exists(),
        NOT_OPENED,
        _("%(case)s is not agreed on yet, or the round has no proposal.") % {"case": left.reference if left else "–"},
        _("Close every evaluation first: the panel looks across all of them."),
    )
    meeting.simulated = notice.simulated
    with refused_if_taken(Refused(NOT_OPENED, _("It was opened before."), _("Open it from the list of selections."))):
        meeting.save()
    seats = Duty.objects.filter(case__in=cases_of(meeting), duty=Duty.Kind.EVALUATE, released_at=None)
    meeting.members.set(Person.objects.filter(pk__in=seats.values("person_id")))
    return done(meeting, notice=notice.number, track=track, members=meeting.members.count())


@action("calls.adjust_in_panel")
def adjust_in_panel(*, actor, at, meeting, case, marks, reason):
    """Write down which marks of a proposal the panel moved, and why; its outcome is computed anew, and appended."""
    meeting = _held(meeting, actor, at, NOT_MOVED)
    require(
        cases_of(meeting).filter(pk=case.pk).exists(),
        NOT_MOVED,
        _("The proposal is not of this round."),
        _("Choose one that the page shows."),
    )
    case = case_locked(case)
    permit(case, "adjust_in_panel", actor, at)
    before = agreed_on(case)
    moved = {id: _checked(case, id, mark) for id, mark in marks.items() if mark != before.get(id)}
    require(bool(moved), NOT_MOVED, _("No mark differs from what stands."), _("Move a mark, or leave it as agreed."))
    require(
        0 < len(reason.strip()) <= LONGEST,
        NOT_MOVED,
        _("The reason is missing, or too long."),
        _("Write what the panel compared it with; both versions stay on record."),
    )
    row = PanelAdjustment.objects.create(
        meeting=meeting,
        case=case,
        version=case.panel_adjustments.count() + 1,
        before=before,
        marks=before | moved,
        reason=reason.strip(),
        absent=_absent(meeting, case, timezone.localdate(at)),
        person=actor,
        at=at,
    )
    record_outcome(case, at)
    return done(row, case=case.reference, moved=sorted(moved), reason=reason.strip())


@action("calls.end_panel")
def end_panel(*, actor, at, meeting, minutes, order=()):
    """End the panel with its minutes; where the call leaves ties to it, with the order of those that are still tied."""
    meeting = _held(meeting, actor, at, NOT_ENDED)
    require(
        0 < len(minutes.strip()) <= LONGEST,
        NOT_ENDED,
        _("The minutes are missing, or too long."),
        _("Write what was compared, and who agreed."),
    )
    order = list(order)
    known = {one.case.reference for one in candidates(meeting)}
    require(
        set(order) <= known and len(set(order)) == len(order),
        NOT_ENDED,
        _("The order names a proposal twice, or one that is not of this round."),
        _("Name each tied proposal once, the first before the next."),
    )
    open_ties = [one for one in tied(meeting) if not set(one) <= set(order)]
    require(
        not open_ties,
        NOT_ENDED,
        _("Still tied: %(cases)s") % {"cases": "; ".join(", ".join(one) for one in open_ties[:3])},
        _("Put them in an order; the call leaves it to the panel."),
    )
    content = {"minutes": minutes.strip(), "order": order, "moved": meeting.adjustments.count()}
    row = PanelClosing.objects.create(
        meeting=meeting, minutes=minutes.strip(), order=order, digest=digest(content), person=actor, at=at
    )
    return done(row, notice=meeting.notice.number, sha256=row.digest)


def tied(meeting) -> list[list[str]]:
    """Proposals that passed and stand level after the edition's ties; none where it leaves none to the panel."""
    selection = compiled(meeting.notice.edition).selection
    if selection is None or selection.unresolved != "panel":
        return []
    groups: dict[tuple, list[str]] = {}
    for one in candidates(meeting):
        if one.passed:
            groups.setdefault((one.score, one.ties), []).append(one.case.reference)
    return [sorted(found) for found in groups.values() if len(found) > 1]


def _round(meeting):
    found = Case.objects.filter(notice=meeting.notice_id, profile=meeting.track, received_at__isnull=False)
    return found.filter(proposal__committee=meeting.committee) if meeting.committee else found


def _held(meeting, actor, at, what) -> PanelMeeting:
    meeting = PanelMeeting.objects.select_for_update(of=("self",)).select_related("notice__edition").get(pk=meeting.pk)
    require_office(prepares, actor, meeting, at)
    require(
        not PanelClosing.objects.filter(meeting=meeting).exists(),
        what,
        _("The panel has ended."),
        _("What it said stands; the selection goes on from there."),
    )
    return meeting


def _checked(case, id, mark) -> float:
    criterion = compiled(case.edition).criterion(id)
    known = criterion is not None and criterion.marked
    problem = mark_problem(criterion, mark) if known and mark is not None else None
    if not known or mark is None or problem:
        why = pick(problem) if problem else _("A mark is missing, or the call has no such criterion.")
        raise Refused(NOT_MOVED, why, _("Choose a mark from the scale shown."))
    return mark


def _absent(meeting, case, on) -> list[str]:
    """Members who conflict with the proposal leave while it is spoken of; those who reviewed it stay."""
    people = list(meeting.members.order_by("pk"))
    barred, stay = conflicts(case, people, on), reviewers(case)
    return sorted(one.code for one in people if one.pk in barred and one.pk not in stay)
