"""What is said about one datum: what is missing, weak, old or needs proof."""

from __future__ import annotations

import math

from cityloop.engine.text import Text, joined

from .values import QUALITY_LEVELS, Indicator

QUALITY_TITLES = dict(
    zip(
        QUALITY_LEVELS,
        (
            Text("정확한 측정", "accurate measurement"),
            Text("표본조사에서 추정", "extrapolated from a survey"),
            Text("상위 지역 자료에서 추정", "extrapolated from a larger area"),
            Text("가정에 따른 추정", "estimated on assumptions"),
            Text("개인적 추정", "a personal estimate"),
            Text("추적 불가", "not traceable"),
        ),
        strict=True,
    )
)
OLD = 3
"""Years behind the peers' median year from which a datum is called old."""


def note(indicator: Indicator, value: float, quality: str, behind: float, peers: int, known: int, voided: bool) -> Text:
    """The remarks on one datum, joined; an empty text where there is nothing to say.

    `behind` is how many years the datum is older than the peers' median year (NaN: not known); `voided` says that a
    value was given but cannot be traced.

    >>> note(Indicator("i", direction="higher"), 0.0, "", math.nan, 8, 6, False).en
    'zero needs positive evidence; 2 of 8 peers have no value'
    """
    said: list[Text] = []
    if voided:
        said.append(Text("추적할 수 없는 값은 값이 아님", "a value that cannot be traced is not a value"))
    elif math.isnan(value):
        said.append(Text("값 없음", "no value"))
    if value == 0 and quality != "measured":
        said.append(Text("0은 근거 확인 필요", "zero needs positive evidence"))
    if quality and not voided and quality != "measured":
        said.append(_quality(quality))
    if behind >= OLD:
        said.append(Text("비교도시보다 {y:g}년 오래됨", "{y:g} years older than its peers'").format(y=behind))
    if indicator.direction is None:
        said.append(
            Text("방향 미정: 값의 순서일 뿐 우열이 아님", "no direction stated: the order of values, not of merit")
        )
    if known == 0:
        said.append(Text("값이 있는 비교도시 없음", "no peer has a value"))
    elif known < peers:
        said.append(
            Text("비교도시 {p}곳 중 {m}곳 값 없음", "{m} of {p} peers have no value").format(m=peers - known, p=peers)
        )
    return joined(said, "; ")


def _quality(quality: str) -> Text:
    if quality in QUALITY_TITLES:
        return Text("자료 품질: {q}", "data quality: {q}").format(q=QUALITY_TITLES[quality])
    return Text("자료 품질 '{q}'은(는) 여섯 단계에 없음", "data quality '{q}' is none of the six levels").format(
        q=quality
    )
