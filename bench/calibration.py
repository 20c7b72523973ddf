"""Severities of 24 assessors from 600 cases × 55 criteria marked 0-4: medians of CPU seconds, and how true they are.

Marks are drawn from the rating-scale model with severities of SD 0.6, standings of 0.9 and difficulties of 0.5 logits,
once with three assessors a case and once with all. What is timed holds all that calibrate() answers: standard errors,
fit, fair scores, plausible panels, agreement and the list for moderation. Peer: raschpy's many-facet model on the same
marks, calibration alone. Alpha is compared with the krippendorff package, decisions with the truth behind the marks.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import Row
from bench.report import table
from cityloop.engine.calibration import alpha, calibrate, simulate
from cityloop.engine.calibration.simulation import World, draw

RUNS = 3


def seconds(work: Callable[[], Any]) -> float:
    """The median CPU time of several runs."""
    took = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return statistics.median(took)


def peer(world: World) -> tuple[float, float] | None:
    """CPU seconds of raschpy, and how its severities correlate with the truth; None where it is not installed."""
    try:
        import pandas
        from raschpy import MFRM
    except ImportError:
        return None
    marks = world.marks
    names = (np.array(marks.assessors)[marks.assessor], np.array(marks.cases)[marks.case])
    flat = pandas.DataFrame({"Rater": names[0], "Person": names[1], "item": marks.criterion, "mark": marks.mark})
    wide = flat.pivot(index=["Rater", "Person"], columns="item", values="mark")
    wide.columns = [f"q{k:02}" for k in wide.columns]
    begun = time.process_time()
    model = MFRM(wide, max_score=4)
    model.calibrate_global()
    took = time.process_time() - begun
    severities = np.array([model.raters_global[name] for name in marks.assessors], dtype=float)
    return took, float(np.corrcoef(severities, world.severity)[0, 1])


def agreement(world: World) -> float | None:
    """The largest difference from the krippendorff package over the three levels; None where it is not installed."""
    try:
        import krippendorff
    except ImportError:
        return None
    marks = world.marks
    unit = marks.case * len(marks.criteria) + marks.criterion
    grid = np.full((len(marks.assessors), unit.max() + 1), np.nan)
    grid[marks.assessor, unit] = marks.mark
    levels = ("nominal", "ordinal", "interval")
    theirs = {level: krippendorff.alpha(grid, level_of_measurement=level) for level in levels}
    return max(abs(alpha(unit, marks.mark, level) - value) for level, value in theirs.items())


def beside_peer(name: str, world: World, target: str) -> list[Row]:
    """Time and truth of one design."""
    took = seconds(lambda: calibrate(world.marks))
    found = calibrate(world.marks)
    true = float(np.corrcoef(found.assessors.measure, world.severity)[0, 1])
    theirs = peer(world)
    beside = ("", None) if theirs is None else (f"raschpy {theirs[0]:.1f} s", theirs[0] / took)
    return [
        Row(name, target, f"{took:.2f} s", *beside),
        Row(
            f"{name}: severities and the truth",
            "≥ 0.998",
            f"{true:.4f}",
            "" if theirs is None else f"raschpy {theirs[1]:.4f}",
        ),
    ]


def main() -> list[Row]:
    """Both designs, agreement, and how much of the decisions is luck."""
    panels = draw(linked=True, seed=0, services=600)
    crossed = draw(linked=True, seed=0, services=600, seats=24)
    luck, apart = simulate(rounds=20), agreement(panels)
    return [
        *beside_peer("600 × 55, 3 of 24 assessors each, 99,000 marks", panels, "≤ 3 s"),
        *beside_peer("600 × 55 × 24, 792,000 marks", crossed, "≤ 3 s"),
        Row("alpha, beside the krippendorff package", "≤ 1e-9", "" if apart is None else f"{apart:.0e}"),
        Row("120 services, cut 70: wrong decisions by the raw score", "about 12 %", f"{luck.raw:.1%}"),
        Row("the same, calibrated on linked panels", "≤ 4 %", f"{luck.calibrated:.1%}"),
        Row("the same, calibrated on disjoint panels", "gains nothing", f"{luck.disjoint_calibrated:.1%}"),
    ]


if __name__ == "__main__":
    print(table(main()))
