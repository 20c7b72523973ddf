"""What can be reached: the cut, every grade, every gate, the minimum of every area, in every field."""

from __future__ import annotations

from ...text import Text, joined, same
from ..edition import Edition
from ..faults import Findings
from ..parts import Area, Criterion

EPSILON = 1e-9


def best_share(criterion: Criterion) -> float:
    """The largest share of its weight that a criterion can earn; a formula is trusted to reach all of it."""
    return max((share for _, share in criterion.points), default=1.0)


def best_of_area(edition: Edition, area: Area, profile: str | None) -> float | None:
    """The largest share of an area's points that a case of a profile can earn; None where nothing applies."""
    criteria = edition.criteria_of(profile=profile, area=area.id)
    whole = sum(criterion.weight for criterion in criteria)
    return sum(c.weight * best_share(c) for c in criteria) / whole if whole else None


def best_points(edition: Edition, profile: str | None) -> float:
    """The most points that a case of a profile can earn; areas that do not apply shrink the whole."""
    shares = [(area.weight or 0, best_of_area(edition, area, profile)) for area in edition.areas]
    left = sum(weight for weight, share in shares if share is not None)
    return edition.passing.of * sum(weight * share for weight, share in shares if share is not None) / (left or 1)


def profiles_of(edition: Edition) -> list[str | None]:
    """The fields to look at; one nameless where the edition knows none."""
    return [profile.id for profile in edition.profiles] or [None]


def named(edition: Edition, profile: str | None) -> Text:
    """A field in words for the end of a sentence; nothing where there is none."""
    found = edition.profile(profile)
    return Text(" ({f})", " (field: {f})").format(f=found.title) if found else same("")


def cut_can_be_reached(edition: Edition, findings: Findings) -> None:
    for profile in profiles_of(edition):
        best = best_points(edition, profile)
        if edition.passing.of + EPSILON >= edition.passing.points > best + EPSILON:
            findings.add(
                ("pass", "points"),
                Text(
                    "지표별 최고 배점을 모두 얻어도 {b}점이므로 통과할 수 없음{f}.",
                    "Nobody can pass: all criteria at their best give {b} points{f}.",
                ).format(b=f"{best:.4g}", f=named(edition, profile)),
                Text("통과 점수 또는 배점 기준을 고치십시오.", "Lower the cut, or let the thresholds reach 1."),
            )


def grades_can_be_reached(edition: Edition, findings: Findings) -> None:
    best = max(best_points(edition, profile) for profile in profiles_of(edition))
    lowest = min((grade.at_least for grade in edition.grades), default=None)
    tops = sorted(grade.at_least for grade in edition.grades)
    for i, grade in enumerate(edition.grades):
        above = next((top for top in tops if top > grade.at_least), None)
        if edition.passing.of + EPSILON >= grade.at_least > best + EPSILON:
            findings.add(("grades", i, "from"), _grade("최고 {b}점", "the most is {b} points", best), _MEND_GRADE)
        elif above is not None and above <= edition.passing.points + EPSILON:
            findings.add(
                ("grades", i, "from"),
                _grade("통과 점수 {b}점 미만", "whoever has so few fails, the cut is {b}", edition.passing.points),
                _MEND_GRADE,
                warning=True,
            )
    if lowest is not None and lowest > edition.passing.points + EPSILON:
        findings.add(
            ("grades",),
            Text(
                "{p}점으로 통과해도 등급이 없음. 가장 낮은 등급이 {l}점부터임.",
                "Whoever passes with {p:g} points has no grade: the lowest begins at {l:g}.",
            ).format(p=edition.passing.points, l=lowest),
            Text("가장 낮은 등급을 통과 점수부터 시작하십시오.", "Let the lowest grade begin at the cut."),
            warning=True,
        )


_MEND_GRADE = Text("등급의 시작 점수를 고치거나 등급을 지우십시오.", "Let the grade begin elsewhere, or remove it.")


def _grade(ko: str, en: str, points: float) -> Text:
    why = Text(ko, en).format(b=f"{points:.4g}")
    return Text("도달할 수 없는 등급임({w}).", "The grade cannot be reached: {w}.").format(w=why)


def gates_can_be_passed(edition: Edition, findings: Findings) -> None:
    """A gate is met by the whole share only; one that can never earn it fails everybody."""
    for i, criterion in enumerate(edition.criteria):
        if not criterion.mandatory:
            continue
        if best_share(criterion) < 1 - EPSILON:
            findings.add(
                ("criteria", i, "points"),
                Text(
                    "아무도 통과할 수 없는 필수요건임: 배점이 최고 {s:.0%}에 그침.",
                    "Nobody can pass this gate: its shares end at {s:.0%}, and a gate asks for all.",
                ).format(s=best_share(criterion)),
                Text("배점이 1에 이르게 하십시오.", "Let a listed value earn the share 1."),
            )
        elif criterion.kind == "rubric":
            findings.add(
                ("criteria", i, "mandatory"),
                Text(
                    "최고 수준({m}점)만 충족하는 필수요건임.", "Only the highest level ({m:g}) opens this gate."
                ).format(m=criterion.highest),
                Text(
                    "의도한 것이 아니면 충족/미충족(binary) 지표로 나누십시오.",
                    "If that is not meant, make the gate a criterion of its own that is met or not met.",
                ),
                warning=True,
            )


def minimums_can_be_reached(edition: Edition, findings: Findings) -> None:
    for i, area in enumerate(edition.areas):
        for profile in profiles_of(edition):
            best = best_of_area(edition, area, profile)
            if area.minimum is not None and best is not None and best < area.minimum - EPSILON:
                findings.add(
                    ("areas", i, "minimum"),
                    Text(
                        "최고 {b:.0%}까지만 얻을 수 있어 하한 {m:.0%}에 이를 수 없음{f}.",
                        "The minimum {m:.0%} is out of reach: at best {b:.0%} can be earned{f}.",
                    ).format(b=best, m=area.minimum, f=named(edition, profile)),
                    Text("하한 또는 배점 기준을 고치십시오.", "Lower the minimum, or let the thresholds reach 1."),
                )


def no_field_empties_an_area(edition: Edition, findings: Findings) -> None:
    earning = {criterion.area for criterion in edition.criteria if criterion.weight}
    for i, area in enumerate(edition.areas):
        empty = [p for p in edition.profiles if best_of_area(edition, area, p.id) is None]
        if area.id in earning and empty:
            findings.add(
                ("areas", i),
                Text(
                    "다음 분야에서는 점수를 얻을 지표가 남지 않음: {f}.", "Nothing can be earned here in: {f}."
                ).format(f=joined([profile.title for profile in empty], ", ")),
                Text(
                    "그 분야에 적용되는 지표를 하나 이상 두십시오.",
                    "Keep a criterion that applies there; else the other areas weigh more.",
                ),
            )


def every_criterion_applies_somewhere(edition: Edition, findings: Findings) -> None:
    for i, criterion in enumerate(edition.criteria):
        if edition.profiles and all(profile.id in criterion.not_for for profile in edition.profiles):
            findings.add(
                ("criteria", i, "not_for"),
                Text("어느 분야에도 적용되지 않는 지표임.", "It applies to no field at all."),
                Text("적용할 분야를 정하거나 지표를 지우십시오.", "Let it apply somewhere, or remove it."),
            )


def fields_weigh_areas_alike(edition: Edition, findings: Findings) -> None:
    """A warning where the weights left to a field change the balance of areas that the file itself gives them."""
    for i, area in enumerate(edition.areas):
        for profile in edition.profiles:
            left = sum(c.weight for c in edition.criteria_of(profile=profile.id, area=area.id))
            every = [sum(c.weight for c in edition.criteria_of(profile=profile.id, area=a.id)) for a in edition.areas]
            share, meant = left / (sum(every) or 1), (area.weight or 0) / (edition.passing.of or 1)
            if left and abs(share - meant) > 0.05:
                findings.add(
                    ("areas", i, "weight"),
                    Text(
                        "{f} 분야에 남는 지표 가중치는 전체의 {s:.0%}이나 영역은 {m:.0%}로 계산됨.",
                        "In {f} its criteria are {s:.0%} of the weights, yet the area counts {m:.0%}.",
                    ).format(f=profile.title, s=share, m=meant),
                    Text(
                        "분야별로 제외하는 지표의 비중을 영역마다 비슷하게 하십시오.",
                        "Leave out about the same part of every area, so that the balance stays.",
                    ),
                    warning=True,
                )


CHECKS = (
    cut_can_be_reached,
    grades_can_be_reached,
    gates_can_be_passed,
    minimums_can_be_reached,
    no_field_empties_an_area,
    every_criterion_applies_somewhere,
    fields_weigh_areas_alike,
)
