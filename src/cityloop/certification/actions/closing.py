"""The chair closes a meeting: votes are counted, results written, minutes frozen. Notice 2021-223 Art. 4(4), 5(3)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions import dismiss_challenge, uphold_challenge
from cityloop.assessment.actions.marks import open_round
from cityloop.assessment.actions.steps import locked, move
from cityloop.assessment.models import Challenge
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import open_challenges
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.certification import workflow
from cityloop.certification.convening import tell_members
from cityloop.certification.minutes import content_of
from cityloop.certification.models import AgendaItem, Meeting, Minutes, Recusal
from cityloop.certification.queries.committees import in_office
from cityloop.certification.queries.meetings import presiding
from cityloop.certification.tally import result_of
from cityloop.engine.edition import digest as digest_of
from cityloop.engine.text import Text
from cityloop.organisations.rules import runs_scheme

Kind, Result, State = AgendaItem.Kind, AgendaItem.Result, Meeting.State
NOT_CLOSED = _("The meeting was not closed.")
NEEDS_REASON = (Result.FAILS, Result.RETURNED, Result.UPHELD, Result.DISMISSED)
STEPS = {Result.PASSES: "deliberate", Result.FAILS: "deliberate", Result.RETURNED: "return_to_evaluation"}


WAITS = "기피 신청이 결정되지 않음. / A challenge of a member waits for its decision."
UPHELD = Text("기피 신청이 인용됨.", "Was challenged by a party, and the challenge was upheld.")


@action("certification.close_meeting")
def close_meeting(*, actor, at, meeting, reasons=None):
    """Close a meeting; whoever presides may. `reasons` has the grounds of the committee by the item's id.

    What has no quorum is not decided and waits for another meeting. The minutes are frozen with the results.
    """
    meeting = _locked(meeting)
    _require_called(meeting)
    on = timezone.localdate(meeting.meets_at)
    chair = presiding(meeting)
    if chair is None or chair.person_id != actor.pk:
        raise not_yours()
    members = list(in_office(meeting.committee, on))
    attending = set(meeting.attendances.values_list("member_id", flat=True))
    for item in _in_turn(meeting):
        result, tally = result_of(item, members, attending)
        said = (reasons or {}).get(item.pk, "")
        given = {"item": item, "result": result, "tally": tally, "reason": said}
        if item.kind == Kind.MATTER:
            conclude_matter(actor=actor, at=at, **given)
        else:
            conclude_item(actor=actor, at=at, case=item.case, **given)
    _end(meeting, State.CLOSED, actor, at)
    content = content_of(meeting, members, chair)
    minutes = Minutes.objects.create(meeting=meeting, content=content, digest=digest_of(content), person=actor, at=at)
    return done(meeting, number=meeting.number, minutes=minutes.digest)


@action("certification.conclude_item")
def conclude_item(*, actor, at, case, item, result, tally, reason):
    """Write the result of an item, and pass the case on or decide the challenge; part of closing a meeting."""
    case = locked(case)
    if _is_gone(item, case):
        result = Result.DROPPED
    elif item.kind == Kind.DELIBERATION and open_challenges(case).exists():
        result, reason = Result.DROPPED, WAITS
    _write(item, result, tally, reason)
    if result in STEPS:
        move(case, procedure_of(case).step(case.state, STEPS[result]), actor, at, reason)
    if result == Result.RETURNED:
        open_round(case)
    if result == Result.UPHELD:
        _keep_out(uphold_challenge(item.challenge, at, reason), item.meeting, at)
    if result == Result.DISMISSED:
        dismiss_challenge(item.challenge, at, reason)
    return done(case, item=item.position, meeting=item.meeting.number, result=result)


@action("certification.conclude_matter")
def conclude_matter(*, actor, at, item, result, tally, reason):
    """Write what the committee said to another matter; part of closing a meeting."""
    _write(item, result, tally, reason)
    return done(item.matter, item=item.position, meeting=item.meeting.number, result=result)


@action("certification.cancel_meeting")
def cancel_meeting(*, actor, at, meeting, reason):
    """The operating body cancels a meeting that was called; its items can be put on another agenda."""
    meeting = _locked(meeting)
    if not runs_scheme(actor, meeting.committee.scheme, timezone.localdate(at)):
        raise not_yours()
    _require_called(meeting)
    require(
        bool(reason.strip()),
        _("The meeting was not cancelled."),
        _("The reason is missing."),
        _("Write it in a sentence; the members read it."),
    )
    meeting.items.update(result=Result.DROPPED, reason=reason.strip())
    _end(meeting, State.CANCELLED, actor, at)
    tell_members(meeting, "meeting_cancelled", at, reason=reason.strip())
    return done(meeting, number=meeting.number, reason=reason.strip())


def _write(item, result, tally, reason) -> None:
    require(
        result not in NEEDS_REASON or bool(reason.strip()),
        NOT_CLOSED,
        _("Item %(n)s: %(result)s. The grounds of the committee are missing.")
        % {"n": item.position, "result": Result(result).label},
        _("Write them in a sentence or two; they go into the minutes."),
    )
    item.result, item.tally, item.reason = result, tally, reason.strip()
    item.save(update_fields=["result", "tally", "reason"])


def _in_turn(meeting) -> list:
    """The items in the order in which they are concluded: who may vote is known before a case is voted on."""
    items = meeting.items.select_related("case__edition", "challenge__member", "outcome", "matter")
    return sorted(items, key=lambda item: (item.kind != Kind.CHALLENGE, item.position))


def _keep_out(challenge, meeting, at) -> None:
    """A member challenged with success takes no part in the same meeting's deliberation; a vote cast does not count."""
    member = meeting.committee.members.filter(person=challenge.member).first()
    if member is None:
        return
    said = {"reason_ko": UPHELD.ko, "reason_en": UPHELD.en, "at": at}
    for item in meeting.items.filter(case=challenge.case, kind=Kind.DELIBERATION):
        Recusal.objects.get_or_create(item=item, member=member, defaults=said)


def _is_gone(item, case) -> bool:
    """Was the case withdrawn, evaluated anew, or the challenge decided since the item was put on the agenda?"""
    if item.kind == Kind.CHALLENGE:
        return item.challenge.state != Challenge.State.FILED or case.closed_at is not None
    latest = case.outcomes.last()
    return case.state != workflow.DELIBERATION or latest is None or latest.pk != item.outcome_id


def _end(meeting, state, actor, at) -> None:
    meeting.state, meeting.closed_by, meeting.closed_at = state, actor, at
    meeting.save(update_fields=["state", "closed_by", "closed_at"])


def _require_called(meeting) -> None:
    if meeting.state != State.CALLED:
        raise Refused(
            NOT_CLOSED,
            _("The meeting is over: %(state)s.") % {"state": meeting.get_state_display()},
            _("Open it to read the minutes."),
        )


def _locked(meeting) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("committee__edition")
    return found.get(pk=meeting.pk)
