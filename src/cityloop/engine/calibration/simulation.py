"""How many decisions are luck: a round of certification drawn from the model, decided raw and calibrated.

120 services, 55 criteria marked 0-4, 3 assessors of 24 each, cut 70, severities of SD 0.6 logits. The truth is what the
average assessor of the pool would be expected to give. `linked` panels are drawn from the whole pool; `disjoint` ones
are eight fixed panels of three, so that severity and standing cannot be told apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .calibrating import calibrate
from .model import probabilities
from .values import Marks

STEPS = np.array([-1.5, -0.5, 0.5, 1.5])


@dataclass(frozen=True)
class Simulation:
    """Shares of services decided otherwise than the truth, raw and calibrated, for linked and for disjoint panels."""

    raw: float
    calibrated: float
    disjoint_raw: float
    disjoint_calibrated: float
    severity_correlation: float


@dataclass(frozen=True)
class World:
    """A drawn round: the marks, the true points of each case, and the true severities of the pool."""

    marks: Marks
    truth: np.ndarray
    severity: np.ndarray


def draw(
    *,
    linked: bool,
    seed: int,
    services: int = 120,
    criteria: int = 55,
    assessors: int = 24,
    seats: int = 3,
    cut: float = 70.0,
    severity_sd: float = 0.6,
    standing_sd: float = 0.9,
) -> World:
    """Draw a round of marks; standings are spread around the one whose true points are the cut."""
    random = np.random.default_rng(seed)
    severity = random.normal(0, severity_sd, assessors)
    difficulty = random.normal(0, 0.5, criteria)
    standing = _standing_at(cut, difficulty, severity.mean()) + random.normal(0, standing_sd, services)
    panels = _panels(random, services, assessors, seats, linked)
    case, seat, criterion = (axis.ravel() for axis in np.indices((services, seats, criteria)))
    assessor = panels[case, seat]
    chance = probabilities(standing[case] - difficulty[criterion] - severity[assessor], STEPS)
    mark = (random.random(len(case)) > chance.cumsum(axis=0)).sum(axis=0)
    marks = Marks(
        cases=_names("s", services),
        assessors=_names("a", assessors),
        criteria=_names("c", criteria),
        case=case,
        assessor=assessor,
        criterion=criterion,
        mark=mark.astype(float),
        low=np.zeros(criteria),
        high=np.full(criteria, float(len(STEPS))),
    )
    return World(marks, _points(standing, difficulty, severity.mean()), severity)


def _names(letter: str, size: int) -> tuple[str, ...]:
    return tuple(f"{letter}{k:03}" for k in range(size))


def _panels(random: np.random.Generator, services: int, assessors: int, seats: int, linked: bool) -> np.ndarray:
    """Who sits on which panel, ints (services, seats), everybody about equally often."""
    if not linked:
        return (np.arange(services) % (assessors // seats))[:, None] * seats + np.arange(seats)
    return random.random((services, assessors)).argsort(axis=1)[:, :seats]


def _points(standing: np.ndarray, difficulty: np.ndarray, severity: float) -> np.ndarray:
    distance = (standing[:, None] - difficulty - severity).ravel()
    expected = np.arange(len(STEPS) + 1) @ probabilities(distance, STEPS)
    return 25 * expected.reshape(len(standing), -1).mean(axis=1)


def _standing_at(cut: float, difficulty: np.ndarray, severity: float) -> float:
    grid = np.linspace(-6, 6, 481)
    return float(np.interp(cut, _points(grid, difficulty, severity), grid))


def simulate(*, rounds: int = 20, seed: int = 1, cut: float = 70.0) -> Simulation:
    """Draw `rounds` rounds with linked and with disjoint panels, and count the wrong decisions.

    >>> found = simulate(rounds=1, seed=3)
    >>> found.calibrated < found.raw
    True
    """
    wrong: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    agreement = []
    for linked in (True, False):
        for number in range(rounds):
            world = draw(linked=linked, seed=seed * 1_000 + number, cut=cut)
            found = calibrate(world.marks, cut=cut, draws=50)
            passes = world.truth >= cut
            raw, fair = ((points >= cut) != passes for points in (found.raw, found.fair))
            wrong[linked].append((float(raw.mean()), float(fair.mean())))
            if linked:
                agreement.append(np.corrcoef(found.assessors.measure, world.severity)[0, 1])
    raw, calibrated = np.mean(wrong[True], axis=0).tolist()
    disjoint_raw, disjoint_calibrated = np.mean(wrong[False], axis=0).tolist()
    return Simulation(raw, calibrated, disjoint_raw, disjoint_calibrated, float(np.median(agreement)))
