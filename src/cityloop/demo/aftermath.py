"""What happens after the decision, simulated: certificates of an earlier, finished round, and one that was refused.

One is suspended and the suspension lifted; one is withdrawn through both notices; the appeal of the refused one is
dismissed; a complaint is answered, a surveillance reported, a change waits for the officer.
"""

from datetime import timedelta
from random import Random

from django.utils import timezone

from cityloop.certification import actions
from cityloop.certification.models import Certificate, Complaint, Decision
from cityloop.demo.cast import Role, enrol
from cityloop.demo.transport_round import Application, calendar

# When each step was taken, as a share of the round: all was decided in its first third.
FAST = {"submit": 0.1, "accept": 0.13, "seat": 0.15, "mark": 0.2, "review": 0.24, "recorded": 0.26, "decide": 0.28}
KERB = (
    "kerb-booking", "하역구역 예약", "Kerb Booking",
    "화물차가 하역구역을 시간 단위로 예약합니다.", "Lets delivery vans book loading bays by the hour.",
)  # fmt: skip
SCHOOL = (
    "school-zone-sensing", "어린이보호구역 감지", "School-zone Sensing",
    "어린이보호구역의 보행자와 차량을 감지하여 속도를 안내합니다.",
    "Senses people and vehicles in school zones and shows the speed to keep.",
)  # fmt: skip
TAXI = (
    "shared-taxi-stand", "함께 타는 택시 승강장", "Shared Taxi Stand",
    "같은 방향의 승객을 모아 택시를 배차합니다.", "Brings passengers of one direction together in a taxi.",
)  # fmt: skip


def play(cast) -> None:
    """Certify two services and refuse one, then play what followed."""
    enrol(cast, "appeal-officer", "서민재", "Seo Minjae", "molit", Role.OFFICER)
    moment = calendar(cast.at)
    school, kerb = (_certified(cast, moment, texts, n) for n, texts in enumerate((SCHOOL, KERB)))
    refused = _Refused(cast, moment, _panel(cast), "granted", cast.people["provider-2"], 2)
    refused.play(*TAXI)
    _suspended_and_lifted(cast, moment, school)
    _withdrawn(cast, moment, kerb)
    _appealed(cast, moment, refused.case)
    _watched(cast, moment, school)
    _complained(cast, moment, school)


class _Finished(Application):
    """An application of the earlier round."""

    def __init__(self, *given):
        super().__init__(*given)
        self.times = FAST
        self.random = Random(f"finished-{self.n}-2026")  # noqa: S311 - play, not secrecy


class _Refused(_Finished):
    """An application that the certifier refused."""

    verdict = Decision.Verdict.REFUSED
    grounds = (
        "운영 기간이 석 달에 못 미쳐 체감효과를 확인하기 어렵습니다(가상 사례). / "
        "In operation for less than three months, so its effect cannot be confirmed (simulated)."
    )


def _panel(cast):
    return [cast.people["assessor"], *(cast.people[f"assessor-{n}"] for n in range(1, 7))]


def _certified(cast, moment, texts, n) -> Certificate:
    application = _Finished(cast, moment, _panel(cast), "granted", cast.people["provider"], n)
    application.play(*texts)
    return Certificate.objects.get(case=application.case)


def _by(cast, who, at) -> dict:
    return {"actor": cast.people[who], "at": at}


def _suspended_and_lifted(cast, moment, certificate) -> None:
    actions.suspend_certificate(
        **_by(cast, "decider", moment(0.4)),
        certificate=certificate,
        grounds="감지기 교체 이후 오경보가 늘었다는 신고가 확인되었습니다(가상). / "
        "Reports of false alarms after the sensors were exchanged were confirmed (simulated).",
        scope="교체된 감지기가 설치된 2개 구역 / The two zones with exchanged sensors",
        condition="교체 후 2주간의 오경보율 측정 결과 / The rate of false alarms over two weeks after the exchange",
    )
    actions.lift_suspension(
        **_by(cast, "decider", moment(0.55)),
        certificate=certificate,
        reason="오경보율이 기준 이내입니다(가상). / The rate of false alarms is within limits (simulated).",
    )


def _withdrawn(cast, moment, certificate) -> None:
    found = actions.open_withdrawal(
        **_by(cast, "officer", moment(0.36)),
        certificate=certificate,
        ground="below_criteria",
        reason="예약 기능이 중단되었다는 언론 보도(가상) / A press report that booking had stopped (simulated)",
    )
    found = actions.propose_withdrawal(
        **_by(cast, "officer", moment(0.4)),
        withdrawal=found,
        reason="현장 확인 결과 예약 기능이 운영되지 않음(가상) / A visit found that booking does not run (simulated)",
    )
    first = moment(0.42)
    found = actions.give_notice(
        **_by(cast, "decider", first),
        withdrawal=found,
        reason="서비스의 주요 기능이 운영되지 않아 인증기준에 미달합니다(가상). / "
        "The main function does not run, so the criteria are no longer met (simulated).",
    )
    second = first + timedelta(days=15)
    found = actions.give_notice(
        **_by(cast, "decider", second),
        withdrawal=found,
        reason="1차 예고통보 후 소명자료가 제출되지 않았습니다(가상). / "
        "No explanation was filed after the first notice (simulated).",
    )
    actions.withdraw_certificate(
        **_by(cast, "decider", second + timedelta(days=15)),
        withdrawal=found,
        reason="주요 기능의 운영이 중단되었고 두 차례의 예고통보에도 소명자료가 제출되지 않았습니다(가상 사례). / "
        "The main function stopped, and no explanation was filed after two notices (simulated).",
    )


def _appealed(cast, moment, case) -> None:
    appeal = actions.file_appeal(
        **_by(cast, "provider-2", moment(0.4)),
        against=case.decisions.last(),
        reason="시험운영 기간을 포함하면 석 달을 넘습니다(가상). / With the trial it is longer (simulated).",
    )
    appeal = actions.take_appeal(**_by(cast, "appeal-officer", moment(0.45)), appeal=appeal)
    actions.dismiss_appeal(
        **_by(cast, "appeal-officer", moment(0.6)),
        appeal=appeal,
        digest=appeal.appealed_digest,
        reason="시험운영 자료에는 이용자 수가 없어 체감효과를 확인할 수 없습니다(가상). / "
        "The trial data give no number of users, so the effect cannot be confirmed (simulated).",
    )


def _watched(cast, moment, certificate) -> None:
    """A surveillance that conforms, and a change that the officer has yet to assess."""
    seen = moment(0.8)
    planned = actions.plan_surveillance(
        **_by(cast, "officer", moment(0.6)),
        certificate=certificate,
        planned_on=timezone.localdate(seen),
        reason="정지 해제 후 확인(가상) / A look after the suspension was lifted (simulated)",
    )
    actions.report_surveillance(
        **_by(cast, "officer", seen),
        surveillance=planned,
        result="conforming",
        findings="두 구역 모두 정상 작동(가상) / Both zones run as certified (simulated)",
        seen_on=timezone.localdate(seen),
    )
    actions.report_change(
        **_by(cast, "provider", moment(0.97)),
        certificate=certificate,
        what="version",
        takes_effect_on=timezone.localdate(cast.at) + timedelta(days=20),
        reason="감지 소프트웨어 2.1판 적용 예정(가상) / Version 2.1 of the sensing software is coming (simulated)",
    )


def _complained(cast, moment, certificate) -> None:
    at = moment(0.85)
    complaint = actions.complain(
        actor=None,
        at=at,
        about=Complaint.About.CERTIFICATE,
        certificate=certificate,
        reason="표시판이 밤에 너무 밝습니다(가상). / The sign is too bright at night (simulated).",
    )
    complaint = actions.take_complaint(**_by(cast, "officer", at + timedelta(days=1)), complaint=complaint)
    actions.answer_complaint(
        **_by(cast, "officer", at + timedelta(days=3)),
        complaint=complaint,
        reason="야간 밝기를 낮추도록 조치하였습니다(가상). / Its brightness at night was lowered (simulated).",
    )
