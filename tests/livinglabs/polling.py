"""A small call that reads a criterion from a vote of citizens, and a proposal on which they vote."""

from datetime import timedelta

from calls.stage import AT, TRIAL, Stage, rubric, text

from cityloop.livinglabs import actions

VOTE = {
    "asks": text("Shall it go on?"),
    "method": "yes_no",
    "options": [{"id": "yes", "title": text("Yes")}, {"id": "no", "title": text("No")}],
    "counts": "yes",
    "voters": text("Who lives there"),
    "turnout": 0.1,
    "smallest_cell": 5,
}
WORDS = {"voters_ko": "주민", "voters_en": "Residents", "checks_ko": "주민센터", "checks_en": "At the counter"}
OPENS, CLOSES = AT + timedelta(days=6), AT + timedelta(days=13)
DURING, AFTER = OPENS + timedelta(days=1), CLOSES + timedelta(hours=1)


def measured(**vote):
    return {
        "id": "trial.vote",
        "area": "trial",
        "title": text("Citizen vote"),
        "asks": text("What share said yes?"),
        "why": text("They lived with it."),
        "kind": "measured",
        "unit": "%",
        "direction": "higher",
        "points": [[40, 0], [60, 0.5], [80, 1]],
        "weight": 5,
        "citizen_vote": {**VOTE, **vote},
        "source": [{"cite": "a test", "basis": "illustrative"}],
    }


class Polling(Stage):
    """The call of `Stage`, half of whose trial is read from a vote; `case` is admitted and the vote not opened."""

    def __init__(self, **vote):
        super().__init__(
            criteria=[rubric("trial.market", "trial", 5), rubric("plan.need", "plan"), measured(**vote)],
            steps={"supplement": "P7D", "screening": "P7D", "evaluation": "P21D", "citizen_vote": "P7D"},
        )
        self.officer = self.officers[TRIAL]
        self.case = self.admit(self.submitted())

    def open(self, who=None, **more):
        """The vote on the proposal, opened."""
        given = {"criterion": "trial.vote", "opens_at": OPENS, "closes_at": CLOSES, **WORDS, **more}
        return actions.open_ballot(actor=who or self.officer, at=AT + timedelta(days=5), case=self.case, **given)

    def codes(self, ballot, number=20, who=None, label="Counter", at=None):
        """Codes for the city to hand out."""
        at = at or AT + timedelta(days=5)
        return actions.issue_codes(actor=who or self.lead, at=at, ballot=ballot, number=number, label=label).plain

    def vote(self, ballot, code, choice="yes", at=DURING):
        choices = choice if isinstance(choice, list) else [choice]
        return actions.cast_vote(actor=None, at=at, ballot=ballot, code=code, choices=choices)

    def voted(self, yes=12, no=6, issued=20, **more):
        """A vote in which so many voted, not counted."""
        ballot = self.open(**more)
        for n, code in enumerate(self.codes(ballot, issued)[: yes + no]):
            self.vote(ballot, code, "yes" if n < yes else "no")
        return ballot

    def counted(self, **given):
        """The count of such a vote."""
        return actions.count_ballot(actor=None, at=AFTER, ballot=self.voted(**given))
