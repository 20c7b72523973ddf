"""The procedure holds together: terms of the steps, the calendar, the committee."""

from __future__ import annotations

from math import ceil

from ...text import Text
from ..edition import Edition
from ..faults import Findings
from .reach import named, profiles_of

STEPS = {
    "supplement": Text("보완", "supplement"),
    "written_evaluation": Text("서면평가", "written evaluation"),
    "decision": Text("인증결정", "decision"),
    "objection": Text("이의신청", "appeal"),
    "withdrawal_notice_1": Text("1차 취소 예고통보", "first notice of withdrawal"),
    "withdrawal_notice_2": Text("2차 취소 예고통보", "second notice of withdrawal"),
}
MOST_SEATS = 9


def steps_have_a_term(edition: Edition, findings: Findings) -> None:
    for step, title in STEPS.items() if edition.validity else ():
        if step not in edition.steps:
            findings.add(
                ("steps",),
                Text("기한이 없는 절차임: {s}.", "A step has no term: {s}.").format(s=title),
                Text("'{n}:'에 기간을 적으십시오(예: P14D).", "Add '{n}:' with a span such as P14D.").format(n=step),
                warning=True,
            )


def a_mock_round_comes_first(edition: Edition, findings: Findings) -> None:
    for profile in profiles_of(edition):
        tried = False
        for i, stage in enumerate(edition.timeline):
            if stage.profiles and profile not in stage.profiles:
                continue
            tried = tried or stage.state == "mock"
            if stage.state == "in_force" and not tried and edition.validity:
                findings.add(
                    ("timeline", i, "state"),
                    Text("모의인증 없이 시행함{f}.", "It goes in force without a mock round{f}.").format(
                        f=named(edition, profile)
                    ),
                    Text("앞에 mock 단계를 두십시오.", "Put a stage 'mock' before it."),
                    warning=True,
                )
                tried = True


def the_panel_can_meet_and_mark(edition: Edition, findings: Findings) -> None:
    panel, aggregate = edition.panel, edition.aggregate
    least = aggregate.minimum_assessors
    if aggregate.assessors == "trimmed_mean" and least < 3:
        findings.add(
            ("aggregate", "minimum_assessors"),
            Text(
                "최고·최저를 뺀 평균인데 평가위원이 {n}인이어도 됨.",
                "The highest and lowest mark are left out, yet {n} assessors are enough.",
            ).format(n=least),
            Text("3인 이상으로 하십시오.", "Ask for three or more."),
            warning=True,
        )
    if panel is None:
        return
    if panel.seats > MOST_SEATS:
        findings.add(
            ("panel", "seats"),
            Text("위원이 9인을 넘음.", "There are more than nine seats."),
            Text("9인 이내로 하십시오(지침 제4조제2항).", "Nine is the most (Notice 2021-223 Art. 4(2))."),
            warning=True,
        )
    if panel.seats >= panel.from_field and panel.from_field + panel.common > panel.seats:
        findings.add(
            ("panel", "common"),
            Text("분야 위원과 공통 위원의 합이 정수보다 많음.", "Those from the field and in common exceed the seats."),
            Text("합이 정수 이하가 되게 하십시오.", "Let the two add up to no more than the seats."),
        )
    present = ceil(panel.quorum * panel.seats)
    if least <= panel.seats and present < least:
        findings.add(
            ("panel", "quorum"),
            Text(
                "의사정족수({p}인)가 최소 평가위원({n}인)보다 적음.",
                "A quorum is {p}, fewer than the {n} assessors asked for.",
            ).format(p=present, n=least),
            Text("정족수 또는 최소 평가위원 수를 맞추십시오.", "Bring the quorum and the fewest assessors in line."),
            warning=True,
        )


CHECKS = (steps_have_a_term, a_mock_round_comes_first, the_panel_can_meet_and_mark)
