"""A call holds together: every track can be applied to, judged, ordered and paid, and last year's dates are gone."""

from __future__ import annotations

import re

from ...text import Text
from ..call_parts import Track
from ..edition import Edition
from ..faults import Findings, Path

_ANSWER = re.compile(r"\banswers\.([A-Za-z_]\w*)")
_YEAR = re.compile(r"\b(20\d\d)\b")


def intake_has_one_deadline(edition: Edition, findings: Findings) -> None:
    for i, track in enumerate(edition.tracks):
        intake, path = track.intake, ("tracks", i, "intake")
        end = intake.closes_at or intake.cut_off_at
        if end and end <= intake.opens_at:
            _say(
                findings, (*path, "closes" if intake.closes_at else "cut_off"),
                Text("접수 시작보다 먼저 끝남.", "It ends before it opens."),
                Text("두 날짜를 고치십시오.", "Mend the two dates."), fault=True,
            )  # fmt: skip
        if intake.closes_at and intake.cut_off_at:
            _say(
                findings, (*path, "cut_off"),
                Text("마감일과 접수 기준일이 함께 있음.", "It has a closing and a cut-off as well."),
                Text("둘 중 하나만 쓰십시오.", "Keep one: a closing, or with a rolling intake a cut-off."),
            )  # fmt: skip
        if end is None and not intake.rolling:
            _say(
                findings, (*path, "closes"),
                Text("마감일이 없고 상시 접수도 아님.", "It neither closes nor takes proposals all year."),
                Text("closes를 적거나 rolling: true로 하십시오.", "Write 'closes', or say 'rolling: true'."),
                fault=True,
            )  # fmt: skip


def every_track_is_judged(edition: Edition, findings: Findings) -> None:
    for i, track in enumerate(edition.tracks):
        if not edition.criteria_of(track=track.id):
            _say(
                findings, ("tracks", i, "id"),
                Text("평가지표가 없는 유형임: {t}.", "A track has no criteria: {t}.").format(t=track.title),
                Text("이 유형의 영역과 지표를 추가하십시오.", "Add areas and criteria of this track."), fault=True,
            )  # fmt: skip
        if edition.eligibility and not any(rule.track in (None, track.id) for rule in edition.eligibility):
            _say(
                findings, ("tracks", i, "id"),
                Text("자격 요건이 없는 유형임: {t}.", "A track has no rule of eligibility: {t}.").format(t=track.title),
                Text("누구나 신청할 수 있는지 확인하십시오.", "Make sure that anybody may apply."),
            )  # fmt: skip


def conditions_ask_what_the_form_asks(edition: Edition, findings: Findings) -> None:
    for name in ("eligibility", "form", "documents"):
        for i, item in enumerate(getattr(edition, name)):
            asked = {question.id for question in edition.form if _together(question.track, item.track)}
            for id in sorted(set(_ANSWER.findall(item.when or "")) - asked):
                _say(
                    findings, (name, i, "when"),
                    Text("묻지 않는 문항의 답을 씀: {q}.", "It uses an answer that is not asked for: {q}.").format(
                        q=id
                    ),
                    Text("문항을 추가하거나 식을 고치십시오.", "Add the question, or mend the condition."),
                )  # fmt: skip


def the_money_covers_the_seats(edition: Edition, findings: Findings) -> None:
    budget = edition.budget
    tracks = [
        track for track in edition.tracks if track.ceiling and budget and track.ceiling.currency == budget.currency
    ]
    most = sum(track.ceiling.amount * track.seats.max for track in tracks if track.ceiling)
    if budget and most > budget.amount:
        _say(
            findings, ("budget", "amount"),
            Text("모두 한도까지 선정하면 예산을 넘음.", "It does not pay for all seats at the ceiling."),
            Text("의도한 것이면 그대로 두십시오. 선정 시 예산을 지킵니다.",
                 "Leave it where it is meant; selection keeps to the budget."),
        )  # fmt: skip


def ties_are_ordered_in_every_track(edition: Edition, findings: Findings) -> None:
    selection = edition.selection
    for track in edition.tracks if selection else ():
        own = {criterion.id for criterion in edition.criteria_of(track=track.id)}
        if own and selection and not own & set(selection.ties):
            _say(
                findings, ("selection", "ties"),
                Text("{t}의 동점 처리 순서가 없음.", "Ties of this track have no order: {t}.").format(t=track.title),
                Text("이 유형의 지표를 하나 이상 넣으십시오.", "Name at least one of its criteria."),
            )  # fmt: skip


def what_identifies_is_marked(edition: Edition, findings: Findings) -> None:
    """Where applicants are hidden something of the form says who they are; elsewhere such a mark means nothing."""
    pieces = [piece for one in edition.criteria for piece in one.evidence]
    asked = len(edition.form) + len(edition.documents) + len(pieces)
    marked = (
        any(one.identifying for one in edition.form)
        or any(one.identifies for one in edition.documents)
        or any(one.identifies for one in pieces)
    )
    hidden = [i for i, one in enumerate(edition.blind) if one.hides == "applicants"]
    for i in hidden if asked and not marked else ():
        _say(
            findings, ("blind", i, "hides"),
            Text("신청자를 알 수 있는 문항이 표시되지 않음.", "Nothing that is asked is marked as saying who applies."),
            Text("그런 문항·서류에 identifies: true를 두십시오.", "Write 'identifies: true' at what says who applies."),
        )  # fmt: skip
    for i, question in enumerate(edition.form):
        if question.identifies and not hidden:
            _say(
                findings, ("form", i, "identifies"),
                Text("신청자를 비공개로 하는 공모가 아님.", "This call hides its applicants from nobody."),
                Text("지우거나 blind를 추가하십시오.", "Delete it, or add 'blind'."),
            )  # fmt: skip


def no_earlier_year_is_left(edition: Edition, findings: Findings) -> None:
    """A call begun from last year's: conditions and dates that still say last year."""
    if not re.match(r"20\d\d", edition.edition):
        return
    year = int(edition.edition[:4])
    for i, rule in enumerate(edition.eligibility):
        if any(int(found) < year for found in _YEAR.findall(rule.when)):
            _stale(findings, ("eligibility", i, "when"), year)
    for i, track in enumerate(edition.tracks):
        if _last_year(track) < year - 1 or track.intake.opens.year < year - 1:
            _stale(findings, ("tracks", i, "intake", "opens"), year)
    for i, event in enumerate(edition.events):
        if event.until.year < year:
            _stale(findings, ("events", i, "to"), year)


def _last_year(track: Track) -> int:
    end = track.intake.closes or track.intake.cut_off or track.intake.opens
    return end.year


def _stale(findings: Findings, path: Path, year: int) -> None:
    _say(
        findings, path,
        Text("{y}년 판인데 이전 연도를 말함.", "It speaks of a year before {y}.").format(y=year),
        Text("이전 공모에서 옮겨 온 날짜인지 확인하십시오.", "See whether it was left from an earlier call."),
    )  # fmt: skip


def _together(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _say(findings: Findings, path: Path, what: Text, do: Text, *, fault: bool = False) -> None:
    findings.add(path, what, do, warning=not fault)


CHECKS = (
    intake_has_one_deadline,
    every_track_is_judged,
    conditions_ask_what_the_form_asks,
    the_money_covers_the_seats,
    ties_are_ordered_in_every_track,
    no_earlier_year_is_left,
    what_identifies_is_marked,
)
