"""What is due under an agreement: handed in, accepted or returned, paid; closed or terminated; and learned from."""

from datetime import date, timedelta

import pytest
from calls.stage_awards import LATER, PDF, Stage
from django.db import IntegrityError, transaction

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.dues import closings_late, milestones_late, milestones_soon
from cityloop.calls.models import Award, Milestone, Report, ReportVerdict
from cityloop.ledger import actions as ledger
from cityloop.ledger.models import Obligation
from cityloop.outbox.models import Letter

PAID_ON = (LATER + timedelta(days=2)).date()
ANSWERS = {"met": "All three.", "damage": "None."}


@pytest.fixture
def stage(db, settings):
    settings.LANGUAGE_CODE = "en"
    return Stage()


def refused(said, act):
    """The refusal says this, and nothing was written."""
    before = Entry.objects.count(), Report.objects.count()
    with pytest.raises(Refused, match=said):
        act()
    assert (Entry.objects.count(), Report.objects.count()) == before


def paid(stage, award, code):
    """The instalment of a milestone, from the report to the payment."""
    stage.accepted(award, code)
    instalment = award.account.instalments.get(item=code)
    invoice = ledger.issue_invoice(actor=stage.lead, at=LATER, instalment=instalment, account="Bank 1")
    ledger.approve_invoice(actor=stage.officer, at=LATER, invoice=invoice, digest=invoice.digest)
    at = LATER + timedelta(days=2)
    ledger.record_payment(actor=stage.second, at=at, invoice=invoice, paid_on=PAID_ON, reference=f"T-{code}")


def closed(stage, award):
    """The closing report, accepted."""
    report = actions.hand_in_closing(actor=stage.lead, at=LATER, award=award, note="Done.", answers=ANSWERS)
    actions.accept_report(actor=stage.officer, at=LATER, report=report, digest=report.digest)


def finish(stage, award, ko="3개 도시가 도입함", en="Three cities bought it"):
    return actions.close_award(actor=stage.officer, at=LATER, award=award, result_ko=ko, result_en=en)


def test_an_instalment_follows_an_accepted_milestone_and_nothing_else(stage):
    award = stage.agreed()
    report = stage.handed_in(award)
    first = award.account.instalments.get(item="start")
    refused("not due yet", lambda: ledger.issue_invoice(actor=stage.lead, at=LATER, instalment=first, account="x"))
    actions.accept_report(actor=stage.officer, at=LATER, report=report, digest=report.digest)
    assert list(award.account.instalments.values_list("item", "released_at")) == [
        ("start", LATER),
        ("interim", None),
        ("end", None),
    ]
    assert Letter.objects.filter(kind="calls.report_accepted", person=stage.lead).exists()


def test_every_document_that_is_asked_for_is_handed_in_under_its_hash(stage):
    award = stage.agreed()
    refused("Missing: Plan", lambda: stage.handed_in(award, papers=[]))
    refused("cannot be opened|content is", lambda: stage.handed_in(award, papers=[("plan", "plan.pdf", b"not one")]))
    report = stage.handed_in(award)
    paper = report.papers.get()
    assert (paper.item, paper.name, len(paper.sha256)) == ("plan", "plan.pdf", 64)
    refused("Report handed in", lambda: stage.handed_in(award))


def test_what_is_returned_with_a_reason_is_handed_in_again(stage):
    award = stage.agreed()
    report = stage.handed_in(award)
    call = {"actor": stage.officer, "at": LATER, "report": report, "digest": report.digest}
    refused("reason is missing|사유", lambda: actions.return_report(reason=" ", **call))
    actions.return_report(reason="No plan in it.", **call)
    assert award.agreement.milestones.get(code="start").state == Milestone.State.RETURNED
    again = stage.handed_in(award)
    assert again.version == 2
    refused("answered already", lambda: actions.accept_report(**call))


@pytest.mark.parametrize("who", ["lead", "stranger", "authority"])
def test_only_the_secretariat_accepts_a_report(stage, who):
    report = stage.handed_in(stage.agreed())
    refused(
        "somebody else",
        lambda: actions.accept_report(actor=getattr(stage, who), at=LATER, report=report, digest=report.digest),
    )


def test_a_report_is_accepted_by_the_digest_shown_and_the_database_holds_it(stage):
    report = stage.handed_in(stage.agreed())
    refused("not the one", lambda: actions.accept_report(actor=stage.officer, at=LATER, report=report, digest="0" * 64))
    rows = {"verdict": "accepted", "person": stage.officer, "handed_in_by": stage.lead, "at": LATER}
    for changes in ({"digest": "x"}, {"digest": report.digest, "person": stage.lead}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportVerdict.objects.create(report=report, **{**rows, **changes})


def test_a_stranger_or_an_officer_hands_nothing_in(stage):
    milestone = stage.agreed().agreement.milestones.get(code="start")
    for who in (stage.stranger, stage.officer):
        call = {"actor": who, "at": LATER, "milestone": milestone, "note": "x", "papers": [("plan", "p.pdf", PDF)]}
        refused("somebody else", lambda call=call: actions.hand_in_report(**call))


def test_a_project_from_agreement_to_closing_report_pays_the_award_to_the_last_won(stage):
    award = stage.agreed()
    refused("not accepted yet", lambda: finish(stage, award))
    for code in ("start", "interim", "end"):
        paid(stage, award, code)
    refused("closing report is not accepted", lambda: finish(stage, award))
    closed(stage, award)
    refused("one of the languages", lambda: finish(stage, award, ko=" "))
    award = finish(stage, award)
    award.account.refresh_from_db()
    assert (award.state, award.account.paid, award.account.left) == (Award.State.COMPLETED, 80_000_001, 0)
    assert (award.project.result_en, award.project.amount) == ("Three cities bought it", 80_000_001)
    refused("Completed", lambda: finish(stage, award))


def test_the_closing_report_answers_every_question_of_the_edition_once(stage):
    award = stage.agreed()

    def hand_in(answers):
        return actions.hand_in_closing(actor=stage.lead, at=LATER, award=award, note="Done.", answers=answers)

    refused("Not answered: Damage", lambda: hand_in({"met": "yes"}))
    hand_in(ANSWERS)
    refused("handed in already", lambda: hand_in(ANSWERS))


def test_a_terminated_agreement_pays_nothing_more_and_claims_back_at_most_what_was_paid(stage):
    award = stage.agreed()
    paid(stage, award, "start")
    stage.accepted(award, "interim")

    def terminate(recover, en="Not carried out", actor=stage.officer):
        return actions.terminate_award(
            actor=actor, at=LATER, award=award, reason_ko="사업 미이행", reason_en=en, recover=recover
        )

    refused("at most KRW 40,000,000", lambda: terminate(40_000_001))
    refused("Only what was paid", lambda: terminate(-1))
    refused("one of the languages", lambda: terminate(0, en=""))
    refused("somebody else", lambda: terminate(0, actor=stage.lead))
    terminate(30_000_000)
    claim = Obligation.objects.get(kind="recovery")
    assert (claim.payer, claim.payee, claim.amount) == (stage.company, stage.body, 30_000_000)
    due = award.account.instalments.get(item="interim")
    refused("account was closed", lambda: ledger.issue_invoice(actor=stage.lead, at=LATER, instalment=due, account="x"))
    assert award.agreement.milestones.get(code="end").state == Milestone.State.DROPPED
    assert Award.objects.get(pk=award.pk).events.last().reason_en == "Not carried out"
    refused("Agreement terminated", lambda: stage.handed_in(award, "end"))


def test_what_is_due_is_told_before_and_after_its_day_once(stage):
    award = stage.agreed()
    day = date(2026, 10, 10)
    assert milestones_soon(on=day - timedelta(days=8), at=LATER) == []
    assert len(milestones_soon(on=day - timedelta(days=7), at=LATER)) == 1
    assert milestones_soon(on=day, at=LATER) == []
    assert milestones_late(on=day, at=LATER) == []
    assert len(milestones_late(on=day + timedelta(days=1), at=LATER)) == 1
    assert milestones_late(on=day + timedelta(days=2), at=LATER) == []
    assert Letter.objects.get(kind="calls.milestone_late").state == Letter.State.HELD
    end = award.agreement.ends_on + timedelta(days=31)
    assert len(closings_late(on=end, at=LATER)) == 1
    assert closings_late(on=end, at=LATER) == []


def test_progress_is_noted_by_those_of_the_project_and_sites_by_the_secretariat(stage):
    award = stage.agreed()
    on = LATER.date()
    actions.note_progress(actor=stage.lead, at=LATER, award=award, kind="progress", on=on, text="Poles are up.")
    actions.note_progress(actor=stage.officer, at=LATER, award=award, kind="site", on=on, text="Seen.")
    for who, kind, day, text, said in (
        (stage.lead, "site", on, "x", "somebody else"),
        (stage.stranger, "progress", on, "x", "somebody else"),
        (stage.lead, "progress", on + timedelta(days=3), "x", "not come yet"),
        (stage.lead, "progress", on, " ", "missing"),
    ):
        call = {"actor": who, "at": LATER, "award": award, "kind": kind, "on": day, "text": text}
        refused(said, lambda call=call: actions.note_progress(**call))


def test_lessons_are_kept_in_both_languages_and_found(stage, client):
    award = stage.agreed()
    call = {"actor": stage.officer, "at": LATER, "award": award}
    refused("missing", lambda: actions.draw_lesson(text_ko="인허가를 먼저", text_en="", **call))
    actions.draw_lesson(text_ko="인허가를 먼저 받을 것", text_en="Get the permits first", **call)
    assert b"permits first" in client.get("/en/calls/lessons/?q=permits").content
    assert b"permits first" not in client.get("/en/calls/lessons/?q=balloons").content
