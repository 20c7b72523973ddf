"""The steps on an award that a page offers: what each is called and asks, whose it is, and when it is open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cityloop.calls import actions, agreeing
from cityloop.calls.forms import awarding as forms
from cityloop.calls.models import Award, Milestone

State = Award.State


@dataclass(frozen=True)
class Step:
    """A step: `part` (and `also`) name what a reader must be to the award, `open` says whether it is its time."""

    name: str
    label: str
    says: str
    part: str
    form: type
    act: Callable
    open: Callable
    also: str = ""
    kind: str = ""
    needs_agreement: bool = True


def _offerable(award, on) -> bool:
    return award.state == State.OFFERED and not _waiting(award)


def _changeable(award, on) -> bool:
    return award.state == State.AGREED and not _waiting(award)


def _extendable(award, on) -> bool:
    term = agreeing.track_of(award).term
    allowed = term is not None and term.extension is not None and _changeable(award, on)
    extended = allowed and award.agreement.texts.filter(kind="extension", withdrawn_at=None).exists()
    return allowed and not extended and on <= award.agreement.ends_on


def _closable(award, on) -> bool:
    done = (Milestone.State.ACCEPTED, Milestone.State.DROPPED)
    return award.state == State.AGREED and not award.agreement.milestones.exclude(state__in=done).exists()


def _under_way(award, on) -> bool:
    return award.state == State.AGREED


def _carried_out(award, on) -> bool:
    return award.state in (State.AGREED, State.COMPLETED, State.TERMINATED)


def _waiting(award) -> bool:
    agreement = getattr(award, "agreement", None)
    return agreement is not None and agreement.texts.filter(in_force_at=None, withdrawn_at=None).exists()


def _take_back(*, actor, at, award):
    text = award.agreement.texts.filter(in_force_at=None, withdrawn_at=None).first()
    return actions.withdraw_text(actor=actor, at=at, text=text or award.agreement.texts.last())


STEPS = {
    step.name: step
    for step in (
        Step(
            "offer",
            _("Offer the agreement"),
            _("The milestones and instalments of the call are put before the sides, who sign by their digest."),
            "runs",
            forms.OfferForm,
            actions.offer_agreement,
            _offerable,
            needs_agreement=False,
        ),
        Step(
            "take-back",
            _("Take back the text that waits"),
            _("Nobody can sign it any more; another can be offered."),
            "runs",
            forms.AwardForm,
            _take_back,
            lambda award, on: _waiting(award),
        ),
        Step(
            "decline",
            _("Decline the award"),
            _("The award goes to nobody, or to the next on the reserve list. It cannot be taken back."),
            "awarded",
            forms.ReasonForm,
            actions.decline_award,
            lambda award, on: award.state == State.OFFERED,
            kind="danger",
            needs_agreement=False,
        ),
        Step(
            "note",
            _("Note the progress"),
            _("What was done, or seen on the site, with its day. It is kept as it is written."),
            "awarded",
            forms.NoteForm,
            actions.note_progress,
            _under_way,
            also="runs",
        ),
        Step(
            "amend",
            _("Amend the agreement"),
            _("Other days for milestones that are open. Every side signs again."),
            "runs",
            forms.AmendForm,
            actions.amend_agreement,
            _changeable,
        ),
        Step(
            "extend",
            _("Extend the agreement"),
            _("A later end, once and at most as the call allows. Every side signs again."),
            "runs",
            forms.ExtendForm,
            actions.extend_agreement,
            _extendable,
        ),
        Step(
            "lesson",
            _("Draw a lesson"),
            _("What the next project should know. Everybody reads it and can search it."),
            "runs",
            forms.LessonForm,
            actions.draw_lesson,
            _carried_out,
        ),
        Step(
            "close",
            _("Close the project"),
            _("Everything is accepted. What came of it goes into the public register."),
            "runs",
            forms.CloseForm,
            actions.close_award,
            _closable,
        ),
        Step(
            "terminate",
            _("Terminate the agreement"),
            _("Nothing more is paid, and what you say is claimed back. The reason is public."),
            "runs",
            forms.TerminateForm,
            actions.terminate_award,
            _under_way,
            kind="danger",
        ),
    )
}


def open_steps(award, part, on) -> list[Step]:
    """The steps that a reader may take on an award now."""
    return [step for step in STEPS.values() if is_theirs(step, part) and step.open(award, on)]


def is_theirs(step, part) -> bool:
    """Is the step for somebody who is this to the award?"""
    return getattr(part, step.part) or bool(step.also and getattr(part, step.also))
