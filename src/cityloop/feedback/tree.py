"""The tree of a draft for its page: areas with their sums, criteria with what the linter says of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from cityloop.engine.edition import Fault
from cityloop.feedback.editor import Part, parts_for
from cityloop.language import pick


@dataclass(frozen=True)
class Branch:
    """An area: what it weighs, what its criteria add up to, and they with their number of findings."""

    area: dict
    total: float
    rows: list[tuple[dict, int]]
    findings: int

    @property
    def agrees(self) -> bool:
        """Do the criteria add up to the weight of the area? Where fields leave some out, they need not."""
        left_out = any(row.get("not_for") for row, _count in self.rows)
        return left_out or abs(self.total - (self.area.get("weight") or 0)) < 1e-9


def tree_of(content: dict, findings: list[Fault]) -> list[Branch]:
    """The areas in their order, each with its criteria in theirs."""
    said = Counter(".".join(fault.path.partition("]")[:2]) for fault in findings)
    counts = Counter({path.replace(".]", "]"): n for path, n in said.items()})
    return [_branch(area, content, counts) for area in content.get("areas") or []]


def lists_of(content: dict, findings: list[Fault]) -> list[tuple[Part, list[tuple[dict, str, int]]]]:
    """What a call has besides its criteria: tracks, rules, questions, milestones, each with its findings."""
    said = Counter(fault.path.partition("]")[0] + "]" for fault in findings)
    return [
        (part, [(row, called(row), said[f"{part.lists}[{row['id']}]"]) for row in content.get(part.lists) or []])
        for part in parts_for(content)
        if part.lists and part.lists not in ("areas", "criteria")
    ]


def called(item: dict) -> str:
    """What an item of a list is called: its title, what it says or asks or wants delivered, else its id."""
    words = next((item[key] for key in ("title", "says", "asks") if isinstance(item.get(key), dict)), None)
    delivered = item.get("asks") if isinstance(item.get("asks"), list) else []
    several = ", ".join(pick(one.get("what")) for one in delivered if isinstance(one, dict))
    return pick(words)[:120] or several[:120] or str(item.get("id", ""))


def moved(content: dict, name: str, id: str, by: int) -> dict:
    """The content with one item moved up or down among its kind; a criterion stays in its area."""
    items = list(content[name])
    at = next(i for i, item in enumerate(items) if item["id"] == id)
    kin = [i for i, item in enumerate(items) if item.get("area") == items[at].get("area")]
    place = kin.index(at) + by
    if 0 <= place < len(kin):
        other = kin[place]
        items[at], items[other] = items[other], items[at]
    return {**content, name: items}


def without(content: dict, name: str, id: str) -> dict:
    """The content without one item of a list."""
    return {**content, name: [item for item in content[name] if item["id"] != id]}


def _branch(area, content, counts) -> Branch:
    rows = [row for row in content.get("criteria") or [] if row.get("area") == area["id"]]
    return Branch(
        area,
        sum(row.get("weight") or 0 for row in rows),
        [(row, counts[f"criteria[{row['id']}]"]) for row in rows],
        counts[f"areas[{area['id']}]"],
    )
