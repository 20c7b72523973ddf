"""Groups, categories, indicators, fields and problems of a framework refer to each other, and bands run one way."""

from __future__ import annotations

from itertools import pairwise

from ...text import Text
from ..edition import Edition
from ..faults import Findings
from .references import dangling


def levels_of_the_tree_are_known(edition: Edition, findings: Findings) -> None:
    areas, groups = {a.id for a in edition.areas}, {g.id for g in edition.groups}
    categories = {c.id for c in edition.categories}
    for i, group in enumerate(edition.groups):
        dangling(group.area, areas, ("groups", i, "area"), findings)
    for i, category in enumerate(edition.categories):
        dangling(category.group, groups, ("categories", i, "group"), findings)
    for i, indicator in enumerate(edition.indicators):
        dangling(indicator.category, categories, ("indicators", i, "category"), findings)
        if areas:
            dangling(indicator.theme, areas | groups | categories, ("indicators", i, "theme"), findings)


def peers_are_chosen_by_indicators(edition: Edition, findings: Findings) -> None:
    known = {indicator.id for indicator in edition.indicators}
    dangling(edition.peers.population, known, ("peers", "population"), findings)
    dangling(edition.peers.income, known, ("peers", "income"), findings)


def efforts_are_named_and_run_upwards(edition: Edition, findings: Findings) -> None:
    known = {effort.id for effort in edition.efforts}
    for i, indicator in enumerate(edition.indicators):
        dangling(indicator.effort, known, ("indicators", i, "effort"), findings)
    for i, effort in enumerate(edition.efforts):
        outlay = effort.outlay
        if effort.days[0] > effort.days[1] or (outlay and outlay.least > outlay.most):
            findings.add(
                ("efforts", i),
                Text("최소가 최대보다 큼.", "The least is above the most."),
                Text("작은 값을 먼저 적으십시오.", "Write the smaller value first."),
            )


def bands_run_from_best_to_worst(edition: Edition, findings: Findings) -> None:
    for i, indicator in enumerate(edition.indicators):
        if not indicator.bands:
            continue
        limits = [band.limit for band in indicator.bands]
        kept = [limit for limit in limits[:-1] if limit is not None]
        falling = indicator.direction == "higher"
        ordered = all((a > b) if falling else (a < b) for a, b in pairwise(kept))
        if limits[-1] is not None or len(kept) < len(limits) - 1 or not ordered or indicator.direction == "none":
            findings.add(
                ("indicators", i, "bands"),
                Text("가장 좋은 구간부터 한 방향으로 이어지지 않음.", "The bands do not run from best to worst."),
                Text("마지막만 limit 없이, 방향에 맞게 차례대로 적으십시오.",
                     "Order the limits by the direction; only the last band has none."),
            )  # fmt: skip


def problems_name_fields(edition: Edition, findings: Findings) -> None:
    fields = {field.id for field in edition.fields}
    for i, problem in enumerate(edition.problems):
        for j, field in enumerate(problem.fields):
            dangling(field, fields, ("problems", i, "fields", j), findings)


CHECKS = (
    (("areas", "groups", "categories", "indicators"), levels_of_the_tree_are_known),
    (("indicators", "peers"), peers_are_chosen_by_indicators),
    (("indicators", "efforts"), efforts_are_named_and_run_upwards),
    (("indicators",), bands_run_from_best_to_worst),
    (("fields", "problems"), problems_name_fields),
)
