"""An effect in a sentence that never says more than its interval does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from cityloop.engine.text import Text, joined

from .values import Check, Effect

Interval = tuple[float | None, float | None]

VERDICTS = ("worth", "some", "small", "none", "against", "unknown")
"""`worth`: at least as much as was wanted; `some`: an effect the right way, whether as much as was wanted is open;
`small`: an effect the right way, less than was wanted; `none`: not told from nothing; `against`: the wrong way;
`unknown`: no interval could be made."""

LOWER, HIGHER = Text("낮아짐", "fell"), Text("높아짐", "rose")
WORTH = Text(
    "비교 대상에 견주어 {low}~{high} {u}만큼 {way}. 애초에 의미 있다고 본 {w} {u} 이상임",
    "It {way} by between {low} and {high} {u} against the comparison: at least the {w} {u} that were worth having",
)
SOME = Text(
    "비교 대상에 견주어 {low}~{high} {u}만큼 {way}. 의미 있다고 본 {w} {u}에 이르는지는 알 수 없음",
    "It {way} by between {low} and {high} {u} against the comparison; whether that reaches the {w} {u} worth having is "
    "open",
)
SMALL = Text(
    "비교 대상에 견주어 {low}~{high} {u}만큼 {way}. 의미 있다고 본 {w} {u}에는 미치지 못함",
    "It {way} by between {low} and {high} {u} against the comparison: less than the {w} {u} worth having",
)
PLAIN = Text(
    "비교 대상에 견주어 {low}~{high} {u}만큼 {way}",
    "It {way} by between {low} and {high} {u} against the comparison",
)
NONE = Text(
    "효과가 있다고 말할 수 없음. {a}에서 {b} {u}까지 어느 변화와도 맞음",
    "No effect can be told from chance: the measurements fit any change from {a} to {b} {u}",
)
AGAINST = Text(
    "바라던 것과 반대로, 비교 대상에 견주어 {low}~{high} {u}만큼 {way}",
    "The wrong way: it {way} by between {low} and {high} {u} against the comparison",
)
UNKNOWN = Text(
    "관측된 차이는 {v} {u}이나, 비교할 곳이 적어 우연과 구별할 수 없음",
    "The difference seen is {v} {u}; with so few places to compare, it cannot be told from chance",
)
NOT_CLAIMED = Text(
    "관측된 차이는 {v} {u}이나 효과라고 말할 수 없음",
    "The difference seen is {v} {u}, and no effect is claimed",
)
PLACEBO = Text(
    "시작하지 않은 시점에 시작했다고 보아도 같은 크기({v})의 효과가 나타남: 이 효과를 사업의 결과로 볼 수 없음",
    "A start that never was shows an effect as large ({v}): this effect cannot be put down to the pilot",
)
TREND = Text("시작 전부터 추세가 달랐음", "The trends differed before the start")
WINDOW = Text("기간을 바꾸면 효과의 크기나 방향이 달라짐", "With another window the effect is another")
MISSING = Text("빠짐없이 측정된 곳만 보면 효과가 달라짐", "With places measured throughout the effect is another")
_DOUBTS = {"pre_trend": TREND, "window": WINDOW, "missing": MISSING}


@dataclass(frozen=True)
class Said:
    """What may be said of an effect: the verdict, the sentence, and each doubt as a sentence of its own."""

    verdict: str
    sentence: Text
    doubts: tuple[Text, ...]

    @property
    def whole(self) -> Text:
        """All of it as one text."""
        parts = (self.sentence, *self.doubts)
        return joined([Text(f"{one.ko}.", f"{one.en}.") for one in parts])


def say(
    effect: Effect, *, unit: str, better: str = "lower", worth: float | None = None, checks: Sequence[Check] = ()
) -> Said:
    """The sentence for an effect whose outcome is better `lower` or `higher`; `worth` is the smallest worth having.

    `checks` are those of the effect and any more. With a placebo start as large as the effect nothing is claimed.
    """
    placebo = _placebo(effect, checks)
    doubts = ([PLACEBO.format(v=number(placebo))] if placebo is not None else []) + [
        _DOUBTS[one.name] for one in checks if one.passed is False and one.name in _DOUBTS
    ]
    verdict = verdict_of(effect.estimate.value, effect.interval, better, worth)
    if placebo is not None and verdict in ("worth", "some", "small"):
        verdict = "none"
        sentence = _sentence("placebo", effect, unit, better, worth)
    else:
        sentence = _sentence(verdict, effect, unit, better, worth)
    return Said(verdict, sentence, tuple(doubts))


def verdict_of(value: float, interval: Interval, better: str, worth: float | None) -> str:
    """Which of `VERDICTS` an interval allows.

    >>> [verdict_of(0, one, "lower", 5) for one in [(-9, -6), (-9, -2), (-4, -2), (-9, 1), (1, 3), (None, None)]]
    ['worth', 'some', 'small', 'none', 'against', 'unknown']
    """
    low, high = interval
    if low is None or high is None:
        return "unknown"
    if low <= 0 <= high:
        return "none"
    if (high < 0) != (better == "lower"):
        return "against"
    least, most = sorted((abs(low), abs(high)))
    if worth is None:
        return "some"
    return "worth" if least >= worth else "small" if most < worth else "some"


def _placebo(effect: Effect, checks: Sequence[Check]) -> float | None:
    """The effect of a start that never was, where it is as large as the one found and goes the same way or not."""
    for check in checks:
        if check.name == "placebo_start" and check.value == check.value and abs(check.value) >= abs(
            effect.estimate.value
        ):  # fmt: skip
            return check.value
    return None


def _sentence(verdict: str, effect: Effect, unit: str, better: str, worth: float | None) -> Text:
    low, high = effect.interval
    if verdict == "unknown" or low is None or high is None:
        return UNKNOWN.format(v=number(effect.estimate.value), u=unit)
    if verdict in ("none", "placebo"):
        return (NONE if verdict == "none" else NOT_CLAIMED).format(
            a=number(low, floor), b=number(high, ceil), u=unit, v=number(effect.estimate.value)
        )
    least, most = sorted((abs(low), abs(high)))
    form = {"worth": WORTH, "some": SOME if worth is not None else PLAIN, "small": SMALL, "against": AGAINST}[verdict]
    way = LOWER if high < 0 else HIGHER
    shown = {"low": number(least, floor), "high": number(most, ceil), "w": number(worth or 0)}
    return form.format(u=unit, way=way, **shown)


def number(value: float, rounded: Callable[[float], float] = round) -> str:
    """Two digits that count, a true minus, no exponent; an interval's ends are `rounded` so that it is never narrower.

    >>> number(-6.8237), number(0.0123), number(1235.5), number(12.3)
    ('−6.8', '0.012', '1236', '12')
    >>> number(-6.81, floor), number(6.89, floor), number(6.81, ceil)
    ('−6.9', '6.8', '6.9')
    """
    digits = 0 if value == 0 or abs(value) >= 10 else 1 - floor(log10(abs(value)))
    text = f"{rounded(round(value * 10**digits, 6)) / 10**digits:.{digits}f}"
    return text.replace("-", "−")
