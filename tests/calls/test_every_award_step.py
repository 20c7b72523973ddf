"""The whole product of states, actions and people of an award: each either happens or says in a sentence why not."""

from datetime import date

import pytest
from calls.stage_awards import LATER, PDF, Stage

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.models import Award, Report

TEXTS = {"reason_ko": "사유", "reason_en": "Reason"}
OFFICE = {"officer", "second"}


def _milestone(award):
    return award.agreement.milestones.first() if hasattr(award, "agreement") else None


def _text(award):
    return award.agreement.texts.last() if hasattr(award, "agreement") else None


def _report(award):
    return Report.objects.filter(award=award).last()


def offer(stage, award, who):
    return stage.offered(award, actor=who)


def sign(stage, award, who):
    text = _text(award)
    return text and actions.sign_agreement(actor=who, at=LATER, text=text, digest=text.digest)


def take_back(stage, award, who):
    text = _text(award)
    return text and actions.withdraw_text(actor=who, at=LATER, text=text)


def decline(stage, award, who):
    return actions.decline_award(actor=who, at=LATER, award=award, reason="No.")


def amend(stage, award, who):
    due = {"interim": date(2027, 2, 1)}
    return actions.amend_agreement(actor=who, at=LATER, award=award, due=due, **TEXTS)


def extend(stage, award, who):
    return actions.extend_agreement(actor=who, at=LATER, award=award, ends_on=date(2027, 5, 1), **TEXTS)


def hand_in(stage, award, who):
    one, papers = _milestone(award), [("plan", "plan.pdf", PDF)]
    return one and actions.hand_in_report(actor=who, at=LATER, milestone=one, note="Done.", papers=papers)


def accept(stage, award, who):
    report = _report(award)
    return report and actions.accept_report(actor=who, at=LATER, report=report, digest=report.digest)


def give_back(stage, award, who):
    report = _report(award)
    call = {"actor": who, "at": LATER, "report": report, "reason": "Mend it."}
    return report and actions.return_report(digest=report.digest, **call)


def hand_in_closing(stage, award, who):
    answers = {"met": "yes", "damage": "none"}
    return actions.hand_in_closing(actor=who, at=LATER, award=award, note="Done.", answers=answers)


def note(stage, award, who):
    call = {"actor": who, "at": LATER, "award": award, "on": LATER.date(), "text": "Seen."}
    return actions.note_progress(kind="progress", **call)


def lesson(stage, award, who):
    return actions.draw_lesson(actor=who, at=LATER, award=award, text_ko="교훈", text_en="Lesson")


def close(stage, award, who):
    return actions.close_award(actor=who, at=LATER, award=award, result_ko="결과", result_en="Result")


def terminate(stage, award, who):
    return actions.terminate_award(actor=who, at=LATER, award=award, recover=0, **TEXTS)


def invite(stage, award, who):
    given = {"event": "fair", "name": "A", "office": "B", "email": "a@example.org"}
    return actions.invite_official(actor=who, at=LATER, award=award, **given)


STEPS = (
    *(offer, sign, take_back, decline, amend, extend, hand_in, accept, give_back, hand_in_closing),
    *(note, lesson, close, terminate, invite),
)
PEOPLE = ("officer", "lead", "authority", "stranger")
HAPPENS = {
    "offered": {(offer, "officer"), (decline, "lead"), (invite, "officer")},
    "waiting": {(sign, "officer"), (sign, "lead"), (take_back, "officer"), (decline, "lead"), (invite, "officer")},
    "declined": set(),
    "agreed": {
        *((step, "officer") for step in (amend, extend, note, lesson, terminate, invite)),
        *((step, "lead") for step in (hand_in, hand_in_closing, note)),
    },
    "handed_in": {
        *((step, "officer") for step in (amend, extend, note, lesson, terminate, invite, accept, give_back)),
        *((step, "lead") for step in (hand_in_closing, note)),
    },
    "terminated": {(lesson, "officer")},
    "completed": {(lesson, "officer"), (invite, "officer")},
}


def brought(stage, state) -> Award:
    """An award in a state."""
    if state in ("offered", "declined"):
        award = stage.award()
        if state == "declined":
            decline(stage, award, stage.lead)
    elif state == "waiting":
        award = stage.offered().agreement.award
    else:
        award = stage.agreed()
    if state == "handed_in":
        stage.handed_in(award)
    if state == "terminated":
        terminate(stage, award, stage.officer)
    if state == "completed":
        for code in ("start", "interim", "end"):
            stage.accepted(award, code)
        report = hand_in_closing(stage, award, stage.lead)
        actions.accept_report(actor=stage.officer, at=LATER, report=report, digest=report.digest)
        close(stage, award, stage.officer)
    return Award.objects.get(pk=award.pk)


@pytest.mark.parametrize("state", HAPPENS)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_in_each_state_exactly_these_may_do_it(db, settings, state, step):
    settings.LANGUAGE_CODE = "en"
    stage = Stage()
    for key in PEOPLE:
        award = brought(stage, state)
        before = Entry.objects.count()
        try:
            happened = step(stage, award, getattr(stage, key)) is not None
        except Refused as refusal:
            happened = False
            assert all(str(part).strip() for part in (refusal.what, refusal.why, refusal.remedy))
            assert Entry.objects.count() == before
        assert happened is ((step, key) in HAPPENS[state]), key
