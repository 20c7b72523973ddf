"""Horizon Europe's procedure from a file: individual marks, a consensus with minority views kept, thresholds, ranks."""

from datetime import UTC, datetime

import pytest
from calls import reviewing
from calls.stage import PDF, WORDS
from cast import officer_for, organisation, person
from django.db import IntegrityError, transaction

from cityloop import rulebook
from cityloop.assessment.actions import (
    attach_evidence,
    draft_notice,
    publish_edition,
    publish_notice,
    save_answers,
    submit_case,
)
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Outcome
from cityloop.assessment.notices import digest_of
from cityloop.assessment.queries import checklist, dossier_of
from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.models import Award, Consensus, Voice
from cityloop.engine.frozen import thaw
from cityloop.organisations.models import Designation, Membership

FILE = "horizon-like/2026"
AT = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
PAGES = [("Uni Turin", "university", "IT"), ("City of Ghent", "public_body", "BE"), ("Firm Graz", "company", "AT")]


class Call:
    """A call from the file as it stands, with its secretariat, authority, three reviewers and a company that leads."""

    def __init__(self, edition=None):
        content = thaw(rulebook.load(FILE).content)
        self.edition = edition or publish_edition(actor=None, at=AT, content=content)
        scheme, self.track = self.edition.scheme, "innovation_action"
        self.officer = officer_for(Designation.Duty.SECRETARIAT, scheme, key="officer", code="secretariat")
        self.authority = officer_for(Designation.Duty.AUTHORITY, scheme, key="authority", code="authority")
        self.company = organisation("energie", "company", "AT")
        self.lead, self.stranger = person("lead", of=self.company), person("stranger", of=organisation("elsewhere"))
        Designation.objects.update(since="2025-01-01")
        Membership.objects.update(since="2025-01-01")
        self.reviewers = reviewing.pool(self.officer, scheme)
        window = {"opens_at": AT, "closes_at": datetime(2026, 6, 3, 15, 0, tzinfo=UTC), "zone": "Europe/Brussels"}
        step = {"actor": self.officer, "at": AT}
        draft = draft_notice(**step, edition=self.edition, profiles=[self.track], **window, **WORDS)
        self.notice = publish_notice(**step, notice=draft, digest=digest_of(draft))

    def admitted(self, title, asks=5_000_000):
        """A complete proposal of four bodies from three countries, admitted."""
        step = reviewing.step(self.lead, 1)
        case = actions.open_proposal(
            **step, notice=self.notice, track=self.track, applicant=self.company, title_ko="", title_en=title
        )
        for name, kind, country in PAGES:
            actions.add_partner(**step, case=case, role="Site", name_en=name, kind=kind, country=country)
        row = [{"text": "One"}]
        answers = {
            "abstract": "Heat.",
            "contribution": {"amount": asks, "currency": "EUR"},
            "pages": 40,
            "ethics": "no",
            **dict.fromkeys(("work_packages", "deliverables", "risks"), row),
        }
        save_answers(**step, case=case, answers={k: v for k, v in answers.items() if k in _questions(case)})
        for one in checklist(case, dossier_of(case)):
            if one.accepts and one.required and not one.have:
                name = f"file.{'pdf' if 'pdf' in one.accepts else one.accepts[0]}"
                content = PDF if name.endswith("pdf") else _workbook()
                attach_evidence(**step, case=case, criterion=one.criterion, item=one.item, name=name, content=content)
        case = submit_case(**reviewing.step(self.lead, 3), case=case, digest=of_dossier(dossier_of(case)))
        for rule in case.proposal.undecided:
            given = {"rule": rule, "met": True, "reason": "Seen on the web page."}
            actions.judge_rule(**reviewing.step(self.officer, 4), case=case, **given)
        return actions.admit(**reviewing.step(self.officer, 4), case=case, digest=dossier_of(case).digest)

    def marked(self, title="Heat", levels=(4, 4.5, 3), **given):
        return reviewing.review(self.officer, self.admitted(title, **given), self.reviewers, levels)

    def write(self, case, level=4, who=None, days=9):
        rapporteur = who or self.reviewers[0]
        actions.name_rapporteur(**reviewing.step(self.officer, 8), case=case, person=self.reviewers[0])
        marks = {id: {"mark": level, "words": "We agree."} for id in reviewing.marks_of(case, level)}
        actions.save_consensus(**reviewing.step(rapporteur, days), case=case, marks=marks)
        return case.consensuses.last()

    def speak(self, case, who, agrees=True, view="", shown=None):
        shown = shown or case.consensuses.last().digest
        actions.speak_on_consensus(**reviewing.step(who, 10), case=case, shown=shown, agrees=agrees, view=view)
        case.refresh_from_db()
        return case


def _questions(case) -> set:
    from cityloop.assessment.queries import compiled

    return {one.id for one in compiled(case.edition).form}


def _workbook() -> bytes:
    import io

    import openpyxl

    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


@pytest.fixture
def call(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Call()


def test_individual_marks_lead_to_a_consensus_and_not_to_a_result(call):
    case = call.marked()
    assert case.state == "consensus"


def test_a_consensus_counts_when_every_reviewer_has_spoken_and_a_minority_view_is_kept(call):
    case = call.marked()
    call.write(case, 4)
    call.speak(case, call.reviewers[1])
    assert case.state == "consensus"
    case = call.speak(case, call.reviewers[2], agrees=False, view="The risk to tenants is not seen.")
    assert (case.state, case.outcome_points, case.outcome_status) == ("assessed", 12, "pass")
    assert Voice.objects.get(agrees=False).view == "The risk to tenants is not seen."
    assert case.outcomes.order_by("computed_at", "pk").first().points == 12


@pytest.mark.parametrize(("level", "status"), [(3, "fail"), (2.5, "fail"), (3.5, "pass"), (5, "pass")])
def test_thresholds_are_asked_of_what_was_agreed(call, level, status):
    case = call.marked()
    call.write(case, level)
    call.speak(case, call.reviewers[1])
    case = call.speak(case, call.reviewers[2])
    assert case.outcome_status == status


def test_a_further_version_asks_everybody_again(call):
    case = call.marked()
    first = call.write(case, 4)
    call.speak(case, call.reviewers[1])
    second = call.write(case, 3.5)
    with pytest.raises(Refused):
        call.speak(case, call.reviewers[2], shown=first.digest)
    call.speak(case, call.reviewers[2], shown=second.digest)
    assert case.state == "consensus"
    assert call.speak(case, call.reviewers[1]).state == "assessed"


def test_a_view_that_differs_is_written_down_and_nobody_speaks_twice(call):
    case = call.marked()
    call.write(case)
    with pytest.raises(Refused):
        call.speak(case, call.reviewers[1], agrees=False)
    call.speak(case, call.reviewers[1])
    for who in call.reviewers[:2]:
        with pytest.raises(Refused):
            call.speak(case, who)


@pytest.mark.parametrize("mark", [5.5, -1, 4.25, None, "4"])
def test_a_mark_off_the_scale_is_refused(call, mark):
    case = call.marked()
    actions.name_rapporteur(**reviewing.step(call.officer, 8), case=case, person=call.reviewers[0])
    marks = {id: {"mark": mark, "words": "w"} for id in reviewing.marks_of(case, 3)}
    with pytest.raises(Refused):
        actions.save_consensus(**reviewing.step(call.reviewers[0], 9), case=case, marks=marks)
    assert not Consensus.objects.exists()


def test_nobody_but_the_rapporteur_writes_and_nobody_but_reviewers_speak(call):
    case = call.marked()
    with pytest.raises(Refused):
        call.write(case, who=call.reviewers[1])
    for who in (call.officer, call.lead, call.stranger, call.authority):
        with pytest.raises(Refused):
            call.write(case, who=who)
    call.write(case)
    for who in (call.officer, call.lead, call.stranger, call.authority):
        with pytest.raises(Refused):
            call.speak(case, who)


def test_a_reviewer_discusses_only_after_handing_in(call):
    case = reviewing.seat(call.officer, call.admitted("Heat"), call.reviewers)
    with pytest.raises(Refused):
        actions.discuss(**reviewing.step(call.reviewers[0], 7), case=case, text="What do you think?")
    reviewing.mark(case, call.reviewers[0], 4)
    actions.discuss(**reviewing.step(call.reviewers[0], 7), case=case, text="I have marked.")
    for text in ("", "x" * 4001):
        with pytest.raises(Refused):
            actions.discuss(**reviewing.step(call.reviewers[0], 7), case=case, text=text)
    assert case.comments.count() == 1


def test_a_reviewer_removed_at_the_consensus_is_told_and_no_longer_awaited(call):
    from cityloop.assessment.actions.seating import release_member
    from cityloop.outbox.models import Letter

    case = call.marked()
    call.write(case)
    call.speak(case, call.reviewers[1])
    release_member(**reviewing.step(call.officer, 10), case=case, person=call.reviewers[2], reason="A new job.")
    case.refresh_from_db()
    assert Letter.objects.filter(kind="calls.released", person=call.reviewers[2]).exists()
    assert case.sheets.get(person=call.reviewers[2]).marks.exists(), "what was marked stays on record"


def test_what_was_agreed_is_never_changed(call):
    case = call.marked()
    call.write(case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consensus.objects.update(marks={})


def test_impact_counts_more_for_the_order_and_the_best_within_the_money_are_selected(call):
    for title, level in (("Heat", 4), ("Cold", 5)):
        case = call.marked(title)
        call.write(case, level)
        for who in call.reviewers[1:]:
            case = call.speak(case, who)
    given = {"notice": call.notice, "track": call.track}
    meeting = actions.open_panel(**reviewing.step(call.officer, 11), **given)
    actions.end_panel(**reviewing.step(call.officer, 11), meeting=meeting, minutes="Both were compared.")
    round = reviewing.selection(call.officer, case)
    assert round.currency == "EUR" and round.budget == 24_000_000_00
    recommendation = reviewing.recommend(call.officer, round)
    assert [row["score"] for row in recommendation.scenario.rows] == [17.5, 14.0]
    reviewing.decide(call.authority, recommendation)
    actions.publish_results(**reviewing.step(call.officer, 15), round=round)
    assert Award.objects.filter(announced_at__isnull=False).count() == 2
    assert Outcome.objects.filter(case=case).count() == 2
