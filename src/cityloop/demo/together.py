"""A service and a city apply together, simulated: the supplement asked for item by item is answered, and a member whom
the applicants challenge is released by the committee, so that somebody else is seated in that place."""

from datetime import timedelta
from random import Random

from cityloop.assessment.actions import (
    answer_invitation,
    ask_supplement,
    challenge_member,
    check_items,
    invite_party,
    resubmit_case,
    save_answers,
    seat_panel,
)
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Challenge, ItemCheck, Party
from cityloop.assessment.queries import dossier_of, missing, open_challenges, open_supplement
from cityloop.demo.cast import Role, enrol
from cityloop.demo.transport_round import LACKING, Application
from cityloop.organisations.actions import register_organisation
from cityloop.organisations.models import Organisation

CITY = "hanbit-city"
SIGNALS = (
    "bus-signal-priority", "버스 우선신호 협력", "Bus Signal Priority",
    "늦은 버스가 다가오면 신호를 조정하여 정시 운행을 돕습니다.",
    "Adapts signals for a late bus that comes near, so that it keeps its time.",
)  # fmt: skip
TIMES = {"submit": 0.3, "accept": 0.5, "seat": 0.55, "mark": 0.7, "review": 0.8, "recorded": 0.9, "decide": 0.95}


def play(cast, moment, panel) -> None:
    """Bring the joint application as far as the review."""
    cast.organisations[CITY] = register_organisation(
        actor=None,
        at=moment(0.0),
        code=CITY,
        name_ko="한빛시(가상)",
        name_en="Hanbit City (simulated)",
        kind=Organisation.Kind.LOCAL_GOVERNMENT,
        country="KR",
        simulated=True,
    )
    enrol(cast, "city-officer", "임다솔", "Im Dasol", CITY, Role.OFFICER)
    Together(cast, moment, panel, "review", cast.people["provider"], 13).play(*SIGNALS)


class Together(Application):
    """An application of two parties, whose first dossier lacks the evidence on two criteria."""

    leaves_out = LACKING

    def __init__(self, *given):
        super().__init__(*given)
        self.times = TIMES
        self.random = Random("together-2026")  # noqa: S311 - play, not secrecy

    def _fill(self) -> bool:
        provider, city = self.applicant, self.cast.people["city-officer"]
        joined = {"organisation": self.cast.organisations[CITY], "role": Party.Role.LOCAL_GOVERNMENT}
        invite_party(actor=provider, at=self._at(0.04), case=self.case, **joined)
        note = "협약을 체결하였습니다(가상). / The agreement is signed (simulated)."
        answer_invitation(actor=city, at=self._at(0.06), case=self.case, agree=True, note=note)
        return super()._fill()

    def _submit(self) -> bool:
        super()._submit()
        self._ask()
        self._answer()
        return True

    def _ask(self) -> None:
        """The officer checks, and asks for each thing that is missing by itself."""
        step = {"actor": self.cast.people["officer"], "at": self._at(0.36), "case": self.case}
        dossier = dossier_of(self.case)
        lacking = [(one.criterion, one.item) for one in missing(self.case, dossier)]
        note = "증빙이 없습니다(가상). / The evidence is not there (simulated)."
        checks = dict.fromkeys(lacking, (ItemCheck.Finding.LACKING, note))
        check_items(**step, digest=dossier.digest, checks=checks)
        self.case = ask_supplement(
            **step,
            reason="지표 두 개의 증빙을 항목별로 보완하여 주시기 바랍니다(가상). / "
            "Please add the evidence on two criteria, item by item (simulated).",
            items=[(criterion, item, note) for criterion, item in lacking],
        )

    def _answer(self) -> None:
        step = {"actor": self.applicant, "at": self._at(0.42), "case": self.case}
        for one in missing(self.case, dossier_of(self.case)):
            self._attach(step, one)
        said = "1쪽에 추가하였습니다(가상). / Added, page 1 (simulated)."
        save_answers(**step, answers={one.key: said for one in open_supplement(self.case).items.all()})
        digest = of_dossier(dossier_of(self.case))
        self.case = resubmit_case(actor=self.applicant, at=self._at(0.44), case=self.case, digest=digest)

    def _seat(self) -> bool:
        super()._seat()
        self._challenge(self.panel[4])
        seat_panel(
            actor=self.cast.people["officer"],
            at=self._at("seat") + timedelta(days=5),
            case=self.case,
            people=[self.panel[5]],
            reason="기피로 빈 자리(가상) / The place of the member challenged (simulated)",
        )
        self.panel = [*self.panel[:4], self.panel[5]]
        return True

    def _challenge(self, member) -> None:
        seated = self._at("seat")
        challenge_member(
            actor=self.applicant,
            at=seated + timedelta(days=1),
            case=self.case,
            member=member,
            ground=Challenge.Ground.FAIRNESS,
            reasons="해당 위원은 지난해 같은 노선의 경쟁 제안을 평가하였습니다(가상). / "
            "Last year the member judged a competing proposal on the same line (simulated).",
        )
        self.committee.rule(seated + timedelta(days=4), list(open_challenges(self.case)))
