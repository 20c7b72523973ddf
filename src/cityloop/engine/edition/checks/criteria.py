"""A criterion has what its kind needs and nothing that its kind cannot use."""

from __future__ import annotations

import re
from itertools import pairwise

from ... import expressions
from ...text import Text
from ..edition import Edition
from ..faults import Findings, Path
from ..parts import Criterion

BELONGS = {
    "rubric": {"levels", "step"},
    "binary": set(),
    "measured": {"unit", "direction", "points", "between", "citizen_vote"},
    "formula": {"unit", "direction", "points", "between", "formula"},
}
NEEDS = {"rubric": ("levels",), "binary": (), "measured": ("direction", "points"), "formula": ("formula",)}
DEFAULTS = {
    "levels": (),
    "step": None,
    "unit": None,
    "direction": None,
    "points": (),
    "between": "line",
    "formula": None,
    "citizen_vote": None,
}
_USES = re.compile(r"\b(marks|measurements|shares)\.([A-Za-z0-9_.]+)")


def uses(criterion: Criterion) -> tuple[tuple[str, str], ...]:
    """What a formula reads: pairs of `marks`, `measurements` or `shares` and the id of a criterion."""
    return tuple(dict.fromkeys(_USES.findall(criterion.formula or "")))


def kind_has_what_it_needs(edition: Edition, findings: Findings) -> None:
    for i, criterion in enumerate(edition.criteria):
        for name in NEEDS[criterion.kind]:
            if getattr(criterion, name) == DEFAULTS[name]:
                findings.add(
                    ("criteria", i),
                    Text("{k} 지표에 '{n}'이(가) 없음.", "A {k} criterion needs '{n}'.").format(
                        k=criterion.kind, n=name
                    ),
                    Text("'{n}:'을(를) 추가하십시오.", "Add '{n}:'.").format(n=name),
                )
        for name, default in DEFAULTS.items():
            if name not in BELONGS[criterion.kind] and getattr(criterion, name) != default:
                findings.add(
                    ("criteria", i, name),
                    Text("{k} 지표에는 쓰지 않음.", "A {k} criterion does not use it.").format(k=criterion.kind),
                    Text("지우거나 kind를 고치십시오.", "Delete it, or change the kind."),
                )


def levels_ascend(edition: Edition, findings: Findings) -> None:
    for i, criterion in enumerate(edition.criteria):
        marks = [level.mark for level in criterion.levels]
        if not marks:
            continue
        path: Path = ("criteria", i, "levels")
        if any(low >= high for low, high in pairwise(marks)):
            findings.add(
                path,
                Text("수준의 점수가 커지는 순서가 아님.", "The marks of the levels do not ascend."),
                Text("낮은 점수부터 적으십시오.", "List them from the lowest mark."),
            )
        elif len(marks) < 2 or marks[-1] <= 0:
            findings.add(
                path,
                Text("최고점이 0보다 큰 수준이 둘 이상이어야 함.", "There is no scale from low to high."),
                Text("수준을 둘 이상 적으십시오.", "List two levels or more, the last above 0."),
            )
        elif criterion.step and any(abs((m - marks[0]) / criterion.step % 1 - 0.5) < 0.499999 for m in marks):
            findings.add(
                ("criteria", i, "step"),
                Text("수준의 점수가 간격에 맞지 않음.", "A level falls between two steps."),
                Text("모든 수준의 점수에 닿는 간격을 쓰십시오.", "Use a step that reaches every level."),
            )


def points_are_monotone(edition: Edition, findings: Findings) -> None:
    for i, criterion in enumerate(edition.criteria):
        if criterion.points:
            _check_points(criterion, ("criteria", i, "points"), findings)


def _check_points(criterion: Criterion, path: Path, findings: Findings) -> None:
    points = sorted(criterion.points)
    values, shares = [x for x, _ in criterion.points], [share for _, share in points]
    if (
        len(points) < 2
        or len(set(values)) < len(values)
        or values not in (sorted(values), sorted(values, reverse=True))
    ):
        findings.add(
            path,
            Text("측정값이 한 방향으로 변하지 않음.", "The values do not run in one direction."),
            Text("서로 다른 값 둘 이상을 차례대로 적으십시오.", "List two or more different values in order."),
        )
        return
    rising = criterion.direction != "lower"
    if shares != sorted(shares, reverse=not rising):
        findings.add(
            path,
            Text("direction({d})과 배점 방향이 다름.", "The shares run against direction: {d}.").format(
                d=criterion.direction or "higher"
            ),
            Text("배점 또는 direction을 고치십시오.", "Mend the shares or the direction."),
        )
    if max(shares) < 1 or min(shares) > 0:
        findings.add(
            path,
            Text("배점이 0에서 1까지 이르지 않음.", "The shares do not reach from 0 to 1."),
            Text("의도한 것인지 확인하십시오.", "Check that this is meant."),
            warning=True,
        )


def formulas_can_be_computed(edition: Edition, findings: Findings) -> None:
    """A formula names criteria that have what it reads, none of them a formula, and gives a number when tried."""
    for i, criterion in enumerate(edition.criteria):
        if criterion.kind == "formula" and criterion.formula:
            path: Path = ("criteria", i, "formula")
            wrong = _wrong_use(edition, criterion) or _trial(criterion)
            if wrong:
                findings.add(path, wrong, _FORMULA)


_FORMULA = Text(
    "marks.<지표>, measurements.<지표>, shares.<지표>와 소수(1.0)로 적으십시오.",
    "Write it with marks.<criterion>, measurements.<criterion>, shares.<criterion> and decimals (1.0).",
)


def _wrong_use(edition: Edition, criterion: Criterion) -> Text | None:
    strange = expressions.variables(criterion.formula or "") - {"marks", "measurements", "shares"}
    if strange:
        return Text("'{n}'은(는) 알 수 없는 이름임.", "'{n}' is not known here.").format(n=min(strange))
    if not uses(criterion):
        return Text("다른 지표를 쓰지 않는 식임.", "It reads no other criterion.")
    for kind, id in uses(criterion):
        other = edition.criterion(id)
        if other is None or other.kind == "formula":
            return Text(
                "'{i}'은(는) 식에 쓸 수 있는 지표가 아님.", "'{i}' is no criterion that a formula can read."
            ).format(i=id)
        if (kind == "marks") != other.marked and kind != "shares":
            return Text("'{i}'에는 {k}이(가) 없음.", "'{i}' has no {k}.").format(i=id, k=kind)
    return None


def _trial(criterion: Criterion) -> Text | None:
    facts: dict[str, dict] = {"marks": {}, "measurements": {}, "shares": {}}
    for kind, id in uses(criterion):
        nest(facts[kind], id, 0.5)
    found = expressions.answer(criterion.formula or "", facts)
    if isinstance(found.value, float | int) and not isinstance(found.value, bool):
        return None
    said = found.error or f"{found.missing or found.value!r}"
    return Text("계산할 수 없는 식임: {e}.", "It cannot be computed: {e}.").format(e=said.rstrip("."))


def nest(tree: dict, id: str, value: float) -> None:
    """Put a value at a dotted id into nested dicts, which is how CEL reads `marks.effect.reach`."""
    *branches, leaf = id.split(".")
    for branch in branches:
        tree = tree.setdefault(branch, {})
    tree[leaf] = value


CHECKS = (
    (("criteria",), kind_has_what_it_needs),
    (("criteria",), levels_ascend),
    (("criteria",), points_are_monotone),
    (("criteria",), formulas_can_be_computed),
)
