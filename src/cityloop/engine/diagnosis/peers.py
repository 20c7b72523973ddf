"""Who a city is compared with: named, or the nearest by region, population class and income, each with its reason."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from cityloop.engine.text import Text, joined, same

from .values import Peer, PeerGroup, Profile, find

POPULATION_LIMITS = (100_000, 500_000, 1_000_000, 5_000_000)
"""Limits between population classes; 500,000 also splits the two classes of the Korean smart-city scheme."""

SAME_INCOME = 1.5
"""Incomes per head within this factor of each other count as one class."""


def population_class(population: float) -> Text:
    """The class a population falls in; a limit belongs to the class above it.

    >>> population_class(640_000).en, population_class(5_000_000).ko
    ('population 500,000 to 1,000,000', '인구 5,000,000명 이상')
    """
    above = bisect_right(POPULATION_LIMITS, population)
    if above == 0:
        return Text("인구 {n:,}명 미만", "population under {n:,}").format(n=POPULATION_LIMITS[0])
    low = POPULATION_LIMITS[above - 1]
    if above == len(POPULATION_LIMITS):
        return Text("인구 {n:,}명 이상", "population {n:,} or more").format(n=low)
    return Text("인구 {a:,}~{b:,}명", "population {a:,} to {b:,}").format(a=low, b=POPULATION_LIMITS[above])


def named_peers(names: Sequence[str]) -> PeerGroup:
    """The peers somebody chose by name, in the order given.

    >>> named_peers(["Lyon"]).peers[0].reason.en
    'named'
    """
    rule = Text("비교도시를 이름으로 지정하였습니다.", "The peers were named.")
    return PeerGroup(tuple(Peer(name, Text("지정", "named")) for name in names), rule)


def choose_peers(city: str, profiles: Sequence[Profile], count: int = 8) -> PeerGroup:
    """The `count` nearest cities, nearest first; all others where the city states nothing to choose by.

    Nearest means, in this order: the most of region, population class and income class shared; the smallest
    distance in log population and log income; the most indicators with a value; the name. Only what the city itself
    states is compared; a candidate that does not state it does not share it. Raises `KeyError` for an unknown city,
    `ValueError` for a count below 1.

    >>> seoul, busan = Profile("Seoul", 9_400_000, "KR"), Profile("Busan", 3_300_000, "KR")
    >>> group = choose_peers("Seoul", [seoul, busan, Profile("Tokyo", 14_000_000, "JP"), Profile("Ulsan", 1.1e6)], 2)
    >>> group.cities
    ('Tokyo', 'Busan')
    >>> group.peers[1].reason.en
    'same region (KR), 0.35 times the population'
    """
    if count < 1:
        raise ValueError(f"at least one peer is needed, not {count}")
    own = profiles[find([profile.city for profile in profiles], city, "city")]
    others = [profile for profile in profiles if profile.city != city]
    stated = [name for name in ("region", "population", "income") if getattr(own, name) not in (None, "")]
    if not stated:
        return _everybody(others)
    nearest = sorted(others, key=lambda other: _distance(own, other, stated))[:count]
    names = Text(
        ", ".join({"region": "지역", "population": "인구 규모", "income": "소득"}[name] for name in stated),
        ", ".join({"region": "region", "population": "population class", "income": "income"}[name] for name in stated),
    )
    rule = Text(
        "{n} 기준으로 가장 가까운 도시 {k}곳을 골랐습니다(같으면 측정된 지표가 많은 도시).",
        "The {k} nearest by {n} (then those with more indicators measured).",
    ).format(n=names, k=len(nearest))
    return PeerGroup(tuple(Peer(other.city, _reason(own, other, stated)) for other in nearest), rule)


def _everybody(others: list[Profile]) -> PeerGroup:
    rule = Text(
        "자료에 지역·인구·소득이 없어 다른 도시 {n}곳 모두와 비교합니다.",
        "All {n} other cities: the data state no region, population or income to choose by.",
    ).format(n=len(others))
    return PeerGroup(tuple(Peer(other.city, Text("다른 모든 도시", "every other city")) for other in others), rule)


def _distance(own: Profile, other: Profile, stated: list[str]) -> tuple[int, float, int, str]:
    unlike = sum(not _shares(own, other, name) for name in stated)
    gap = sum(abs(math.log(ratio)) for name in stated if (ratio := _ratio(own, other, name)))
    return unlike, round(gap, 9), -other.observed, other.city


def _ratio(own: Profile, other: Profile, name: str) -> float | None:
    """The other's amount over one's own; None where either is not an amount above zero."""
    mine, theirs = getattr(own, name), getattr(other, name)
    amounts = isinstance(mine, int | float) and isinstance(theirs, int | float)
    return theirs / mine if amounts and mine > 0 and theirs > 0 else None


def _shares(own: Profile, other: Profile, name: str) -> bool:
    mine, theirs = getattr(own, name), getattr(other, name)
    if theirs in (None, ""):
        return False
    if name == "population":
        return bisect_right(POPULATION_LIMITS, mine) == bisect_right(POPULATION_LIMITS, theirs)
    ratio = _ratio(own, other, name)
    return mine == theirs if ratio is None else 1 / SAME_INCOME <= ratio <= SAME_INCOME


def _reason(own: Profile, other: Profile, stated: list[str]) -> Text:
    parts = [part for name in stated if (part := _SAY[name](own, other))]
    return joined(parts, ", ") if parts else Text("가까운 순", "next nearest")


def _say_region(own: Profile, other: Profile) -> Text | None:
    if other.region == own.region:
        return Text("같은 지역({r})", "same region ({r})").format(r=own.region)
    return Text("다른 지역({r})", "another region ({r})").format(r=other.region) if other.region else None


def _say_population(own: Profile, other: Profile) -> Text | None:
    if not (ratio := _ratio(own, other, "population")):
        return None
    times = Text("인구 {x:.2g}배", "{x:.2g} times the population").format(x=ratio)
    kind = population_class(other.population)
    return joined([kind, times], ", ") if _shares(own, other, "population") else times


def _say_income(own: Profile, other: Profile) -> Text | None:
    if ratio := _ratio(own, other, "income"):
        return Text("소득 {x:.2g}배", "{x:.2g} times the income").format(x=ratio)
    if other.income in (None, ""):
        return None
    same_class = Text("같은 소득군({i})", "same income class ({i})") if _shares(own, other, "income") else None
    return (same_class or Text("다른 소득군({i})", "another income class ({i})")).format(i=same(other.income))


_SAY = {"region": _say_region, "population": _say_population, "income": _say_income}
