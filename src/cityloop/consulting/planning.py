"""A roadmap as plain data: what went in, what came out, and why, so that anybody can compute it again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np

from cityloop.engine.roadmap import Limits, Links, Services, Task, front, plan, spending, squeeze, stability
from cityloop.engine.roadmap import Roadmap as Found

GAP = 0.001
DRAWS, SEED = 60, 1
SHARES = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5)
POINTS = (0.2, 0.35, 0.5, 0.65, 0.8, 1.0)
DIGITS = 6
MOST_SERVICES, MOST_YEARS, MOST_MONEY = 60, 10, 1e9
UNIT = "KRW million"
LAST_PRIORITY = 5


@dataclass(frozen=True)
class Terms:
    """What can be spent (KRW million) and how many people there are, by year; `rate` and `uncertainty` in percent."""

    first_year: int
    budgets: tuple[float, ...]
    staff: tuple[float, ...] | None = None
    whole: float | None = None
    rate: float = 5.0
    uncertainty: float = 30.0


@dataclass(frozen=True)
class Wanted:
    """A service that may be planned: what it takes, from which year on, and how it hangs together with others.

    `after` and `apart` are codes of services: the one that must start first, the one that excludes it.
    """

    code: str
    capex: float
    opex: float
    staff: float = 0.0
    earliest: int = 1
    required: bool = False
    after: str = ""
    apart: str = ""


@dataclass(frozen=True)
class Standing:
    """What the latest shortlists say of a service: its worth by need, and its cost where the directory knows it."""

    code: str
    parts: tuple[Mapping, ...]
    capex: float | None
    opex: float | None

    @property
    def benefit(self) -> float:
        """Points: over all needs, the score on its shortlist (0 to 100) by the weight of the need's priority."""
        return round(sum(part["points"] for part in self.parts), DIGITS)


def weight_of(priority: int) -> float:
    """What comes first counts whole, what comes fifth a fifth.

    >>> [weight_of(priority) for priority in (1, 2, 5)]
    [1.0, 0.8, 0.2]
    """
    return (LAST_PRIORITY + 1 - priority) / LAST_PRIORITY


def inputs_of(terms: Terms, wanted: tuple[Wanted, ...], standings: Mapping[str, Standing], pinned=None) -> dict:
    """Everything that a roadmap is planned from, as JSON; each figure says where it comes from."""
    return {
        **{name: list(value) if isinstance(value, tuple) else value for name, value in asdict(terms).items()},
        "unit": UNIT,
        "services": [_service(one, standings[one.code]) for one in sorted(wanted, key=lambda one: one.code)],
        "pinned": dict(pinned or {}),
    }


def _service(one: Wanted, standing: Standing) -> dict:
    sources = {name: "directory" if getattr(one, name) == getattr(standing, name) else "city" for name in COSTS}
    parts = [dict(part) for part in standing.parts]
    return {**asdict(one), "benefit": standing.benefit, "benefit_from": parts, "sources": {**sources, "staff": "city"}}


COSTS = ("capex", "opex")


def task_of(inputs: Mapping) -> Task:
    """The engine's task; services go in as «code», so that a text can be read with names instead."""
    rows = inputs["services"]
    place = {row["code"]: i for i, row in enumerate(rows)}
    services = Services(
        tuple(f"«{row['code']}»" for row in rows),
        *(np.array([row[name] for row in rows], dtype=float) for name in ("capex", "opex", "staff", "benefit")),
        np.array([row["earliest"] for row in rows], dtype=int),
    )
    years = len(inputs["budgets"])
    limits = Limits(
        tuple(inputs["budgets"]),
        inputs["whole"],
        tuple(inputs["staff"]) if inputs["staff"] else None,
        tuple((1 - inputs["rate"] / 100) ** year for year in range(years)),
    )
    links = Links(
        tuple((place[row["after"]], place[row["code"]]) for row in rows if row["after"] in place),
        tuple((place[row["code"]], place[row["apart"]]) for row in rows if row["apart"] in place),
    )
    required = frozenset(place[row["code"]] for row in rows if row["required"])
    return Task(services, limits, links, required, {place[code]: year for code, year in inputs["pinned"].items()})


def planned(inputs: Mapping) -> dict:
    """The best roadmap, and what happens if money shrinks or effects differ. Raises the engine's `Impossible`."""
    task, codes = task_of(inputs), [row["code"] for row in inputs["services"]]
    best = plan(task, gap=GAP)
    free = plan(replace(task, pinned={}), gap=GAP) if task.pinned else best
    sd = task.services.benefit * inputs["uncertainty"] / 100
    kept = stability(task, sd, draws=DRAWS, seed=SEED)
    return {
        **outline(task, best, codes),
        "free": round(free.objective, DIGITS),
        "uses": [_use(use) for use in best.uses],
        "reasons": {code: _text(why) for code, why in zip(codes, best.reasons, strict=True)},
        "front": [_point(point) for point in front(task, _budgets(task, best), gap=GAP)],
        "squeeze": [_squeezed(at, codes) for at in squeeze(task, best, SHARES, gap=GAP)],
        "stability": {code: round(share, DIGITS) for code, share in zip(codes, kept.tolist(), strict=True)},
        "draws": DRAWS,
        "seed": SEED,
    }


def outline(task: Task, best: Found, codes: list[str]) -> dict:
    """The years of a roadmap, what it is worth, how near that is to the best, and what each year costs."""
    money = spending(task, best.years)
    return {
        "years": dict(zip(codes, best.years.tolist(), strict=True)),
        "objective": round(best.objective, DIGITS),
        "bound": round(best.bound, DIGITS),
        "gap": round(best.gap, DIGITS),
        "costs": [round(cost, DIGITS) for cost in money.tolist()],
        "spent": round(float(money.sum()), DIGITS),
    }


def moved(inputs: Mapping, code: str, year: int) -> tuple[dict, dict]:
    """The inputs with one service fixed in a year (0: left out), and the outline of the best roadmap then."""
    changed = {**inputs, "pinned": {**inputs["pinned"], code: year}}
    task = task_of(changed)
    return changed, outline(task, plan(task, gap=GAP), [row["code"] for row in inputs["services"]])


def _budgets(task: Task, best: Found) -> list[float]:
    """Whole budgets to look at: shares of what there is to spend, and of what the roadmap spends."""
    most = min(sum(task.limits.budgets), np.inf if task.limits.budget is None else task.limits.budget)
    spent = float(spending(task, best.years).sum())
    return sorted({round(share * spent, 1) for share in POINTS} | {round(float(most), 1)})


def _text(text) -> dict | None:
    return {"ko": text.ko, "en": text.en} if text else None


def _use(use) -> dict:
    numbers = {name: round(getattr(use, name), DIGITS) for name in ("used", "limit", "price")}
    return {"id": use.id, "name": _text(use.name), **numbers, "binding": bool(use.binding)}


def _point(point) -> dict:
    return {name: round(getattr(point, name), DIGITS) for name in ("budget", "spent", "objective", "gap")}


def _squeezed(at, codes: list[str]) -> dict:
    return {
        "share": at.share,
        "objective": None if at.objective is None else round(at.objective, DIGITS),
        "lost": [codes[i] for i in at.lost],
        "moved": [codes[i] for i in at.moved],
        "why": _text(at.why),
    }
