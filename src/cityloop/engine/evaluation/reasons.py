"""Why a node of an outcome is what it is: a code with values, and how it is said in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..frozen import EMPTY, Frozen
from ..text import Text
from .marks import TINY

METHODS: Mapping[str, Text] = {
    "mean": Text("평균", "mean"),
    "median": Text("중앙값", "median"),
    "trimmed_mean": Text("절사평균(최고·최저 각 1개 제외)", "trimmed mean (one highest and one lowest dropped)"),
    "majority": Text("과반", "majority"),
    "unanimous": Text("전원 일치", "unanimity"),
}

SAYINGS: Mapping[str, Text] = {
    # a criterion
    "aggregated": Text("평가 {n}건의 {method}: {value}/{highest}", "{method} of {n} marks: {value} of {highest}"),
    "agreed": Text("합의된 점수: {value}/{highest}", "agreed mark: {value} of {highest}"),
    "measured": Text(
        "측정값 {value}{unit}의 배점 비율 {share}", "measured {value}{unit}, which earns a share of {share}"
    ),
    "readings": Text("평가위원 {n}인의 측정값을 모음", "put together from the readings of {n} assessors"),
    "computed": Text("산식 결과 {value}의 배점 비율 {share}", "computed {value}, which earns a share of {share}"),
    "not_for_profile": Text("'{profile}' 분야에는 적용하지 않음", "does not apply to the profile '{profile}'"),
    "marked_not_applicable": Text("평가 {of}건 중 {n}건이 해당 없음", "{n} of {of} assessors found it not applicable"),
    "measured_not_applicable": Text("측정 대상이 아님", "the measurement does not apply"),
    "unmarked_not_applicable": Text(
        "평가되지 않아 해당 없음으로 봄", "nobody marked it, so by the rules it does not apply"
    ),
    "depends_not_applicable": Text("산식의 '{on}' 지표가 해당 없음", "its formula needs '{on}', which does not apply"),
    "no_mark": Text("평가 점수가 없음", "there is no mark"),
    "no_measurement": Text("측정값이 없음", "there is no measurement"),
    "depends_missing": Text("산식의 '{on}' 지표에 값이 없음", "its formula needs '{on}', which has no value"),
    "formula_failed": Text("산식을 계산할 수 없음: {error}", "its formula cannot be computed: {error}"),
    "unusable_mark": Text("{assessor}의 점수 {mark}을(를) 쓸 수 없음", "the mark {mark} by {assessor} cannot be used"),
    "unusable_measurement": Text("측정값 {value}을(를) 쓸 수 없음", "the measurement {value} cannot be used"),
    "pending": Text("보완 또는 확인을 기다리는 중", "something is still awaited"),
    "voided": Text("증빙이 무효로 되어 점수가 없음", "its evidence was voided, so it earns nothing"),
    "gate_unmet": Text("필수요건을 충족하지 못함", "a gate that is not met"),
    "gate_met": Text("필수요건을 충족함", "a gate that is met"),
    # an area
    "area_sum": Text("적용 지표 {n}개에서 {earned}/{possible}", "{earned} of {possible} from {n} criteria that apply"),
    "area_below": Text("득점률 {share}이 하한 {minimum}에 미달", "a share of {share}, below the minimum of {minimum}"),
    "area_open": Text("미완료 지표 {n}개", "criteria still open: {n}"),
    "area_empty": Text("적용되는 지표가 없어 제외됨", "nothing in it applies, so it drops out"),
    # the whole
    "passed": Text("합격선 {cut}점 이상({over}점 여유)", "reaches the cut of {cut} with {over} to spare"),
    "below_cut": Text("합격선 {cut}점에 {short}점 미달", "{short} short of the cut of {cut}"),
    "gates_unmet": Text("필수요건 {n}개 미충족", "gates not met: {n}"),
    "areas_below": Text("하한에 미달한 영역 {n}개", "areas below their minimum: {n}"),
    "criteria_open": Text("미완료 지표 {n}개", "criteria still open: {n}"),
    "too_few_assessors": Text("평가위원 {n}인(최소 {least}인)", "assessors: {n}, at least {least} are needed"),
    "scaled": Text("제외된 영역만큼 만점 {of}점으로 환산함", "scaled to {of}, since an area dropped out"),
    "unknown_criterion": Text("이 판에 없는 지표 '{id}'은(는) 계산하지 않음", "'{id}' is no criterion of this edition"),
    "unknown_profile": Text("이 판에 없는 분야 '{id}'", "'{id}' is no profile of this edition"),
    "unknown_track": Text("부문을 알 수 없음: '{id}'", "the track is not known: '{id}'"),
    "unreadable": Text("{what}을(를) 읽을 수 없음", "{what} cannot be read"),
    "nothing_applies": Text("적용되는 지표가 없음", "no criterion applies"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of `SAYINGS` and the values it is said with.

    >>> print(Reason("below_cut", Frozen(cut=70, short=0.018518518)).text)
    0.0185 short of the cut of 70
    """

    code: str
    values: Frozen[Any] = EMPTY

    @property
    def text(self) -> Text:
        """The reason as a sentence in both languages, numbers to four significant digits or decimals."""
        return SAYINGS[self.code].format(**{name: _said(value) for name, value in self.values.items()})


def because(code: str, **values: Any) -> Reason:
    """A reason, shortly.

    >>> because("no_mark").text.ko
    '평가 점수가 없음'
    """
    return Reason(code, Frozen(values) if values else EMPTY)


def reaches(points: float, cut: float) -> bool:
    """Whether unrounded points reach a cut; the billionth allowed is for binary fractions, not for rounding up.

    >>> reaches(0.1 + 0.2, 0.3), reaches(0.7 + 0.1, 0.8), reaches(69.98, 70)
    (True, True, False)
    """
    return points >= cut - TINY * max(1.0, abs(cut))


def why(points: float, cut: float, gates: int, areas: int, still_open: int) -> tuple[Reason, ...]:
    """The reasons for the status of a whole case: its distance to the cut, and how much else stands in the way.

    >>> [reason.text.en for reason in why(72.5, 70, gates=1, areas=0, still_open=0)]
    ['reaches the cut of 70 with 2.5 to spare', 'gates not met: 1']
    """
    if reaches(points, cut):
        distance = because("passed", cut=cut, over=max(points - cut, 0.0))
    else:
        distance = because("below_cut", cut=cut, short=cut - points)
    rest = (("gates_unmet", gates), ("areas_below", areas), ("criteria_open", still_open))
    return (distance, *(because(code, n=n) for code, n in rest if n))


def _said(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".") if 1e-4 <= abs(value) < 1e9 else f"{value:g}"
    return value
