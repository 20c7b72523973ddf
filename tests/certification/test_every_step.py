"""Every action at every state by every role: either it happens, or a refusal says what, why, and what to do."""

from datetime import timedelta

import pytest
from cast import AT, organisation, person
from certification.aftermath import Aftermath
from certification.examining import another_body, examined, open_review, report_on, request_on
from certification.stage import MARKS, PDF
from django.db import transaction
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.judging import judge
from cityloop.assessment.models import Case, Declaration, Party
from cityloop.assessment.queries import counted_sheets, dossier_of
from cityloop.assessment.rules import (
    APPLICANT,
    ASSESSOR,
    CERTIFIER,
    COMMITTEE,
    EXAMINER,
    HEARER,
    INVITED,
    LEAD,
    OPERATOR,
    REVIEWER,
)
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import Appeal, Finding, FindingAnswer, Visit, VisitRecord
from cityloop.certification.workflow import WORKFLOW

PEOPLE = {
    "applicant": {APPLICANT, LEAD},
    "partner": {APPLICANT},
    "invitee": {INVITED},
    "operator": {OPERATOR},
    "assessor": {ASSESSOR},
    "examiner": {EXAMINER},
    "reviewer": {OPERATOR, REVIEWER},
    "certifier": {CERTIFIER},
    "chair": {COMMITTEE},
    "hearer": {CERTIFIER, HEARER},
    "stranger": set(),
}
BESIDES_THE_TABLE = {
    ("deliberation", "put_on_agenda", "operator"): "it is on an agenda already",
    ("deliberation", "put_on_agenda", "reviewer"): "it is on an agenda already",
    ("review", "take_review", "reviewer"): "has the review already",
    ("review", "take_review", "operator"): "somebody else has the review",
    ("draft", "submit_case", "applicant"): "a party that was asked has not agreed yet",
}


def digest_of(case):
    outcome = case.outcomes.last()
    return outcome.digest if outcome else "0" * 64


def voted(stage, case, vote):
    """Everybody has voted on the case, where it is on an agenda; then the meeting is to be closed."""
    item = case.agenda_items.filter(result="").last()
    for one in stage.seats if item else ():
        actions.cast_vote(**stage.step(one, 7), item=item, vote=vote)
    return closing, {"item": item}


def closing(*, actor, at, case, item):
    if item is None:
        raise Refused("Nothing was closed.", "The case is on no agenda.", "Put it on one.")
    return actions.close_meeting(actor=actor, at=at, meeting=item.meeting, reasons={item.pk: "as discussed"})


def visits_on(case):
    """A visit that was recorded, and one that was not."""
    given = {"on": AT.date(), "place": "Depot", "visitors": "Two", "agenda": "See it.", "at": AT}
    visits = [Visit.objects.create(case=case, person=case.opened_by, **given) for _ in range(2)]
    VisitRecord.objects.create(visit=visits[0], attendees="Two", observations="Seen.", person=case.opened_by, at=AT)
    return visits


def finding_on(case, answered=False):
    """A finding within its term, or an answered one."""
    if piece_of(case) is None:
        return None
    given = {"evidence": piece_of(case), "found": "It is old.", "answer_by": "2026-12-31", "at": AT}
    finding = Finding.objects.create(visit=visits_on(case)[0], person=case.opened_by, **given)
    finding.refresh_from_db()
    if answered:
        FindingAnswer.objects.create(finding=finding, text="No.", person=case.opened_by, at=AT)
    return finding


def draft_of(case):
    dossier = dossier_of(case)
    return dossier.digest or of_dossier(dossier)


def outlook_of(case):
    return judge(case, dossier_of(case), list(counted_sheets(case))).status


def report_of(case):
    report = case.reports.last()
    return report.digest if report else "0" * 64


def uphold(*, actor, at, case, back_to):
    """Reopen a refused case as it is reopened: by the ruling on an appeal."""
    appeal = Appeal.objects.filter(case=case).first()
    if appeal is None:
        raise Refused("Nothing was ruled.", "There is no appeal.", "File one.")
    return actions.uphold_appeal(
        actor=actor, at=at, appeal=appeal, digest=appeal.appealed_digest, reason="it was wrong", back_to=back_to
    )


def piece_of(case):
    return case.dossiers.last().evidence.first()


ACTIONS = {
    "save_answers": lambda s, case: (assessing.save_answers, {"answers": {"service.comfort": "Page 2."}}),
    "attach_evidence": lambda s, case: (
        assessing.attach_evidence,
        {"criterion": "service.comfort", "item": "survey", "name": "b.pdf", "content": PDF + b"%%EOF"},
    ),
    "withdraw_evidence": lambda s, case: (assessing.withdraw_evidence, {"evidence": piece_of(case)}),
    "set_measurement": lambda s, case: (assessing.set_measurement, {"criterion": "service.punctual", "value": 4}),
    "submit_case": lambda s, case: (assessing.submit_case, {"digest": draft_of(case)}),
    "resubmit_case": lambda s, case: (assessing.resubmit_case, {"digest": draft_of(case)}),
    "invite_party": lambda s, case: (
        assessing.invite_party,
        {"organisation": s.stranger.memberships.get().organisation, "role": "provider"},
    ),
    "let_party_go": lambda s, case: (assessing.let_party_go, {"party": case.parties.first()}),
    "answer_invitation": lambda s, case: (assessing.answer_invitation, {"agree": True}),
    "check_items": lambda s, case: (
        assessing.check_items,
        {"digest": draft_of(case), "checks": {("service.comfort", "survey"): ("fits", "")}},
    ),
    "extend_supplement": lambda s, case: (
        assessing.extend_supplement,
        {"due_on": AT.date() + timedelta(days=60), "reason": "They asked for it."},
    ),
    "close_unanswered": lambda s, case: (assessing.close_unanswered, {"reason": "Nobody answered."}),
    "ask_supplement": lambda s, case: (assessing.ask_supplement, {"reason": "page 2"}),
    "accept_dossier": lambda s, case: (
        assessing.accept_dossier,
        {"reason": "complete enough", "digest": draft_of(case)},
    ),
    "seat_panel": lambda s, case: (assessing.seat_panel, {"people": [s.spare], "reason": "more hands"}),
    "challenge_member": lambda s, case: (
        assessing.challenge_member,
        {"member": s.second, "ground": "fairness", "reasons": "a quarrel in public"},
    ),
    "remind_assessors": lambda s, case: (assessing.remind_assessors, {}),
    "release_member": lambda s, case: (assessing.release_member, {"person": s.second, "reason": "advised in May"}),
    "open_moderation": lambda s, case: (assessing.open_moderation, {"people": [s.second], "reason": "marks lie apart"}),
    "declare_interest": lambda s, case: (assessing.declare_interest, {"ground": Declaration.Ground.RELATIVE}),
    "save_marks": lambda s, case: (assessing.save_marks, {"marks": {"service.comfort": {"mark": 2}}}),
    "hand_in_marks": lambda s, case: (assessing.hand_in_marks, {}),
    "close_evaluation": lambda s, case: (
        assessing.close_evaluation,
        {"reason": "time is up", "shown": outlook_of(case)},
    ),
    "close_incomplete": lambda s, case: (
        assessing.close_evaluation,
        {"reason": "time is up", "shown": outlook_of(case)},
    ),
    "request_deliberation": lambda s, case: (
        assessing.close_evaluation,
        {"reason": "time is up", "shown": outlook_of(case)},
    ),
    "plan_visit": lambda s, case: (
        actions.plan_visit,
        {"on": s.step(None, 7)["at"].date(), "place": "Depot", "visitors": "Two", "agenda": "See it."},
    ),
    "record_visit": lambda s, case: (
        actions.record_visit,
        {"visit": visits_on(case)[1], "attendees": "Two", "observations": "Seen."},
    ),
    "raise_finding": lambda s, case: (
        actions.raise_finding,
        {"visit": visits_on(case)[0], "evidence": piece_of(case), "found": "It is old."},
    ),
    "answer_finding": lambda s, case: (actions.answer_finding, {"finding": finding_on(case), "text": "It is new."}),
    "rule_finding": lambda s, case: (
        actions.rule_finding,
        {"finding": finding_on(case, answered=True), "confirmed": True, "reason": "It is old."},
    ),
    "ask_technical_review": lambda s, case: (
        actions.ask_technical_review,
        {"body": another_body(), "questions": "Is it safe?", "due_on": s.step(None, 30)["at"].date()},
    ),
    "ask_documents": lambda s, case: (actions.ask_documents, {"asks": "The log of May."}),
    "answer_documents": lambda s, case: (
        actions.answer_documents,
        {"request": request_on(case), "text": "Here it is."},
    ),
    "hand_in_technical_review": lambda s, case: (
        actions.hand_in_technical_review,
        {"summary": "It is safe.", "findings": "Nothing.", "name": "t.pdf", "content": PDF},
    ),
    "review_technical_report": lambda s, case: (
        actions.review_technical_report,
        {"report": report_on(case), "accepted": True, "reason": "It answers all."},
    ),
    "cancel_technical_review": lambda s, case: (
        actions.cancel_technical_review,
        {"review": open_review(case), "reason": "It takes too long."},
    ),
    "release_examiner": lambda s, case: (
        actions.release_examiner,
        {"person": s.examiner, "reason": "A cousin works there."},
    ),
    "put_on_agenda": lambda s, case: (
        actions.put_on_agenda,
        {"meeting": s.committee.meetings.filter(state="called").first() if s.committee else None},
    ),
    "deliberate": lambda s, case: voted(s, case, "for"),
    "return_to_evaluation": lambda s, case: voted(s, case, "return"),
    "take_review": lambda s, case: (actions.take_review, {}),
    "record_review": lambda s, case: (
        actions.record_review,
        {"digest": digest_of(case), "recommendation": "grant", "note": "in order"},
    ),
    "report_to_certifier": lambda s, case: (actions.report_to_certifier, {}),
    "grant": lambda s, case: (
        actions.decide,
        {"digest": report_of(case), "verdict": "granted", "reason": "it follows"},
    ),
    "refuse": lambda s, case: (
        actions.decide,
        {"digest": report_of(case), "verdict": "refused", "reason": "it follows"},
    ),
    "close_mock": lambda s, case: (actions.close_mock, {"digest": report_of(case), "reason": "it works"}),
    "reopen_for_evaluation": lambda s, case: (uphold, {"back_to": "evaluation"}),
    "reopen_for_review": lambda s, case: (uphold, {"back_to": "review"}),
    "withdraw_case": lambda s, case: (assessing.withdraw_case, {}),
}


def joined(stage, case):
    """One organisation has agreed to apply together, another has not answered yet; a body examines the case."""
    examined(stage, case)
    for key, answer in (("partner", Party.Answer.AGREED), ("invitee", Party.Answer.WAITING)):
        setattr(stage, key, person(key, of=organisation(key)))
        given = {"invited_by": stage.applicant, "invited_at": AT, "answer": answer}
        if answer == Party.Answer.AGREED:
            given |= {"answered_by": stage.partner, "answered_at": AT}
        place = getattr(stage, key).memberships.get().organisation
        Party.objects.create(case=case, organisation=place, role="provider", **given)
    return case


def prepared(stage, case):
    """Whatever else an action asks for is there, so that only the table and the role decide."""
    joined(stage, case)
    if case.state == "supplement":
        Case.objects.filter(pk=case.pk).update(due_on=AT.date() + timedelta(days=5))
    if case.state in ("draft", "supplement"):
        stage.fill(case) if case.state == "draft" else None
    if case.state == "evaluation":
        stage.mark(case, stage.second)
        step = {**stage.step(stage.assessor, 4), "case": case}
        assessing.declare_interest(**step, ground=Declaration.Ground.NONE)
        assessing.save_marks(**step, marks=MARKS)
    if case.state == "deliberation":
        stage.meeting([case])
    if case.state == "refused":
        Aftermath(stage).heard(case)
    if case.state == "review":
        actions.take_review(**stage.step(stage.reviewer, 5), case=case)
    return case


def expected(state, action, who):
    rows = [row for row in WORKFLOW.leaving(state) if row.action == action]
    return any(row.roles & PEOPLE[who] for row in rows) and (state, action, who) not in BESIDES_THE_TABLE


def happens(stage, case, action, who):
    """Try the action and take it back; a refusal has three sentences and leaves no entry in the record."""
    with transaction.atomic():
        did = tried(stage, case, action, who)
        transaction.set_rollback(True)
    return did


def tried(stage, case, action, who):
    function, given = ACTIONS[action](stage, case)
    before = Entry.objects.count()
    try:
        function(**stage.step(getattr(stage, who), 7), case=case, **given)
    except Refused as refusal:
        assert all(str(part).strip() for part in (refusal.what, refusal.why, refusal.remedy))
        assert Entry.objects.count() == before
        return False
    assert Entry.objects.count() > before
    return True


def test_the_walk_knows_every_action_of_the_table():
    assert set(ACTIONS) == {row.action for row in WORKFLOW.transitions}


@pytest.mark.parametrize("state", list(WORKFLOW.states))
def test_in_each_state_exactly_the_table_decides_who_may_do_what(stage_for, state):
    stage = stage_for(state)
    case = prepared(stage, stage.case(state, mock=state == "closed_mock"))
    assert case.state == state
    with override("en"):
        found = {(action, who): happens(stage, case, action, who) for action in ACTIONS for who in PEOPLE}
    wanted = {(action, who): expected(state, action, who) for action in ACTIONS for who in PEOPLE}
    if state == "decision":
        wanted |= {("close_mock", who): False for who in PEOPLE}
    assert {pair for pair, did in found.items() if did} == {pair for pair, should in wanted.items() if should}


def test_a_mock_case_is_closed_with_its_result_and_never_decided(stage):
    case = joined(stage, stage.case("decision", mock=True))
    with override("en"):
        may = {(action, who) for action in ("grant", "refuse", "close_mock") for who in PEOPLE
               if happens(stage, case, action, who)}  # fmt: skip
    assert may == {("close_mock", "certifier"), ("close_mock", "hearer")}
