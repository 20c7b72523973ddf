"""A domestic challenge in two stages, by its file alone: the preliminary project, the vote, the main project."""

from datetime import date

import pytest
from calls import reviewing
from calls.filing import Filed, noon
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import declare_interest, enrol_assessor, save_marks
from cityloop.assessment.actions.evaluation import close_evaluation, hand_in_marks
from cityloop.assessment.actions.seating import seat_panel
from cityloop.assessment.queries import dossier_of
from cityloop.audit.refusal import Refused
from cityloop.calls.models import Award, SelectionRound
from cityloop.calls.queries.verdicts import verdicts
from cityloop.calls.selecting import candidates
from cityloop.livinglabs import actions as labs

FILE = "smart-city-challenge/2026"
FIRMS = [("Daon", "company", "KR"), ("A university", "university", "KR")]
WON = 1_500_000_000


class Challenge(Filed):
    def __init__(self):
        super().__init__(FILE, applicant=("haean", "local_government"), at=noon("2026-01-19"), reviewers=5)
        for one in self.reviewers:
            enrol_assessor(actor=self.officer, at=noon("2026-02-01"), person=one, scheme=self.edition.scheme, fields=[])

    def proposal(self, track, day, money, **answers):
        at = noon(day)
        case = self.filled(self.opened(track, at), at, FIRMS, money, sandbox="no", **answers)
        return self.submitted(case, at)

    def marked(self, case, day, level=4):
        at = noon(day)
        seat_panel(actor=self.officer, at=at, case=case, people=self.reviewers, reason="They know the matter.")
        for who in self.reviewers:
            step = {"actor": who, "at": at, "case": case}
            declare_interest(**step, ground=reviewing.NONE)
            save_marks(**step, marks=reviewing.marks_of(case, level))
            case = hand_in_marks(**step)
        case.refresh_from_db()
        return case

    def unmet(self, case):
        return {one.id for one in verdicts(case, dossier_of(case)) if one.met is False}

    def preliminary(self):
        self.notice("preliminary", noon("2026-01-19"))
        case = self.admitted(self.proposal("preliminary", "2026-03-02", WON), noon("2026-03-23"))
        case = self.marked(case, "2026-04-01")
        self.selected(case, noon("2026-04-20"))
        return self.agreed(case, noon("2026-04-25"), date(2026, 5, 1), date(2026, 10, 31))

    def vote(self, case, yes, no, issued=100):
        """A vote on the main project: opened, codes handed out, cast, closed and counted by the clock."""
        words = {"voters_ko": "해안동 주민", "voters_en": "Haean-dong", "checks_ko": "주민센터", "checks_en": "Counter"}
        opens, closes = noon("2026-12-24"), noon("2027-01-08")
        ballot = labs.open_ballot(
            actor=self.officer, at=noon("2026-12-23"), case=case, criterion="result.citizen_vote",
            opens_at=opens, closes_at=closes, **words,
        )  # fmt: skip
        given = {"actor": self.lead, "at": noon("2026-12-23"), "ballot": ballot, "number": issued, "label": "Counter"}
        for n, code in enumerate(labs.issue_codes(**given).plain[: yes + no]):
            labs.cast_vote(actor=None, at=opens, ballot=ballot, code=code, choices=["yes" if n < yes else "no"])
        return labs.count_ballot(actor=None, at=closes, ballot=ballot)


@pytest.fixture
def challenge(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Challenge()


def test_two_stages_a_matching_rule_a_vote_and_a_selection_from_the_file_alone(challenge, client):
    award = challenge.preliminary()
    challenge.notice("main", noon("2026-11-16"))

    early = challenge.proposal("main", "2026-11-20", WON)
    assert challenge.unmet(early) == {"finished-preliminary"}, "the preliminary project is under way, and not closed"
    with pytest.raises(Refused):
        challenge.admitted(early, noon("2026-11-21"))

    challenge.closed(award, noon("2026-11-25"))
    assert Award.objects.get(pk=award.pk).state == "completed"
    poor = challenge.proposal("main", "2026-12-01", WON, local_money={"amount": WON - 1, "currency": "KRW"})
    assert challenge.unmet(poor) == {"matching"}
    case = challenge.proposal("main", "2026-12-02", WON)
    assert challenge.unmet(case) == set()
    case = challenge.admitted(case, noon("2026-12-21"))

    case = challenge.marked(case, "2026-12-28")
    assert case.state == "evaluation", "all marks are in, and the vote is not"
    count = challenge.vote(case, yes=35, no=15)
    case = close_evaluation(actor=challenge.officer, at=noon("2027-01-09"), case=case, shown="pass")
    node = challenge.outcome(case).nodes["criteria"]["result.citizen_vote"]
    assert (count.turnout, node["value"], node["points"]) == (0.5, 70.0, pytest.approx(15 * 0.75))
    assert case.outcome_points == pytest.approx(100 - 15 * 0.25)

    round = challenge.selected(case, noon("2027-01-20"))
    case.refresh_from_db()
    assert (case.state, round.taken, case.award.amount) == ("selected", 1, WON)
    assert round.caps.get().by == "province"
    for language in ("ko", "en"):
        with override(language):
            results = client.get(reverse("calls:results", args=[case.notice.number, "main"])).content.decode()
            ballot = client.get(reverse("livinglabs:ballot", args=[count.ballot.code])).content.decode()
        assert case.title in results and "70.0%" in ballot and "50.0%" in ballot


def test_a_vote_in_which_too_few_took_part_leaves_the_main_project_without_a_result(challenge):
    challenge.closed(challenge.preliminary(), noon("2026-11-10"))
    challenge.notice("main", noon("2026-11-16"))
    case = challenge.admitted(challenge.proposal("main", "2026-12-02", WON), noon("2026-12-21"))
    case = challenge.marked(case, "2026-12-28")
    assert challenge.vote(case, yes=9, no=0).enough is False
    case = close_evaluation(actor=challenge.officer, at=noon("2027-01-09"), case=case, shown="incomplete")
    assert challenge.outcome(case).missing == ["result.citizen_vote"]


def test_a_cap_by_an_answer_costs_the_same_for_one_proposal_and_for_two(challenge):
    challenge.notice("preliminary", noon("2026-01-19"))
    round = SelectionRound(notice=challenge.notices["preliminary"], track="preliminary")
    asked = []
    for day in ("2026-03-02", "2026-03-03"):
        case = challenge.admitted(challenge.proposal("preliminary", day, WON), noon("2026-03-23"))
        challenge.marked(case, "2026-04-01")
        with CaptureQueriesContext(connection) as queries:
            found = candidates(round)
        assert {one.groups["province"] for one in found} != {""}
        asked.append((len(found), len(queries)))
    assert [n for n, _queries in asked] == [1, 2] and asked[0][1] == asked[1][1], asked
