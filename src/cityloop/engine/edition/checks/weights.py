"""Weights add up, gates weigh nothing unless they count, and the cut and every grade can be reached."""

from __future__ import annotations

from math import isclose

from ...text import Text
from ..edition import Edition
from ..faults import Findings, Path


def areas_add_up_to_the_whole(edition: Edition, findings: Findings) -> None:
    """Area weights sum to `pass.of`, for each track by itself."""
    for i, area in enumerate(edition.areas):
        if area.weight is None:
            findings.add(
                ("areas", i),
                Text("영역에 가중치가 없음.", "The area has no weight."),
                Text("'weight:'를 추가하십시오.", "Add 'weight:'."),
            )
    for track in [track.id for track in edition.tracks] or [None]:
        total = sum(area.weight or 0 for area in edition.areas_of(track))
        if not isclose(total, edition.passing.of, abs_tol=1e-9):
            _say_sum(track, total, edition.passing.of, findings)


def _say_sum(track: str | None, total: float, of: float, findings: Findings) -> None:
    whose = Text(" ({t})", " of track {t}").format(t=track) if track else Text("", "")
    findings.add(
        ("areas",),
        Text("영역 가중치의 합{w}이 {t}임.", "The weights of the areas{w} sum to {t:g}.").format(w=whose, t=total),
        Text("pass.of와 같은 {o}(으)로 맞추십시오.", "Make it {o:g}, as in pass.of.").format(o=of),
    )


def criteria_fill_their_area(edition: Edition, findings: Findings) -> None:
    """Every area has a criterion that can earn points, and only a gate may weigh nothing."""
    for i, criterion in enumerate(edition.criteria):
        if criterion.weight == 0 and not criterion.mandatory:
            findings.add(
                ("criteria", i, "weight"),
                Text("필수가 아닌 지표의 가중치가 0임.", "A criterion that is no gate weighs 0."),
                Text("가중치를 주거나 mandatory: true로 하십시오.", "Give it a weight, or make it mandatory: true."),
            )
    earning = {criterion.area for criterion in edition.criteria if criterion.weight > 0}
    for i, area in enumerate(edition.areas):
        if area.id not in earning:
            findings.add(
                ("areas", i),
                Text("점수를 얻을 수 있는 지표가 없는 영역임.", "No criterion earns points in this area."),
                Text("지표를 추가하거나 영역을 지우십시오.", "Add a criterion, or delete the area."),
            )


def criteria_weigh_what_the_area_does(edition: Edition, findings: Findings) -> None:
    """A warning where the criteria of an area do not sum to it: legal, since they count relative to each other."""
    for i, area in enumerate(edition.areas):
        total = sum(c.weight for c in edition.criteria if c.area == area.id)
        shrunk = [c for c in edition.criteria if c.area == area.id and c.not_for]
        if total and not shrunk and not isclose(total, area.weight or 0, abs_tol=1e-9):
            findings.add(
                ("areas", i, "weight"),
                Text("지표 가중치의 합 {t}이 영역과 다름.", "Its criteria sum to {t:g}.").format(t=total),
                Text("비율로 환산하여 계산함.", "They will count in proportion."),
                warning=True,
            )


def cut_and_grades_can_be_reached(edition: Edition, findings: Findings) -> None:
    of = edition.passing.of
    _reachable(edition.passing.points, of, ("pass", "points"), findings)
    for i, grade in enumerate(edition.grades):
        _reachable(grade.at_least, of, ("grades", i, "from"), findings)
    starts = [grade.at_least for grade in edition.grades]
    if len(set(starts)) < len(starts) or starts not in (sorted(starts), sorted(starts, reverse=True)):
        findings.add(
            ("grades",),
            Text("등급의 시작 점수가 순서대로가 아님.", "The grades do not begin in order."),
            Text("서로 다른 점수로 차례대로 적으십시오.", "List them in order, each from other points."),
        )


def _reachable(points: float, of: float, path: Path, findings: Findings) -> None:
    if points > of:
        findings.add(
            path,
            Text("{p}점은 만점 {o}점을 넘어 도달할 수 없음.", "{p:g} cannot be reached: the whole is {o:g}.").format(
                p=points, o=of
            ),
            Text("만점 이하로 고치십시오.", "Make it {o:g} or less.").format(o=of),
        )


def minimum_can_be_met_by_a_panel(edition: Edition, findings: Findings) -> None:
    asked, panel = edition.aggregate.minimum_assessors, edition.panel
    if panel and asked > panel.seats:
        findings.add(
            ("aggregate", "minimum_assessors"),
            Text("최소 평가위원 {a}인이 위원 정수 {s}인보다 많음.", "{a} assessors, but the panel seats {s}.").format(
                a=asked, s=panel.seats
            ),
            Text("위원 정수 이하로 하십시오.", "Ask for no more than there are seats."),
        )
    if panel and panel.from_field > panel.seats:
        findings.add(
            ("panel", "from_field"),
            Text("분야 위원이 위원 정수보다 많음.", "More from the field than there are seats."),
            Text("위원 정수 이하로 하십시오.", "Make it no more than the seats."),
        )


CHECKS = (
    (("areas", "tracks", "pass"), areas_add_up_to_the_whole),
    (("areas", "criteria"), criteria_fill_their_area),
    (("areas", "criteria"), criteria_weigh_what_the_area_does),
    (("pass", "grades"), cut_and_grades_can_be_reached),
    (("aggregate", "panel"), minimum_can_be_met_by_a_panel),
)
