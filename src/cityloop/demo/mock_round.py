"""A mock round of the transport field before the edition came into force, simulated.

Two services go the whole way to the close of a mock certification, which gives no certificate: so there is nothing to
suspend, to withdraw or to appeal against. What follows a certificate is played by `aftermath`, in the round in force.
"""

from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from cityloop.certification.actions import close_mock
from cityloop.demo import rounds
from cityloop.demo.transport_round import Application, before_the_mock_round, in_force_since

DAYS = 100
MORNING = time(9)
TIMES = {"submit": 0.2, "accept": 0.3, "seat": 0.4, "mark": 0.6, "review": 0.7, "recorded": 0.8, "decide": 0.95}
SERVICES = (
    ("night-bus-lights", "심야버스 정류장 조명", "Night-bus Stop Lights",
     "정류장에 사람이 있을 때만 조명을 밝힙니다.", "Lights a stop while somebody waits there."),
    ("crossing-time", "보행시간 자동연장", "Longer Green on Foot",
     "건너는 사람이 남아 있으면 보행신호를 늘립니다.", "Holds the green while somebody is still crossing."),
)  # fmt: skip


def calendar():
    """Moments of the mock round: the last hundred days before the edition came into force for the field."""
    end = timezone.make_aware(datetime.combine(in_force_since(), MORNING)) - timedelta(days=3)
    return lambda share: end - timedelta(days=DAYS) * (1 - share)


def play(cast, panel) -> None:
    """Give notice of the mock round, and bring its two services to its end."""
    moment = calendar()
    if before_the_mock_round(cast.at) > moment(0.0):
        return
    rounds.open_mock_round(cast, moment)
    for n, texts in enumerate(SERVICES):
        _Mock(cast, moment, panel, "granted", cast.people["provider-2"], n).play(*texts)


class _Mock(Application):
    """An application for a mock certification: closed on its report, without a decision on a certificate."""

    def __init__(self, *given):
        super().__init__(*given)
        self.times = TIMES
        self.random = Random(f"mock-{self.n}-2026")  # noqa: S311 - play, not secrecy

    def _decide(self) -> bool:
        close_mock(
            actor=self.cast.people["decider"],
            at=self._at("decide"),
            case=self.case,
            digest=self.case.reports.last().digest,
            reason="모의인증을 종료합니다. 인증서는 발급하지 않습니다(가상). / "
            "The mock certification ends; no certificate follows (simulated).",
        )
        return True
