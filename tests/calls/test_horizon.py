"""An unrelated call by its file alone: individual marks, consensus, a panel over all, thresholds, the order."""

from datetime import UTC, datetime, timedelta

import pytest
from calls import reviewing
from calls.filing import Filed
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import declare_interest, enrol_assessor, save_marks
from cityloop.assessment.actions.evaluation import hand_in_marks
from cityloop.assessment.actions.seating import seat_panel
from cityloop.assessment.models import Duty
from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.actions.meeting import tied
from cityloop.calls.models import Award, PanelAdjustment, PanelClosing, PanelMeeting

FILE, TRACK = "horizon-like/2026", "innovation_action"
AT, OPENED = datetime(2026, 3, 2, 0, 0, tzinfo=UTC), datetime(2026, 2, 2, 3, 0, tzinfo=UTC)
PAGES = [("Uni Turin", "university", "IT"), ("City of Ghent", "public_body", "BE"), ("Firm Graz", "company", "AT")]
EUR = 5_000_000
IMPACT, EXCELLENCE = "impact.overall", "excellence.overall"


def on(day):
    return AT + timedelta(days=day)


class Horizon(Filed):
    def __init__(self, **changes):
        super().__init__(FILE, applicant=("energie", "company", "AT"), at=OPENED, **changes)
        for one in self.reviewers:
            enrol_assessor(actor=self.officer, at=AT, person=one, scheme=self.edition.scheme, fields=[])
        self.notice(TRACK, OPENED)

    def proposal(self, title):
        """A complete proposal of four bodies from three countries, admitted."""
        case = self.filled(self.opened(TRACK, on(1), title), on(1), PAGES, EUR, ethics="no")
        return self.admitted(self.submitted(case, on(3)), on(4))

    def marked(self, title, level=4):
        case = self.proposal(title)
        seat_panel(actor=self.officer, at=on(6), case=case, people=self.reviewers, reason="They know the matter.")
        for who in self.reviewers:
            step = {"actor": who, "at": on(7), "case": case}
            declare_interest(**step, ground=reviewing.NONE)
            save_marks(**step, marks=reviewing.marks_of(case, level))
            hand_in_marks(**step)
        case.refresh_from_db()
        return case

    def agreed_on(self, title, **levels):
        """A proposal with its consensus, at the levels given or at 4."""
        case = self.marked(title)
        writer, *others = self.reviewers
        actions.name_rapporteur(actor=self.officer, at=on(8), case=case, person=writer)
        marks = {
            id: {"mark": levels.get(id.split(".")[0], 4), "words": "Agreed."} for id in reviewing.marks_of(case, 4)
        }
        actions.save_consensus(actor=writer, at=on(9), case=case, marks=marks)
        shown = case.consensuses.last().digest
        for who in others:
            actions.speak_on_consensus(actor=who, at=on(10), case=case, shown=shown, agrees=True)
        case.refresh_from_db()
        return case

    def panel(self, who=None):
        return actions.open_panel(actor=who or self.officer, at=on(11), notice=self.notices[TRACK], track=TRACK)

    def moved(self, meeting, case, marks, reason="Weaker than its neighbour.", who=None):
        who = who or self.officer
        return actions.adjust_in_panel(actor=who, at=on(12), meeting=meeting, case=case, marks=marks, reason=reason)

    def ended(self, meeting, order=(), minutes="All were compared.", who=None):
        return actions.end_panel(actor=who or self.officer, at=on(13), meeting=meeting, minutes=minutes, order=order)


@pytest.fixture
def horizon(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Horizon()


def test_from_the_draft_to_the_results_by_the_file_alone(horizon, client):
    """Three rounds; a threshold that the panel moves a proposal under; a tie that it orders; the results."""
    heat, cold, weak = (horizon.agreed_on(title) for title in ("Heat", "Cold", "Weak"))
    assert {one.state for one in (heat, cold, weak)} == {"assessed"}
    with pytest.raises(Refused, match=r"panel|패널"):
        horizon.selected(heat, on(14))

    meeting = horizon.panel()
    assert meeting.members.count() == 3
    row = horizon.moved(meeting, weak, {EXCELLENCE: 2.5})
    weak.refresh_from_db()
    assert row.absent == [], "whoever reviewed it stays while it is spoken of"
    assert (row.before[EXCELLENCE], row.marks[EXCELLENCE], row.marks[IMPACT]) == (4, 2.5, 4)
    assert (weak.outcome_status, weak.outcome_points) == ("fail", 10.5), "10 of 15, and below 3 on one criterion"
    assert weak.consensuses.last().marks[EXCELLENCE]["mark"] == 4, "what was agreed on stays"
    assert weak.outcomes.count() == 3, "each round has its own"

    pair = sorted((heat.reference, cold.reference))
    assert tied(meeting) == [pair]
    with pytest.raises(Refused, match=pair[0]):
        horizon.ended(meeting)
    horizon.ended(meeting, order=[cold.reference, heat.reference])

    horizon.selected(heat, on(14), seats=1)
    for case in (heat, cold, weak):
        case.refresh_from_db()
    assert [one.state for one in (heat, cold, weak)] == ["reserve", "selected", "not_selected"]
    assert Award.objects.get().case == cold
    page = client.get(reverse("calls:results", args=[horizon.notices[TRACK].number, TRACK])).content.decode()
    assert cold.title in page and weak.title not in page


def test_a_tie_is_first_decided_as_the_edition_says(horizon):
    """Impact first, then excellence; only what is level after both is left to the panel."""
    more = horizon.agreed_on("More impact", impact=5, excellence=3.5, implementation=3.5)
    other = horizon.agreed_on("More excellence", impact=4, excellence=4.5, implementation=4)
    meeting = horizon.panel()
    assert tied(meeting) == []
    horizon.ended(meeting)
    round = horizon.selected(more, on(14), seats=1)
    more.refresh_from_db()
    other.refresh_from_db()
    assert {row["score"] for row in round.scenarios.get().rows} == {14.5}
    assert (more.state, other.state) == ("selected", "reserve")


@pytest.mark.parametrize(
    "marks", [{}, {IMPACT: 4}, {IMPACT: 5.5}, {IMPACT: 4.25}, {IMPACT: "5"}, {IMPACT: None}, {"x": 3}]
)
def test_a_move_that_is_none_or_off_the_scale_is_refused(horizon, marks):
    case = horizon.agreed_on("Heat")
    meeting = horizon.panel()
    with pytest.raises(Refused):
        horizon.moved(meeting, case, marks)
    with pytest.raises(Refused):
        horizon.moved(meeting, case, {IMPACT: 5}, reason=" ")
    assert not PanelAdjustment.objects.exists()


def test_nobody_else_holds_the_panel_and_an_end_is_an_end(horizon):
    case = horizon.agreed_on("Heat")
    for who in (horizon.lead, horizon.authority, horizon.stranger, horizon.reviewers[0]):
        with pytest.raises(Refused):
            horizon.panel(who=who)
    meeting = horizon.panel()
    with pytest.raises(Refused):
        horizon.panel()
    for who in (horizon.lead, horizon.authority, horizon.stranger, horizon.reviewers[0]):
        with pytest.raises(Refused):
            horizon.moved(meeting, case, {IMPACT: 5}, who=who)
        with pytest.raises(Refused):
            horizon.ended(meeting, who=who)
    for wrong in ({"minutes": " "}, {"order": ["X-1"]}, {"order": [case.reference] * 2}):
        with pytest.raises(Refused):
            horizon.ended(meeting, **wrong)
    horizon.ended(meeting)
    for again in (lambda: horizon.ended(meeting), lambda: horizon.moved(meeting, case, {IMPACT: 5})):
        with pytest.raises(Refused):
            again()
    for model in (PanelMeeting, PanelClosing):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(opened_at=AT) if model is PanelMeeting else model.objects.update(minutes="x")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_member_who_was_released_from_a_proposal_leaves_for_it_and_is_named(horizon, client, language):
    case, other = horizon.agreed_on("Heat"), horizon.agreed_on("Cold")
    tau = horizon.reviewers[2]
    Duty.objects.filter(case=case, person=tau).update(released_at=on(10))
    meeting = horizon.panel()
    assert horizon.moved(meeting, case, {IMPACT: 5}).absent == [tau.code]
    assert horizon.moved(meeting, other, {IMPACT: 5}).absent == []
    client.force_login(horizon.officer)
    with override(language):
        page = client.get(reverse("calls:panel_meeting", args=[horizon.notices[TRACK].number, TRACK, 0]))
        said = page.content.decode()
        assert tau.code not in said and str(tau) in said


def test_the_panel_waits_until_every_proposal_is_agreed_on(horizon):
    horizon.agreed_on("Heat")
    horizon.marked("Late")
    with pytest.raises(Refused, match=r"agreed|합의"):
        horizon.panel()


def test_a_call_without_a_panel_has_none(stage):
    with pytest.raises(Refused, match=r"no panel|패널"):
        actions.open_panel(**stage.step(stage.officers["trial"]), notice=stage.notices["trial"], track="trial")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_panel_is_held_on_its_page_reached_from_the_list_of_selections(horizon, client, language):
    heat, cold = horizon.agreed_on("Heat"), horizon.agreed_on("Cold")
    number = horizon.notices[TRACK].number
    url = f"/{language}/calls/panels/{number}/{TRACK}/0/"
    begin = f"/{language}/calls/selections/new/{number}/{TRACK}/0/"
    client.force_login(horizon.officer)
    assert begin in client.get(f"/{language}/calls/selections/").content.decode()
    assert client.get(begin)["Location"] == url
    assert client.post(url, {"do": "open"}).status_code == 302
    names = {f"mark{n}": "4" for n in range(3)}
    sent = {"do": "adjust", "case": heat.reference, **names, "reason": "Beside Cold."}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"mark1": "9"}).status_code == 422
    assert client.post(url, sent | {"mark1": "4.5"}).status_code == 302
    page = client.get(url).content.decode()
    assert "<s " in page and "Beside Cold." in page
    assert client.post(url, {"do": "end", "minutes": ""}).status_code == 422
    for who, status in ((horizon.reviewers[0], 200), (horizon.lead, 404), (horizon.stranger, 404)):
        client.force_login(who)
        assert client.get(url).status_code == status
        assert client.post(url, {"do": "end", "minutes": "x"}).status_code == 404
    client.force_login(horizon.officer)
    assert client.post(url, {"do": "end", "minutes": "All compared."}).status_code == 302
    assert client.get(begin).status_code == 200 and cold.reference in client.get(url).content.decode()


def test_who_sits_on_the_panel_of_a_blind_call_reads_numbers_until_its_names_open(db, settings, tmp_path, client):
    settings.MEDIA_ROOT = tmp_path
    horizon = Horizon(blind=[{"hides": "applicants", "until": "decided"}])
    horizon.agreed_on("Heat of Graz")
    horizon.panel()
    url = f"/en/calls/panels/{horizon.notices[TRACK].number}/{TRACK}/0/"
    for who, shown in ((horizon.officer, "Heat of Graz"), (horizon.reviewers[0], "Proposal 1")):
        client.force_login(who)
        page = client.get(url).content.decode()
        assert [one for one in ("Heat of Graz", "Proposal 1") if one in page] == [shown]
