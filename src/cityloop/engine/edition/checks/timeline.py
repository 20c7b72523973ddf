"""The calendar of an edition makes sense."""

from __future__ import annotations

from datetime import date, timedelta

from ...text import Text
from ..edition import Edition
from ..faults import Findings

_ORDER = {"draft": 0, "mock": 1, "in_force": 2, "retired": 3}


def stages_go_forward(edition: Edition, findings: Findings) -> None:
    """For each profile the state never goes back: draft, mock, in force, retired."""
    for profile in [one.id for one in edition.profiles] or [None]:
        reached = -1
        since = date.min
        for i, stage in enumerate(edition.timeline):
            if stage.profiles and profile not in stage.profiles:
                continue
            if _ORDER[stage.state] <= reached or stage.since <= since:
                findings.add(
                    ("timeline", i),
                    Text("앞 단계보다 뒤여야 함.", "It does not come after the stage before it."),
                    Text("draft, mock, in_force, retired 순서와 날짜를 맞추십시오.",
                         "Keep the order draft, mock, in_force, retired, and of the dates."),
                )  # fmt: skip
            reached, since = max(reached, _ORDER[stage.state]), max(since, stage.since)


def intakes_open_before_they_close(edition: Edition, findings: Findings) -> None:
    for i, track in enumerate(edition.tracks):
        intake = track.intake
        for name, end in (("closes", intake.closes_at), ("cut_off", intake.cut_off_at)):
            if end is not None and end <= intake.opens_at:
                findings.add(
                    ("tracks", i, "intake", name),
                    Text("접수 시작보다 빠름.", "It is before the intake opens."),
                    Text("날짜를 고치십시오.", "Mend the dates."),
                )
        if intake.closes is None and not intake.rolling:
            findings.add(
                ("tracks", i, "intake"),
                Text("마감이 없고 상시접수도 아님.", "It neither closes nor is rolling."),
                Text("'closes:' 또는 'rolling: true'를 적으십시오.", "Add 'closes:' or 'rolling: true'."),
            )


def a_notice_can_name_its_parts(edition: Edition, findings: Findings) -> None:
    """What is taken by notice should itself say what a notice must: the documents and the form (Art. 9(1), 13(1))."""
    for name, ko, en in (("documents", "구비서류", "the documents"), ("form", "작성 양식", "the form")):
        if edition.by_notice and not getattr(edition, name):
            missing = Text("공고에 넣을 {w}이(가) 이 판에 없음.", "This edition does not say {e}, as a notice must.")
            remedy = Text("'{n}:'을(를) 추가하거나 공고마다 적으십시오.", "Add '{n}:', or write it in each notice.")
            findings.add(("intake", "by"), missing.format(w=ko, e=en), remedy.format(n=name), warning=True)


def joint_roles_are_named_once(edition: Edition, findings: Findings) -> None:
    if len(set(edition.joint)) < len(edition.joint):
        findings.add(
            ("intake", "joint"),
            Text("같은 역할이 두 번 나옴.", "A role is there twice."),
            Text("한 번만 적으십시오.", "Name each role once."),
        )


def renewal_opens_within_validity(edition: Edition, findings: Findings) -> None:
    validity, day = edition.validity, date(2026, 1, 1)
    if validity and validity.renewal_opens and validity.renewal_opens.after(day) >= validity.lasts.after(day):
        findings.add(
            ("validity", "renewal_opens"),
            Text("유효기간보다 길거나 같음.", "It is as long as the certificate lasts, or longer."),
            Text("유효기간보다 짧게 하십시오.", "Make it shorter than 'lasts'."),
        )


def a_designation_names_schemes_and_is_of_an_organisation(edition: Edition, findings: Findings) -> None:
    for i, profile in enumerate(edition.profiles):
        if profile.designates is None:
            continue
        if edition.about != "organisation":
            findings.add(
                ("profiles", i, "designates"),
                Text(
                    "기관을 대상으로 하지 않는 판은 기관을 지정할 수 없음.",
                    "Only an edition about organisations designates.",
                ),
                Text("'subject: organisation'을 적으십시오.", "Write 'subject: organisation'."),
            )
        if not profile.designates.schemes:
            findings.add(
                ("profiles", i, "designates", "schemes"),
                Text("어느 제도를 위한 지정인지 없음.", "It names no scheme to designate for."),
                Text("제도를 하나 이상 적으십시오.", "Name one scheme at least."),
            )


def surveillance_falls_within_validity(edition: Edition, findings: Findings) -> None:
    surveillance, validity, day = edition.surveillance, edition.validity, date(2026, 1, 1)
    if surveillance is None:
        return
    if surveillance.every.after(day) < day + timedelta(days=28):
        findings.add(
            ("surveillance", "every"),
            Text("4주보다 짧음.", "It is shorter than four weeks."),
            Text("사후관리 주기를 P1Y와 같이 적으십시오.", "Write how often, such as P1Y."),
        )
    elif validity is None or surveillance.every.after(day) >= validity.lasts.after(day):
        findings.add(
            ("surveillance", "every"),
            Text("유효기간 안에 사후관리일이 없음.", "No surveillance falls within the validity."),
            Text("유효기간보다 짧게 하십시오.", "Make it shorter than 'validity.lasts'."),
        )


def reexamination_comes_round(edition: Edition, findings: Findings) -> None:
    again, day = edition.reexamination, date(2026, 1, 1)
    if again and again.every.after(day) <= day.replace(month=12, day=30):
        findings.add(
            ("reexamination", "every"),
            Text("1년보다 짧음.", "It is shorter than a year."),
            Text("재검토 주기를 P3Y와 같이 적으십시오.", "Write how often, such as P3Y."),
        )


def comments_grow_with_the_change(edition: Edition, findings: Findings) -> None:
    terms, day = edition.revision and edition.revision.comments, date(2026, 1, 1)
    if terms and not terms.editorial.after(day) <= terms.minor.after(day) <= terms.major.after(day):
        findings.add(
            ("revision", "comments"),
            Text("경미한 개정의 의견수렴이 더 김.", "A lighter change is open to comments for longer."),
            Text("자구 수정, 경미, 중대의 순서로 길게 하십시오.", "Let them grow: editorial, minor, major."),
        )


def events_end_after_they_begin(edition: Edition, findings: Findings) -> None:
    for i, event in enumerate(edition.events):
        if event.until < event.since:
            findings.add(
                ("events", i, "to"),
                Text("시작일보다 빠름.", "It is before the event begins."),
                Text("날짜를 고치십시오.", "Mend the dates."),
            )


CHECKS = (
    (("timeline", "profiles"), stages_go_forward),
    (("tracks",), intakes_open_before_they_close),
    (("intake", "documents", "form"), a_notice_can_name_its_parts),
    (("intake",), joint_roles_are_named_once),
    (("validity",), renewal_opens_within_validity),
    (("surveillance", "validity"), surveillance_falls_within_validity),
    (("profiles", "subject"), a_designation_names_schemes_and_is_of_an_organisation),
    (("reexamination",), reexamination_comes_round),
    (("revision",), comments_grow_with_the_change),
    (("events",), events_end_after_they_begin),
)
