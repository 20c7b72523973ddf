"""What happens to a certificate after the decision, played by its people: withdrawals brought to any state."""

from certification.stage import PDF

from cityloop.certification import actions
from cityloop.certification.models import Certificate, Withdrawal

NOTICED = 10  # days after the first day of the cast on which the first notice is given; it leaves 14 days
UNTIL_1 = NOTICED + 14
SECOND = UNTIL_1 + 1  # the second notice leaves 10 days
UNTIL_2 = SECOND + 10


class Aftermath:
    """A stage on which certificates are in force."""

    def __init__(self, stage):
        self.stage = stage

    def certificate(self) -> Certificate:
        """A new certificate in force, issued on the sixth day, 7 September 2026."""
        case = self.stage.case("granted")
        return Certificate.objects.get(case=case)

    def step(self, who, days):
        return self.stage.step(getattr(self.stage, who), days)

    def suspend(self, certificate, days=8, **terms):
        terms = terms or {"condition": "a new survey"}
        return actions.suspend_certificate(
            **self.step("certifier", days), certificate=certificate, grounds="stops are missed", scope="line 3", **terms
        )

    def withdrawal(self, state="examining", ground="below_criteria", certificate=None) -> Withdrawal:
        """A withdrawal in a state, of a new certificate unless one is given."""
        found = actions.open_withdrawal(
            **self.step("operator", 8),
            certificate=certificate or self.certificate(),
            ground=ground,
            reason="passengers report it",
        )
        for reached, bring in self._ways():
            if found.state == state:
                return found
            if state == "closed" and reached == "proposed":
                return actions.find_no_ground(**self.step("operator", 9), withdrawal=found, reason="all is well")
            if reached == "notice_2" and state in ("explained",):
                return self.explain(found)
            found = bring(found)
        return found

    def _ways(self):
        return (
            ("proposed", self.propose),
            ("notice_1", lambda found: self.notice(found, NOTICED)),
            ("notice_2", lambda found: self.notice(found, SECOND)),
            ("withdrawn", lambda found: self.withdraw(found, UNTIL_2 + 1)),
            ("end", lambda found: found),
        )

    def propose(self, found):
        return actions.propose_withdrawal(**self.step("operator", 9), withdrawal=found, reason="it was measured")

    def notice(self, found, days):
        return actions.give_notice(**self.step("certifier", days), withdrawal=found, reason="late on most days")

    def explain(self, found, days=UNTIL_1, papers=(("log.pdf", PDF),)):
        return actions.file_explanation(
            **self.step("applicant", days), withdrawal=found, reason="a snowstorm", papers=papers
        )

    def appeal(self, against, days=10, papers=()):
        return actions.file_appeal(
            **self.step("applicant", days), against=against, reason="the survey was read wrongly", papers=papers
        )

    def heard(self, case, days=12):
        """An appeal against the refusal of a case, taken by the hearer."""
        appeal = self.appeal(case.decisions.last(), days)
        return actions.take_appeal(**self.step("hearer", days), appeal=appeal)

    def uphold(self, appeal, days=13, who="hearer", **given):
        return actions.uphold_appeal(
            **self.step(who, days),
            appeal=appeal,
            **{"digest": appeal.appealed_digest, "reason": "it was read wrongly", **given},
        )

    def dismiss(self, appeal, days=13, who="hearer", **given):
        return actions.dismiss_appeal(
            **self.step(who, days),
            appeal=appeal,
            **{"digest": appeal.appealed_digest, "reason": "it was read rightly", **given},
        )

    def withdraw(self, found, days):
        return actions.withdraw_certificate(**self.step("certifier", days), withdrawal=found, reason="nothing changed")
