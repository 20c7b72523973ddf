"""From the draft to the receipt: who may open, the deadline to the second, taken back, and copied from earlier."""

from datetime import timedelta

import pytest
from calls.stage import AT, CLOSES, PLAN, TRIAL
from django.utils.translation import override

from cityloop.assessment.actions import save_answers, withdraw_case
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Case
from cityloop.assessment.queries import compiled, dossier_of, visible_to
from cityloop.assessment.receipt_paper import receipt_paper
from cityloop.audit.refusal import Refused
from cityloop.calls import receiving
from cityloop.calls.actions import copy_earlier, open_proposal, take_back
from cityloop.outbox.models import Letter

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_draft_is_opened_for_an_open_track_and_keeps_its_edition(stage):
    case = stage.draft()
    assert (case.state, case.profile, case.edition, case.notice) == (
        "draft",
        TRIAL,
        stage.edition,
        stage.notices[TRIAL],
    )
    assert case.reference == "HC-2026-0001"


@pytest.mark.parametrize("fault", ["stranger", "before", "after", "track", "untitled", "twice"])
def test_a_draft_that_may_not_be_opened_is_refused_and_nothing_is_written(stage, fault):
    given = {**stage.step(stage.lead), "notice": stage.notices[TRIAL], "track": TRIAL, "applicant": stage.company}
    given |= {"title_en": "Sensors"}
    if fault == "twice":
        open_proposal(**given)
    given |= {
        "stranger": {"actor": stage.stranger},
        "before": {"at": AT - SECOND},
        "after": {"at": CLOSES},
        "track": {"track": PLAN},
        "untitled": {"title_en": "  "},
        "twice": {},
    }[fault]
    before = Case.objects.count()
    with pytest.raises(Refused):
        open_proposal(**given)
    assert Case.objects.count() == before


def test_a_proposal_is_handed_in_with_a_digest_and_a_letter(stage):
    case = stage.submitted()
    dossier = dossier_of(case)
    assert (case.state, dossier.digest) == ("submitted", of_dossier(dossier))
    assert dossier.digest in Letter.objects.get(kind="calls.receipt", person=stage.lead).body_en


def test_the_last_moment_before_the_deadline_is_in_time(stage):
    case = stage.fill(stage.draft())
    assert stage.hand_in(case, at=CLOSES - timedelta(microseconds=1)).state == "submitted"


@pytest.mark.parametrize("late", [timedelta(0), SECOND])
def test_the_closing_moment_itself_is_late_and_the_sentence_has_both_clocks(stage, late):
    case = stage.fill(stage.draft())
    with pytest.raises(Refused) as refused, override("en"):
        stage.hand_in(case, at=CLOSES + late)
    with override("en"):
        said = str(refused.value)
    assert "2026-04-01 18:00:00 (Asia/Seoul)" in said
    assert f"2026-04-01 18:00:0{late.seconds}.000" in said
    case.refresh_from_db()
    assert (case.state, dossier_of(case).frozen_at) == ("draft", None)


def test_it_can_be_taken_back_and_handed_in_again_until_the_deadline(stage):
    case = stage.submitted()
    case = take_back(**stage.step(stage.lead, 4), case=case)
    assert (case.state, case.received_at, dossier_of(case).version) == ("draft", None, 2)
    assert not visible_to(stage.officers[TRIAL], AT.date()).filter(pk=case.pk).exists()
    save_answers(**stage.step(stage.lead, 4), case=case, answers={"summary": "Better sensors."})
    case = stage.hand_in(case, at=CLOSES - SECOND)
    assert [row.version for row in case.dossiers.exclude(digest="")] == [1, 2]
    with pytest.raises(Refused):
        take_back(actor=stage.lead, at=CLOSES, case=case)


def test_a_stranger_and_the_secretariat_cannot_take_it_back(stage):
    case = stage.submitted()
    for who in (stage.stranger, stage.officers[TRIAL]):
        with pytest.raises(Refused):
            take_back(**stage.step(who, 4), case=case)


def test_what_a_supplement_was_asked_for_is_not_taken_back(stage):
    case = stage.ask_supplement(stage.submitted())
    case = stage.hand_in(case, days=5)
    with pytest.raises(Refused):
        take_back(**stage.step(stage.lead, 6), case=case)


def test_a_proposal_is_withdrawn_and_what_was_handed_in_stays(stage):
    case = withdraw_case(**stage.step(stage.lead, 4), case=stage.submitted(), reason="Another city.")
    assert (case.state, dossier_of(case).frozen_at is not None) == ("withdrawn", True)


@pytest.mark.parametrize(("days", "committee", "deferred"), [(243, 2026, False), (244, 2027, True)])
def test_what_arrives_after_the_cut_off_goes_to_the_next_committee(stage, days, committee, deferred):
    case = stage.fill(stage.draft(track=PLAN))
    cut_off = stage.notices[PLAN].open_until
    moment = cut_off - SECOND if not deferred else cut_off
    case = stage.hand_in(case, at=moment)
    assert (case.proposal.committee, case.proposal.deferred) == (committee, deferred)
    assert bool(receiving.remark(case, moment)) == deferred
    paper = receipt_paper(case, dossier_of(case), compiled(case.edition))
    assert any("2027" in getattr(block, "text", "") for block in paper.blocks) == deferred
    kind = "calls.receipt_deferred" if deferred else "calls.receipt"
    assert Letter.objects.filter(kind=kind, person=stage.mayor).count() == 1


def test_what_lists_need_is_folded_when_it_is_handed_in(stage):
    proposal = stage.submitted().proposal
    assert (proposal.country, proposal.requested, proposal.currency) == ("VN", 100, "KRW")
    assert (proposal.eligible, proposal.unmet) == ("admitted", [])


def test_answers_are_copied_where_they_fit_and_the_others_are_listed(stage):
    first = stage.fill(stage.draft())
    first.dossiers.update(answers={**dossier_of(first).answers, "gone": "An old question.", "ends": "in May"})
    second = stage.draft("Cameras")
    copy_earlier(**stage.step(stage.lead), case=second, source=first)
    assert set(dossier_of(second).answers) == {"summary", "grant"}
    second.proposal.refresh_from_db()
    assert second.proposal.copied_from == first
    assert second.proposal.not_copied == ["ends", "gone", "partners"]


def test_copying_keeps_what_was_written_and_is_refused_for_what_is_not_ones_own(stage):
    first, second = stage.fill(stage.draft()), stage.draft("Cameras")
    save_answers(**stage.step(stage.lead), case=second, answers={"summary": "Mine."})
    copy_earlier(**stage.step(stage.lead), case=second, source=first)
    assert dossier_of(second).answers["summary"] == "Mine."
    with pytest.raises(Refused):
        copy_earlier(**stage.step(stage.lead), case=second, source=stage.draft(track=PLAN))
    with pytest.raises(Refused):
        copy_earlier(**stage.step(stage.stranger), case=second, source=first)
